import SyntheticLogs
import SystemPackage

/// What is to be written and where to.
struct CorpusPlan {
    let bytes: Int
    let seed: UInt64
    let settings: TrafficSettings
    let format: LogFormat
    let options: LogOptions
    let layout: Layout
    let output: FilePath?
    let keys: FilePath?
    let stories: FilePath?

    func carryOut() throws(SynthlogError) {
        let keyLines = keys == nil ? nil : PendingLines()
        let storyLines = stories == nil ? nil : PendingLines()
        var log = SyntheticLog(
            seed: seed, settings: settings, format: format, options: options, layout: layout,
            onStory: storyLines.map { lines in { lines.append($0) } },
            onKey: keyLines.map { lines in { lines.append($0) } })
        let logFile = try OutputFile(output)
        let keyFile = keys == nil ? nil : try OutputFile(keys)
        let storyFile = stories == nil ? nil : try OutputFile(stories)

        var left = bytes
        while let written = try logFile.append(atMost: left, { log.write(nextInto: &$0) }) {
            left -= written
            try keyLines?.move(to: keyFile)
            try storyLines?.move(to: storyFile)
        }
        try logFile.close()
        for story in log.unfinishedStories(withLastRecord: false) { storyLines?.append(story) }
        try storyLines?.move(to: storyFile)
        try keyFile?.close()
        try storyFile?.close()
    }
}
