import Archives
import Printing
import SystemPackage
import Tracing

/// Writes stories to standard output as they are found, or one page of all of them at the end.
final class StoryPrinter {
    enum Style {
        case text
        /// One object a message, each on a line of its own.
        case json
        case page
    }

    private let style: Style
    private let options: ViewOptions
    private var stories: [Story] = []
    private var related: [Story] = []
    private var hasPrinted = false

    init(_ style: Style, _ options: ViewOptions) {
        self.style = style
        self.options = options
    }

    /// Prints what a key was answered with.
    func print(_ answer: TraceAnswer, key: [UInt8]) throws {
        switch style {
        case .text: for story in answer.stories + answer.related { try printText(story) }
        case .json:
            for story in answer.stories { try printJSON(story, key, isRelated: false) }
            for story in answer.related { try printJSON(story, key, isRelated: true) }
        case .page:
            stories += answer.stories
            related += answer.related
        }
    }

    private func printText(_ story: Story) throws {
        var text: [UInt8] = hasPrinted ? [0x0a] : []
        StoryText.append(story, options, to: &text)
        try StandardOutput.write(text)
        hasPrinted = true
    }

    private func printJSON(_ story: Story, _ key: [UInt8], isRelated: Bool) throws {
        var json = JSONWriter()
        StoryJSON.append(story, key: key, isRelated: isRelated, options, to: &json)
        json.endLine()
        try StandardOutput.write(json.bytes)
    }

    /// Writes the page, where there is something to be told: all of it, or the old one stays.
    func flush(to file: FilePath?) throws {
        guard style == .page, let file, !stories.isEmpty else { return }
        let page = StoryPage.html(stories, related: related, options)
        if file == "-" { return try StandardOutput.write(page) }
        try file.replaceContent(with: page.span)
    }
}
