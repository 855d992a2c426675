import MTALog
public import Tracing

/// Stories as one self-contained HTML page, to be attached to a ticket: no script, nothing from elsewhere.
///
/// Log text comes from strangers. It stands in the content of elements only, escaped; the page's policy forbids
/// scripts and fetching besides. Of much, the first and last are shown, and how many more there are.
public enum StoryPage {
    /// The page. O(records).
    ///
    /// - Parameter related: stories that are told because one of the others is tied to them.
    public static func html(
        _ stories: [Story], related: [Story] = [], _ options: ViewOptions = ViewOptions()
    ) -> [UInt8] {
        var html = HTMLWriter()
        html.markup("<!DOCTYPE html>\n")
        html.element("html lang=\"en\"") { html in
            appendHead(stories, to: &html)
            html.element("body") { html in
                html.element("main") { html in
                    for (number, story) in (stories + related).enumerated() {
                        let isRelated = number >= stories.count
                        StoryArticle(story, number: number, isRelated: isRelated, options).append(to: &html)
                    }
                    if stories.isEmpty, related.isEmpty { html.element("p", "No message was found.") }
                }
            }
        }
        return html.bytes
    }

    private static func appendHead(_ stories: [Story], to html: inout HTMLWriter) {
        html.element("head") { html in
            html.markup(
                """
                <meta charset="utf-8"/>
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
                base-uri 'none'; form-action 'none'"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="referrer" content="no-referrer"/>
                <meta name="format-detection" content="telephone=no"/>

                """)
            html.element("title") { html in
                // A title is plain text: no elements inside.
                let id = stories.first?.messageIDs.first.map { LogExcerpt.line($0, longest: LogExcerpt.longestName) }
                html.escaped("Message trace" + (id.map { " <\($0)>" } ?? ""))
            }
            html.element("style") { $0.markup(PageStyle.css) }
        }
    }
}
