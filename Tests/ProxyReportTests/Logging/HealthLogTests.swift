import Testing

@testable import ProxyReport

@Suite("Lines about servers and proxies, beside haproxy's own")
struct HealthLogTests {
    private let web1 = HealthLog.Server(backend: "pool", name: "web1", isBackup: false)
    private let spare = HealthLog.Server(backend: "pool", name: "spare", isBackup: true)

    private func check(
        _ status: CheckStatus, health: UInt32, duration: UInt64? = 0, code: UInt32 = 0, report: String = ""
    ) -> CheckSnapshot {
        var check = CheckSnapshot()
        check.status = status
        check.health = health
        check.duration = duration
        check.code = code
        check.report = report
        (check.rise, check.fall) = (2, 2)
        return check
    }

    @Test("checks: what was found, how long it took, how far the server is")
    func checks() {
        let passed = HealthLog.checked(web1, check(.layer7Passed, health: 3, duration: 4, code: 200), userWeight: 1)
        let expected = "Health check for server pool/web1 succeeded, reason: Layer7 check passed, code: 200, "
        #expect(passed.text == expected + "check duration: 4ms, status: 2/2 UP.")
        #expect(passed.level == .notice)
        let rising = HealthLog.checked(web1, check(.layer7Passed, health: 1, duration: 2, code: 200), userWeight: 1)
        #expect(rising.text == expected + "check duration: 2ms, status: 1/2 DOWN.")
        let refused = check(.layer4Failure, health: 2, report: "Connection refused")
        let failed = HealthLog.checked(spare, refused, userWeight: 1)
        #expect(
            failed.text == "Health check for backup server pool/spare failed, reason: Layer4 connection problem, "
                + "info: \"Connection refused\", check duration: 0ms, status: 1/2 UP.")
        let dead = HealthLog.checked(web1, check(.layer4Failure, health: 0), userWeight: 1)
        #expect(dead.text.hasSuffix(", status: 0/2 DOWN."))
    }

    @Test("a server of weight 0 that passes its checks drains")
    func draining() {
        let line = HealthLog.checked(web1, check(.layer4Passed, health: 3), userWeight: 0)
        #expect(line.text.hasSuffix(", status: 2/2 DRAIN."))
    }

    @Test("what a server says cannot break the line")
    func hostileReport() {
        let hostile = check(.layer7Invalid, health: 0, report: "a\"<b>\r\n\u{E9}")
        let line = HealthLog.checked(web1, hostile, userWeight: 1)
        #expect(line.text.contains("info: \"a<22><3C>b<3E><0D><0A><C3><A9>\""))
    }

    @Test("down: with a reason where checks have no lines of their own")
    func down() {
        let left = HealthLog.Remaining(active: 1, backup: 0)
        let reason = HealthLog.Reason.check(check(.layer4Failure, health: 0, report: "Connection refused"))
        let line = HealthLog.down(web1, reason, left)
        #expect(line.level == .alert)
        #expect(
            line.text == "Server pool/web1 is DOWN, reason: Layer4 connection problem, info: \"Connection refused\", "
                + "check duration: 0ms. 1 active and 0 backup servers left. 0 sessions active, 0 requeued, "
                + "0 remaining in queue.")
    }

    @Test("down: only backups are left")
    func runningOnBackup() {
        let line = HealthLog.down(web1, .none, HealthLog.Remaining(active: 0, backup: 1))
        #expect(
            line.text == "Server pool/web1 is DOWN. 0 active and 1 backup servers left. Running on backup. "
                + "0 sessions active, 0 requeued, 0 remaining in queue.")
    }

    @Test("what an operator did")
    func operators() {
        let both = HealthLog.Remaining(active: 1, backup: 1)
        let left = "1 active and 1 backup servers left. 0 sessions active, 0 requeued, 0 remaining in queue."
        let online = "1 active and 1 backup servers online. 0 sessions requeued, 0 total in queue."
        let lines = [
            HealthLog.down(web1, .request("changed from CLI"), both),
            HealthLog.stopping(web1, .request("changed from CLI"), both),
            HealthLog.up(web1, .request("changed from CLI"), both),
            HealthLog.entersDrain(web1, both),
            HealthLog.entersMaintenance(web1, both, wasDown: false, wasStopping: true),
            HealthLog.entersMaintenance(spare, both, wasDown: false),
            HealthLog.entersMaintenance(web1, both, wasDown: true),
            HealthLog.leavesMaintenance(web1, isUp: true, drains: true),
            HealthLog.leavesMaintenance(spare, isUp: true, drains: false),
            HealthLog.remainsInDrain(web1), HealthLog.leavesDrain(web1, isUp: true),
        ]
        let expected: [HealthLog.Line] = [
            .init(.alert, "Server pool/web1 is DOWN, changed from CLI. \(left)"),
            .init(.notice, "Server pool/web1 is stopping, changed from CLI. \(online)"),
            .init(.notice, "Server pool/web1 is UP, changed from CLI. \(online)"),
            .init(.notice, "Server pool/web1 enters drain state. \(online)"),
            .init(.notice, "Server pool/web1 is going DOWN for maintenance. \(left)"),
            .init(.alert, "Backup Server pool/spare is going DOWN for maintenance. \(left)"),
            .init(.notice, "Server pool/web1 was DOWN and now enters maintenance."),
            .init(.notice, "Server pool/web1 is UP/DRAIN (leaving forced maintenance)."),
            .init(.notice, "Backup Server pool/spare is UP/READY (leaving forced maintenance)."),
            .init(.notice, "Server pool/web1 remains in forced drain mode."),
            .init(.notice, "Server pool/web1 is UP (leaving forced drain)."),
        ]
        #expect(lines == expected)
    }

    @Test("what became of proxies")
    func proxies() {
        let lines = [
            HealthLog.noServer(backend: "pool", isListen: false), HealthLog.paused(frontend: "web", isListen: false),
            HealthLog.resumed(frontend: "web", isListen: false),
            HealthLog.stopped(proxy: "prox", frontendConnections: 1, backendConnections: 0),
        ]
        let expected: [HealthLog.Line] = [
            .init(.emergency, "backend pool has no server available!"), .init(.warning, "Paused frontend web."),
            .init(.warning, "Resumed frontend web."),
            .init(.warning, "Proxy prox stopped (cumulated conns: FE: 1, BE: 0)."),
        ]
        #expect(lines == expected)
    }
}
