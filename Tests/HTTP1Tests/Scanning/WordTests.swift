import Testing

@testable import HTTP1

/// Eight bytes at a time say the same as one at a time.
struct WordTests {
    /// Every byte at every place, among bytes that stop nothing.
    private static func firstStop(_ byte: UInt8, at place: Int, among other: UInt8, _ marks: (Word) -> UInt64) -> Int {
        var bits: UInt64 = 0
        for index in (0..<8).reversed() { bits = bits << 8 | UInt64(index == place ? byte : other) }
        return Word.index(ofLowest: marks(Word(bits)))
    }

    @Test("a control character stops a value, wherever it stands", arguments: 0..<8)
    func valueStops(_ place: Int) {
        for byte in UInt8.min...UInt8.max {
            let stop = Self.firstStop(byte, at: place, among: 0xE9, \.valueStops)
            #expect(stop == (byte < 0x20 || byte == 0x7F ? place : 8), "byte \(byte)")
        }
    }

    @Test("what is no visible ASCII character, # and ? stop a target, wherever they stand", arguments: 0..<8)
    func targetStops(_ place: Int) {
        for byte in UInt8.min...UInt8.max {
            let isStop = byte < 0x21 || byte > 0x7E || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "?")
            let stop = Self.firstStop(byte, at: place, among: UInt8(ascii: "~"), \.targetStops)
            #expect(stop == (isStop ? place : 8), "byte \(byte)")
        }
    }

    @Test("what is neither letter nor hyphen stops a name, wherever it stands", arguments: 0..<8)
    func nameStops(_ place: Int) {
        for byte in UInt8.min...UInt8.max {
            let letter = byte | 0x20
            let isLetter = byte < 0x80 && letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z")
            for other in [UInt8(ascii: "-"), UInt8(ascii: "A"), UInt8(ascii: "z")] {
                let stop = Self.firstStop(byte, at: place, among: other, \.nameStops)
                #expect(stop == (isLetter || byte == UInt8(ascii: "-") ? 8 : place), "byte \(byte) among \(other)")
            }
        }
    }

    @Test("a word at the end of the bytes is filled up with zeros")
    func end() {
        let bytes: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8, 9]
        let words = (0...9).map { bytes.span.word(at: $0).bits }
        #expect(words[0] == 0x0807_0605_0403_0201 && words[1] == 0x0908_0706_0504_0302)
        #expect(words[2] == 0x0009_0807_0605_0403 && words[8] == 9 && words[9] == 0)
    }
}
