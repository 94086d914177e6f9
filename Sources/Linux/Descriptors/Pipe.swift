internal import CLinux

/// A pipe whose ends neither wait nor live on in a program that is executed.
package struct Pipe: ~Copyable {
    package let readingEnd: Descriptor
    package let writingEnd: Descriptor

    package init() throws(LinuxError) {
        var ends: (Int32, Int32) = (-1, -1)
        try attempt("pipe2", "make a pipe") {
            unsafe withUnsafeMutableBytes(of: &ends) {
                unsafe linux_pipe($0.baseAddress?.assumingMemoryBound(to: Int32.self))
            }
        }
        readingEnd = Descriptor(owning: ends.0)
        writingEnd = Descriptor(owning: ends.1)
    }

    /// Gives both ends to owners of their own.
    package consuming func split() -> PipeEnds {
        PipeEnds(reading: readingEnd, writing: writingEnd)
    }
}

/// The two ends of a pipe, each to be taken on its own.
package struct PipeEnds: ~Copyable {
    package var reading: Descriptor?
    package var writing: Descriptor?

    init(reading: consuming Descriptor, writing: consuming Descriptor) {
        self.reading = consume reading
        self.writing = consume writing
    }
}
