internal import CLinux
package import Linux

/// A thread that carries traffic: it accepts clients on its own listening sockets and serves them to their end.
package final class TrafficThread: Sendable {
    /// A listening socket, open as long as the process is; several processes may share it.
    package struct Listener: Sendable {
        package let descriptor: Int32
        /// Indices into the configuration's frontends and their binds.
        package let frontend: Int
        package let bind: Int

        package init(descriptor: Int32, frontend: Int, bind: Int) {
            self.descriptor = descriptor
            self.frontend = frontend
            self.bind = bind
        }
    }

    package let inbox: Inbox

    /// Starts the thread.
    ///
    /// - Parameters:
    ///   - index: 0..<plane.threads.
    ///   - logging: what the lines of the log need.
    ///   - listeners: this thread's own, shared with no other thread of this process.
    /// - Throws: where the kernel gives no epoll descriptor or no thread.
    package init(_ plane: Plane, index: Int, listeners: [Listener], hooks: Hooks, logging: AccessLogging)
        throws(LinuxError)
    {
        inbox = try Inbox()
        let start = ThreadStart(
            plane: plane, index: index, listeners: listeners, hooks: hooks, inbox: inbox, logging: logging)
        try start.run()
    }
}

/// What a new thread is given.
private final class ThreadStart {
    let plane: Plane
    let index: Int
    let listeners: [TrafficThread.Listener]
    let hooks: Hooks
    let inbox: Inbox
    let logging: AccessLogging

    init(
        plane: Plane, index: Int, listeners: [TrafficThread.Listener], hooks: Hooks, inbox: Inbox,
        logging: AccessLogging
    ) {
        self.logging = logging
        self.plane = plane
        self.index = index
        self.listeners = listeners
        self.hooks = hooks
        self.inbox = inbox
    }

    func run() throws(LinuxError) {
        var thread = pthread_t()
        // The thread takes over the reference that is given here.
        let context = unsafe Unmanaged.passRetained(self)
        let result = unsafe pthread_create(
            &thread, nil,
            { context in
                guard let context = unsafe context else { return nil }
                unsafe Unmanaged<ThreadStart>.fromOpaque(context).takeRetainedValue().work()
                return nil
            }, context.toOpaque())
        guard result != 0 else {
            pthread_detach(thread)
            return
        }
        unsafe context.release()
        throw LinuxError(call: "pthread_create", code: result, context: "start a thread for traffic")
    }

    func work() {
        do throws(LinuxError) {
            var worker = try Worker(
                plane: plane, index: index, listeners: listeners, hooks: hooks, inbox: inbox, logging: logging)
            try worker.run()
        } catch {
            hooks.warned("a thread for traffic ended: \(error)")
        }
        inbox.finish()
    }
}
