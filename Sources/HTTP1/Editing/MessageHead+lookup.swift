extension MessageHead {
    /// A field, by its index below `fieldCount`.
    package func field(_ index: Int) -> Field {
        precondition(index < fieldCount)
        return fields[index]
    }

    /// Whether a field of a known name occurs, removed or not.
    @inline(__always)
    package func has(_ name: FieldName) -> Bool { facts.occurring &>> UInt64(name.rawValue) & 1 == 1 }
}
