internal import CLinux
import Linux

/// `disable frontend`, `enable frontend` (management.txt §9.3).
extension Worker {
    /// Its sockets take no more connections: the kernel refuses them, until they listen again.
    mutating func pause(frontend: Int) {
        guard !isStopping, pausedFrontends.insert(frontend).inserted else { return }
        for listener in listeners where listener.frontend == frontend {
            if !pausedListeners { try? poller.remove(number: listener.descriptor) }
            linux_stop_listening(listener.descriptor)
        }
    }

    mutating func resume(frontend: Int) {
        guard !isStopping, pausedFrontends.remove(frontend) != nil else { return }
        for (number, listener) in listeners.enumerated() where listener.frontend == frontend {
            linux_listen_again(listener.descriptor)
            guard !pausedListeners else { continue }
            do throws(LinuxError) {
                try poller.add(number: listener.descriptor, .reading, token: Token(.listener, Int32(number)).value)
            } catch {
                hooks.warned("\(error)")
            }
        }
    }
}
