import Addresses
import Foundation
import Inventory
import Rendering

/// Reads what the observation script printed. Lines it does not know are passed over, so that a login banner does no
/// harm; an answer without its last line is an error.
package struct ObservationParser {
    package struct Incomplete: Error, CustomStringConvertible {
        package var lastLine: String
        package var description: String { "the host's answer breaks off after \"\(lastLine)\"" }
    }

    private var observation = HostObservation()
    private var haproxyInfo = ""
    private var haproxyStat = ""
    private var site: (target: String, files: [String: String], directories: Set<String>, others: Set<String>)?
    /// Entries of the site with another owner or mode than a deploy gives them.
    private var altered: Set<String> = []

    package static func parse(_ output: String) throws(Incomplete) -> HostObservation {
        var parser = ObservationParser()
        let lines = output.split(separator: "\n")
        guard lines.last == "end" else { throw Incomplete(lastLine: String((lines.last ?? "").prefix(80))) }
        for line in lines {
            var fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            let kind = fields.removeFirst()
            parser.read(kind, Fields(values: fields))
        }
        return parser.finished()
    }

    /// The fields of a line after its first; those that are missing are empty.
    private struct Fields {
        let values: [String]
        subscript(_ index: Int) -> String { index < values.count ? values[index] : "" }
        func text(_ index: Int) -> String {
            Data(base64Encoded: self[index]).map { String(decoding: $0, as: UTF8.self) } ?? ""
        }
        func number(_ index: Int) -> Int { Int(self[index].prefix { $0 != "." && $0 != " " }) ?? 0 }
        func mode(_ index: Int) -> UInt16 { UInt16(self[index], radix: 8) ?? 0 }
    }

    private mutating func finished() -> HostObservation {
        if !haproxyInfo.isEmpty { observation.haproxy = HAProxyRuntime(info: haproxyInfo, stat: haproxyStat) }
        if let site {
            observation.site = .present(
                target: site.target,
                files: site.files.merging(altered.filter { site.files[$0] != nil }.map { ($0, "altered") }) { $1 },
                directories: site.directories.subtracting(altered), others: site.others)
        }
        return observation
    }

    private mutating func read(_ kind: String, _ fields: Fields) {
        switch kind {
        case "user": observation.isRoot = fields[0] == "0"
        case "os":
            observation.operatingSystem = OperatingSystem(id: fields[0], version: fields[1], name: fields[2])
        case "lacks": observation.lacks.append(fields[0])
        case "machine", "memory", "disk", "limit", "raid": readMachine(kind, fields)
        case "file", "link", "large", "other": readFile(kind, fields)
        case "package" where fields[1] == "installed": observation.packages[fields[0]] = fields[2]
        case "unit", "applied": readUnit(kind, fields)
        case "sysctl": observation.sysctls[fields[0]] = fields[1]
        case "address": readAddress(fields[0])
        case "site", "site-blocked", "entry": readSite(kind, fields)
        case "release" where fields[0] == "last": observation.lastRelease = fields[1]
        case "release" where fields[0] == "pending": observation.pendingRelease = fields[1]
        case "haproxy-info": haproxyInfo = fields.text(0)
        case "haproxy-stat": haproxyStat = fields.text(0)
        case "keepalived": observation.keepalived = KeepalivedRuntime(data: fields.text(0))
        default: break
        }
    }

    private mutating func readMachine(_ kind: String, _ fields: Fields) {
        switch (kind, fields[0]) {
        case ("machine", _):
            observation.machine.architecture = fields[0]
            observation.machine.kernel = fields[1]
            observation.machine.cores = fields.number(2)
            observation.machine.uptime = fields.number(3)
        case ("memory", "MemTotal"): observation.machine.memoryKiB = fields.number(1)
        case ("memory", "MemAvailable"): observation.machine.availableMemoryKiB = fields.number(1)
        case ("limit", "memory.max"): limitMemory(fields[1], used: fields.number(2), reclaimable: fields.number(3))
        case ("limit", "cpu.max"): limitCores(fields[1])
        case ("disk", _):
            let disk = Machine.Disk(
                device: fields[0], mountPoint: fields[3], sizeKiB: fields.number(1), freeKiB: fields.number(2))
            if !observation.machine.disks.contains(disk) { observation.machine.disks.append(disk) }
        case ("raid", _): observation.machine.raids = MDStat.arrays(fields.text(0))
        default: break
        }
    }

    /// A container has the memory its control group allows, whatever /proc/meminfo says. All in bytes; `limit` is
    /// `max` where there is none.
    private mutating func limitMemory(_ limit: String, used: Int, reclaimable: Int) {
        guard let bytes = Int(limit), bytes / 1024 < observation.machine.memoryKiB else { return }
        let available = max(0, bytes - max(0, used - reclaimable)) / 1024
        observation.machine.memoryKiB = bytes / 1024
        observation.machine.availableMemoryKiB = min(observation.machine.availableMemoryKiB, available)
    }

    /// `cpu.max` is a quota and a period in microseconds; `max`, or -1 in version 1, means no limit.
    private mutating func limitCores(_ limit: String) {
        let numbers = limit.split(separator: " ").compactMap { Int($0) }
        guard numbers.count == 2, numbers[0] > 0, numbers[1] > 0 else { return }
        observation.machine.cores = max(1, numbers[0] / numbers[1])
    }

    private mutating func readFile(_ kind: String, _ fields: Fields) {
        observation.files[fields[0]] =
            switch kind {
            case "file": .text(fields.text(3), mode: fields.mode(1), owner: fields[2])
            case "link": .link(fields.text(1).trimmingCharacters(in: .newlines))
            case "large": .large(mode: fields.mode(1))
            default: .other
            }
    }

    private mutating func readUnit(_ kind: String, _ fields: Fields) {
        guard let service = Service(rawValue: fields[0]) else { return }
        if kind == "applied" {
            if !fields[1].isEmpty { observation.applied[service] = fields[1] }
            return
        }
        var state = UnitState()
        for property in fields.values.dropFirst() {
            let parts = property.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else { continue }
            switch parts[0] {
            case "LoadState": state.isLoaded = parts[1] == "loaded"
            case "ActiveState": state.activeState = parts[1]
            case "SubState": state.subState = parts[1]
            case "UnitFileState": state.isEnabled = parts[1].hasPrefix("enabled")
            case "MainPID": state.mainPID = Int(parts[1]) ?? 0
            case "NRestarts": state.restarts = Int(parts[1]) ?? 0
            default: break
            }
        }
        observation.units[service] = state
    }

    /// A line of `ip -o addr show`: `2: eth0    inet 10.0.0.1/24 brd …`.
    private mutating func readAddress(_ line: String) {
        let words = line.split(separator: " ")
        guard words.count > 3, words[2].hasPrefix("inet") else { return }
        let parts = words[3].split(separator: "/")
        guard let address = IPAddress(String(parts[0])) else { return }
        let length = parts.count > 1 ? Int(parts[1]) : nil
        observation.addresses.append(
            ObservedAddress(
                interface: String(words[1]),
                address: InterfaceAddress(address: address, prefixLength: length ?? address.bytes.count * 8)))
    }

    private mutating func readSite(_ kind: String, _ fields: Fields) {
        switch (kind, fields[0]) {
        case ("site-blocked", _): observation.site = .blocked
        case ("site", _): site = (fields.text(0).trimmingCharacters(in: .newlines), [:], [], [])
        case ("entry", "file"):
            guard let (path, hash) = Self.checksum(fields[1]) else { return }
            site?.files[path] = hash
        case ("entry", "directory"): if fields[1] != "." { site?.directories.insert(Self.relative(fields[1])) }
        case ("entry", "altered"): altered.insert(Self.relative(fields[1]))
        case ("entry", "other"): site?.others.insert(Self.relative(fields[1]))
        default: break
        }
    }

    /// A line of sha256sum(1), which begins with a backslash where the name is escaped.
    private static func checksum(_ line: String) -> (path: String, hash: String)? {
        let isEscaped = line.hasPrefix("\\")
        let body = isEscaped ? line.dropFirst() : line[...]
        guard body.utf8.count > 66 else { return nil }
        let hash = String(body.prefix(64))
        let name = String(body.dropFirst(66))
        return (relative(isEscaped ? unescaped(name) : name), hash)
    }

    private static func unescaped(_ name: String) -> String {
        var result = ""
        var isEscape = false
        for character in name {
            if isEscape {
                result.append(character == "n" ? "\n" : character == "r" ? "\r" : character)
                isEscape = false
            } else if character == "\\" {
                isEscape = true
            } else {
                result.append(character)
            }
        }
        return result
    }

    private static func relative(_ path: String) -> String { path.hasPrefix("./") ? String(path.dropFirst(2)) : path }
}
