/// A field line of a head: where its name and its value stand in the buffer.
package struct Field: Equatable, Sendable, BitwiseCopyable {
    var namePlace = Place()
    var valuePlace = Place()
    /// The name, where it is a known one.
    package internal(set) var name = FieldName.other

    /// The name's bytes; empty in a field that was appended under a known name, which is then written as that is spelt.
    package var nameRange: Range<Int> { namePlace.range }

    /// The value's bytes, without the whitespace around it.
    package var valueRange: Range<Int> { valuePlace.range }
}
