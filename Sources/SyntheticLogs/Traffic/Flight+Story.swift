/// Keeping the true story while the records are written.
extension Flight {
    func beginStory() {
        var story = MessageStory(number: number, envelopeSender: envelopeSender, kind: kind)
        story.notificationOf = notificationOf
        self.story = story
    }

    func note(_ planned: PlannedRecord, _ record: SyntheticRecord) {
        guard var story, planned.step != .header, record.kind == .message else { return }
        self.story = nil
        story.records += 1
        if let id = record.messageIDs.first, !story.messageIDs.contains(id) { story.messageIDs.append(id) }
        if planned.step == .abort { story.abortedTransactions += 1 }
        if planned.notification >= 0 {
            let id = notifications[Int(planned.notification)]
            if !story.notifications.contains(id) { story.notifications.append(id) }
        }
        if planned.hop >= 0 {
            let recipient = noteRecipient(planned, record, in: &story)
            let hop = noteHop(planned, record, in: &story)
            if planned.step == .enqueue {
                story.hops[hop].recipients.append(recipient)
            } else {
                story.hops[hop].attempts.append(
                    AttemptStory(
                        stamp: record.stamp, action: record.actionLetter, recipient: recipient,
                        queueFile: record.queueFile, diagnostic: record.diagnostic))
            }
        }
        self.story = story
    }

    /// The recipient's place in the story; recipients come in the order of their first records.
    private func noteRecipient(
        _ planned: PlannedRecord, _ record: SyntheticRecord, in story: inout MessageStory
    ) -> Int {
        let place: Int
        if let known = storyRecipients[planned.recipient] {
            place = known
        } else {
            place = story.recipients.count
            storyRecipients[planned.recipient] = place
            story.recipients.append(
                RecipientStory(original: record.originalRecipient, current: record.currentRecipient))
        }
        if planned.step == .enqueue { story.recipients[place].current = record.currentRecipient }
        if let outcome = planned.settles {
            story.recipients[place].outcome = outcome
            story.recipients[place].settled = record.stamp
        }
        return place
    }

    private func noteHop(
        _ planned: PlannedRecord, _ record: SyntheticRecord, in story: inout MessageStory
    ) -> Int {
        if let known = storyHops[planned.hop] { return known }
        storyHops[planned.hop] = story.hops.count
        story.hops.append(
            HopStory(
                source: record.sourceChannel, destination: record.destinationChannel,
                queueFile: record.queueFile, enqueued: record.stamp))
        return story.hops.count - 1
    }

    func tellKeys(of record: SyntheticRecord, to onKey: (SyntheticKey) -> Void) {
        guard record.kind == .message else { return }
        for id in record.messageIDs { tell(.messageID(id), to: onKey) }
        if !record.queueFile.isEmpty { tell(.queueFile(record.queueFileName), to: onKey) }
    }

    private func tell(_ key: SyntheticKey, to onKey: (SyntheticKey) -> Void) {
        if keys.insert(key).inserted { onKey(key) }
    }
}
