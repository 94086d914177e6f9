/// Reads `/proc/mdstat` (md(4)). Members are told only by levels that have redundancy.
enum MDStat {
    /// An array's two lines: `md0 : active raid1 sdb1[1] sda1[0]` and `… blocks [2/2] [UU]`; an inactive array is told
    /// as `md0 : inactive sdb1[1](S)`.
    static func arrays(_ text: String) -> [Machine.RAIDArray] {
        var arrays: [Machine.RAIDArray] = []
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.count >= 4, words[0].hasPrefix("md"), words[1] == ":" {
                let level = words.first { $0.hasPrefix("raid") || $0 == "linear" } ?? ""
                arrays.append(
                    Machine.RAIDArray(
                        name: String(words[0]), level: String(level), members: "", isActive: words[2] == "active"))
            } else if let last = words.last, last.hasPrefix("["), last.contains(where: { $0 == "U" || $0 == "_" }),
                !arrays.isEmpty
            {
                arrays[arrays.count - 1].members = String(last.dropFirst().dropLast())
            }
        }
        return arrays
    }
}
