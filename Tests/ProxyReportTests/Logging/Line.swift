/// The line that `write` leaves in a buffer of `capacity` bytes.
func line(capacity: Int = 2048, _ write: (inout OutputSpan<UInt8>) -> Void) -> String {
    String(decoding: [UInt8](capacity: capacity) { write(&$0) }, as: UTF8.self)
}

extension String {
    var bytes: [UInt8] { Array(utf8) }
}
