internal import CLinux

/// Kernel settings under /proc/sys (sysctl(8)).
package struct Sysctl: Hashable, Sendable {
    /// Below /proc/sys: `net/ipv4/conf/eth0/arp_ignore`.
    package let path: String

    /// - Parameter path: may not contain `..`.
    package init(_ path: String) {
        precondition(!path.split(separator: "/").contains(".."), "a kernel setting stays below /proc/sys")
        self.path = path
    }

    /// A setting of one interface: `arp_ignore` of family `ipv4`. A dot in a name is no separator here.
    package static func interface(_ family: StaticString, _ name: String, _ setting: StaticString) -> Sysctl {
        Sysctl("net/\(family)/conf/\(name)/\(setting)")
    }

    /// Without white space at its end.
    package func value() throws(LinuxError) -> String {
        let bytes = try File.read("/proc/sys/\(path)", limit: 4096)
        let end = bytes.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? 0
        return String(decoding: bytes[..<end], as: UTF8.self)
    }

    package func set(_ value: String) throws(LinuxError) {
        let context = "set \(path.split(separator: "/").joined(separator: ".")) to \(value)"
        let descriptor = try File.open("/proc/sys/\(path)", O_WRONLY, context)
        try descriptor.writeAll(Array(value.utf8).span, context)
    }
}
