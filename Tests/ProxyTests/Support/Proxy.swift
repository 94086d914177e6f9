import Foundation
import Glibc

/// A running proxy, in this thread's room.
final class Proxy {
    let program: Program
    let folder: Folder

    /// Starts it and waits until it listens.
    ///
    /// - Parameter reloads: it shall obey SIGUSR2.
    init(
        _ engine: Engine, _ configuration: ProxyConfiguration, reloads: Bool = false, descriptors: Int = 4096
    ) throws {
        folder = try Folder()
        try folder.write("haproxy.cfg", configuration.text(in: folder.path))
        for (name, text) in configuration.files { try folder.write(name, text) }
        program = try Program(
            engine.command(folder.file("haproxy.cfg"), reloads: reloads), output: folder.file("output"),
            descriptors: descriptors)
        try eventually("\(engine) listens: \(program.output)", within: .seconds(10)) {
            guard program.isRunning else { throw Failure("\(engine) does not start: \(program.output)") }
            return configuration.ports.isSubset(of: try Room.listeningPorts())
        }
    }

    /// Gives it another configuration.
    func reload(_ configuration: ProxyConfiguration) throws {
        try folder.write("haproxy.cfg", configuration.text(in: folder.path))
        program.signal(SIGUSR2)
    }
}
