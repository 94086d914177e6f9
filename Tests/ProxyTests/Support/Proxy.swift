import Foundation
import Glibc

/// A running proxy, in this thread's room.
final class Proxy {
    let program: Program
    let folder: Folder

    /// Starts it and waits until it listens.
    init(_ engine: Engine, _ configuration: ProxyConfiguration, descriptors: Int = 4096) throws {
        folder = try Folder()
        try folder.write("haproxy.cfg", configuration.text(in: folder.path))
        for (name, text) in configuration.files { try folder.write(name, text) }
        program = try Program(
            engine.command(folder.file("haproxy.cfg")), output: folder.file("output"), descriptors: descriptors)
        let deadline = ContinuousClock.now + .seconds(10)
        while !configuration.ports.isSubset(of: try Room.listeningPorts()) {
            guard program.isRunning else { throw Failure("\(engine) does not start: \(program.output)") }
            guard ContinuousClock.now < deadline else { throw Failure("\(engine) does not listen: \(program.output)") }
            usleep(2_000)
        }
    }
}
