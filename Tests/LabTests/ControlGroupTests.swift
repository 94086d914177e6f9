import Testing

@testable import Lab

@Suite struct ControlGroupTests {
    private static let versionOne = """
        30 25 0:26 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
        31 30 0:27 / /sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct
        32 30 0:28 / /sys/fs/cgroup/memory rw,relatime shared:9 - cgroup cgroup rw,memory
        33 30 0:29 / /sys/fs/cgroup/pids rw,relatime - cgroup cgroup rw,pids
        34 30 0:30 / /sys/fs/cgroup/systemd rw,relatime - cgroup cgroup rw,name=systemd
        35 30 0:31 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
        """
    private static let versionTwo = "30 25 0:26 / /sys/fs/cgroup rw,relatime shared:4 - cgroup2 cgroup2 rw\n"
    private static let limits = HostLimits(memory: 268_435_456, cpus: 1)

    private func group(_ mounts: String, _ controllers: Set<String>, _ limits: HostLimits = limits) -> ControlGroup {
        let hierarchies = ControlGroupHierarchy.all(mounts: mounts) { _ in controllers }
        return ControlGroup(name: "g", hierarchies: hierarchies, limits: limits)
    }

    @Test("version 1: a group in each hierarchy that matters, limits in their own")
    func versionOne() {
        let group = group(Self.versionOne, [])
        #expect(
            group.directories == [
                "/sys/fs/cgroup/cpu,cpuacct/g", "/sys/fs/cgroup/memory/g", "/sys/fs/cgroup/systemd/g",
                "/sys/fs/cgroup/unified/g",
            ])
        #expect(
            group.settings.map { "\($0.path)=\($0.value)" } == [
                "/sys/fs/cgroup/cpu,cpuacct/g/cpu.cfs_period_us=100000",
                "/sys/fs/cgroup/cpu,cpuacct/g/cpu.cfs_quota_us=100000",
                "/sys/fs/cgroup/memory/g/memory.limit_in_bytes=268435456",
            ])
        #expect(group.delegations.isEmpty && group.missing.isEmpty)
    }

    @Test("version 2: the root hands the controllers down first")
    func versionTwo() {
        let group = group(Self.versionTwo, ["cpu", "memory", "io"])
        #expect(group.delegations.map(\.value) == ["+cpu", "+memory"])
        #expect(
            group.settings.map { "\($0.path)=\($0.value)" } == [
                "/sys/fs/cgroup/g/memory.max=268435456", "/sys/fs/cgroup/g/cpu.max=100000 100000",
            ])
    }

    @Test("a limit that no hierarchy can keep is named")
    func missing() {
        #expect(group(Self.versionTwo, ["cpu"]).missing == ["memory"])
        #expect(group("", []).missing == ["memory", "cpu"])
        #expect(group("", [], .none).missing.isEmpty)
    }

    @Test("without limits nothing is set")
    func noLimits() {
        #expect(group(Self.versionOne, [], .none).settings.isEmpty)
    }
}
