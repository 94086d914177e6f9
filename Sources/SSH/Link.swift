import Foundation

/// A connection's thread, as its users hold it. The thread ends when the last of them lets go.
final class Link: Sendable {
    let mailbox: Mailbox
    let describe: @Sendable (SSHError.Reason) -> SSHError
    /// The program the connection goes through, if any: ended with the connection.
    let proxy: ProxyProcess?

    /// Starts a thread that talks over `socket`.
    init(
        socket: consuming Descriptor, proxy: ProxyProcess?, name: String,
        describe: @escaping @Sendable (SSHError.Reason) -> SSHError
    ) throws(SSHError) {
        do throws(SystemError) {
            mailbox = Mailbox(alarm: try Alarm())
        } catch {
            throw describe(.lost(problem: error.description))
        }
        self.describe = describe
        self.proxy = proxy
        let number = socket.release()
        let mailbox = mailbox
        Thread.detachNewThread {
            Thread.current.name = "ssh \(name)"
            Self.work(number, mailbox, describe)
        }
    }

    private static func work(
        _ socket: Int32, _ mailbox: Mailbox, _ describe: @escaping @Sendable (SSHError.Reason) -> SSHError
    ) {
        let wire = Wire(socket: Descriptor(owning: socket))
        do throws(LibSSH2Error) {
            try Engine(wire: wire, mailbox: mailbox, describe: describe).run()
        } catch {
            refuse(mailbox.close(.lost(problem: error.text)), .lost(problem: error.text))
        }
        mailbox.noteOver()
    }

    private static func refuse(_ requests: [Request], _ reason: SSHError.Reason) {
        for request in requests {
            switch request {
            case .job(let job): job.fail(reason)
            case .channel(let pipe): pipe.fail(reason)
            case .serve, .shutDown: break
            }
        }
    }

    deinit {
        _ = mailbox.post(.shutDown)
        proxy?.stop()
    }

    /// Opens a channel; what becomes of it shows in the pipe.
    func open(
        _ purpose: ChannelPipe.Purpose, keeping: ChannelPipe.Keeping, input: [UInt8], inputEnds: Bool,
        timeout: Duration?
    ) -> ChannelPipe {
        let mailbox = mailbox
        let pipe = ChannelPipe(
            purpose: purpose, keeping: keeping, input: input, inputEnds: inputEnds, timeout: timeout,
            describe: describe, onChange: { mailbox.alarm.ring() })
        if let reason = mailbox.post(.channel(pipe)) { pipe.fail(reason) }
        return pipe
    }

    func close() async {
        _ = mailbox.post(.shutDown)
        await mailbox.waitUntilOver()
        await proxy?.end()
    }
}
