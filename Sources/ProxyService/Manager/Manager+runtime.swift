import Balancing
internal import CLinux
import DataPlane
import HAProxyConf
import Linux
import ProxyReport

/// The runtime sockets at work.
extension Manager {
    func watchRuntime() {
        guard !runtime.isListening, !runtime.isClosed, runtime.clients.count < runtime.most else { return }
        runtime.isListening = true
        for (index, listener) in runtime.listeners.enumerated() {
            let token = ManagerToken(.runtimeListener, UInt32(index)).value
            do throws(LinuxError) { try poller.add(number: listener.descriptor, .reading, token: token) } catch {
                voice.say(.warning, "\(error)")
            }
        }
    }

    private func pauseRuntime() {
        guard runtime.isListening else { return }
        runtime.isListening = false
        for listener in runtime.listeners { try? poller.remove(number: listener.descriptor) }
    }

    /// The worker leaves: its successor answers from here on. Clients that are there may end what they do.
    func closeRuntimeListeners() {
        pauseRuntime()
        runtime.isClosed = true
    }

    func acceptRuntime(_ index: Int) {
        guard runtime.isListening else { return }
        let listener = runtime.listeners[index]
        while runtime.clients.count < runtime.most {
            let number = linux_accept(listener.descriptor)
            guard number >= 0 else { return }
            let deadline = Instant.now + runtime.patience
            let client = RuntimeClient(Descriptor(owning: Int32(number)), listener.level, deadline: deadline)
            let key = takeNumber()
            let token = ManagerToken(.runtimeClient, key).value
            guard (try? poller.add(client.descriptor, .reading, token: token)) != nil else { continue }
            runtime.clients[key] = client
            alarms.add(.client(key), at: deadline)
        }
        pauseRuntime()
    }

    private func closeRuntime(_ key: UInt32) {
        guard let client = runtime.clients.removeValue(forKey: key) else { return }
        try? poller.remove(client.descriptor)
        watchRuntime()
    }

    func runtimeIsReady(_ key: UInt32, _ ready: Poller.Ready) {
        guard let client = runtime.clients[key] else { return }
        client.deadline = .now + runtime.patience
        if ready.isReadable, !client.hasEnded, !client.waitsToSend || ready.isBroken { readRuntime(client) }
        proceed(key, client)
    }

    private func readRuntime(_ client: RuntimeClient) {
        do throws(LinuxError) {
            guard let count = try client.descriptor.read(into: &buffer, "read from the runtime socket") else { return }
            client.hasEnded = count == 0
            let bytes = buffer
            client.input.receive(bytes.span.extracting(0..<count))
        } catch {
            client.hasEnded = true
            client.isClosing = true
        }
    }

    /// Answers what has come, as far as the client takes the answers.
    func proceed(_ key: UInt32, _ client: RuntimeClient) {
        while !client.isClosing, client.listing == nil, client.output.count - client.sent < RuntimeClient.outputLimit {
            switch client.input.next() {
            case .incomplete:
                guard client.hasEnded else { return wait(key, client) }
                client.isClosing = true
            case .tooLong: client.isClosing = true
            case .command(let line):
                obey(line, key, client)
                // Without a prompt the lines that are there are answered, and that is all.
                client.isLastLine = client.input.endsLine && client.input.isEmpty && !client.isInteractive
                if client.isLastLine, client.listing == nil { client.isClosing = true }
            }
        }
        wait(key, client)
    }

    /// Sends what there is, and waits for what comes next.
    private func wait(_ key: UInt32, _ client: RuntimeClient) {
        guard client.flush() else { return closeRuntime(key) }
        let isSent = client.output.isEmpty
        if isSent, client.isClosing { return closeRuntime(key) }
        guard client.waitsToSend == isSent else { return }
        client.waitsToSend = !isSent
        let interest: Poller.Interest = isSent ? .reading : .writing
        try? poller.change(client.descriptor, interest, token: ManagerToken(.runtimeClient, key).value)
    }

    func runtimeIsLate(_ key: UInt32, _ moment: Instant, _ now: Instant) {
        guard let client = runtime.clients[key] else { return }
        guard client.deadline <= now else { return alarms.add(.client(key), at: client.deadline) }
        closeRuntime(key)
    }
}
