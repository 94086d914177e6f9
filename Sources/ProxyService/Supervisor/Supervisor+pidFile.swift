internal import CLinux
import HAProxyConf
import Linux

/// `pidfile`: the supervisor's process number, for scripts. systemd needs none.
extension Supervisor {
    func writePidFile() throws(LinuxError) {
        guard let path = configuration.global.pidFile else { return }
        try File.write(Array("\(getpid())\n".utf8).span, to: path, waitsForDisk: false)
    }

    func removePidFile() {
        guard let path = configuration.global.pidFile else { return }
        _ = unsafe linux_unlink(path)
    }
}
