import MTALog

/// Recipients and their ways through the queues.
extension StoryAssembler {
    /// A recipient for each stay that no other one leads to, in the order of their first records; lists before their
    /// members.
    mutating func tellRecipients() {
        let unknown = -1
        recipientOfStay = Array(repeating: unknown, count: table.stays.count)
        let order = table.stays.indices.sorted { (table.stays[$0].first, $0) < (table.stays[$1].first, $1) }
        for place in order where recipientOfStay[place] == unknown { tellWay(endingAt: place) }
        for place in order { noteStay(place) }
        for place in order where feeding.before[place] == nil {
            guard let list = feeding.list[place] else { continue }
            story.recipients[recipientOfStay[place]].parent = recipientOfStay[list]
        }
    }

    /// Climbs from a stay to where its recipient's way begins, and from a list's member to the list.
    private mutating func tellWay(endingAt place: Int) {
        var climbed = [place]
        while let last = climbed.last, recipientOfStay[last] < 0,
            let previous = feeding.before[last] ?? feeding.list[last]
        {
            climbed.append(previous)
        }
        for stay in climbed.reversed() where recipientOfStay[stay] < 0 {
            if let before = feeding.before[stay] {
                recipientOfStay[stay] = recipientOfStay[before]
            } else {
                recipientOfStay[stay] = story.recipients.count
                story.recipients.append(
                    StoryRecipient(
                        original: table.stays[stay].original, current: table.stays[stay].current,
                        lastRecord: table.steps[table.stays[stay].first].record))
            }
        }
    }

    /// The way in the order of the stays' first records.
    private mutating func noteStay(_ place: Int) {
        let stay = table.stays[place]
        let recipient = recipientOfStay[place]
        story.recipients[recipient].hops.append(stay.hop)
        story.recipients[recipient].current = stay.current
    }
}
