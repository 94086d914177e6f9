import CYAML

/// What libyaml says of a document, one step at a time.
struct YAMLEvent {
    enum Kind {
        case streamStart
        case streamEnd
        case documentStart
        case documentEnd
        case alias
        case scalar(YAMLScalar)
        case sequenceStart
        case sequenceEnd
        case mappingStart
        case mappingEnd
    }

    let kind: Kind
    let place: Place
    let hasAnchor: Bool
    let hasTag: Bool
}

/// Why libyaml cannot read on.
struct YAMLSyntaxError: Error {
    let place: Place
    /// libyaml's words, such as `did not find expected key`.
    let problem: String
    /// What it was about, such as `while parsing a block mapping`, and where that began.
    let context: String?
    let contextPlace: Place?
}

/// Owner of a libyaml parser, which is what makes it safe to use: nobody else holds its pointers. The only file that mentions libyaml's names.
@safe struct YAMLParser: ~Copyable {
    /// On the heap: libyaml keeps a pointer to the parser inside the parser.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    /// libyaml reads from here until the end.
    private let input: UnsafeMutableBufferPointer<UInt8>

    /// - Parameter bytes: UTF-8, already checked.
    init(_ bytes: [UInt8]) {
        unsafe parser = .allocate(capacity: 1)
        let initialized = unsafe yaml_parser_initialize(parser)
        precondition(initialized == 1, "out of memory")
        unsafe input = .allocate(capacity: max(1, bytes.count))
        _ = unsafe input.initialize(fromContentsOf: bytes)
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        unsafe yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
    }

    deinit {
        unsafe yaml_parser_delete(parser)
        unsafe parser.deallocate()
        unsafe input.deallocate()
    }

    /// The next event. After `streamEnd` or an error, call no more.
    mutating func next() throws(YAMLSyntaxError) -> YAMLEvent {
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw syntaxError() }
        defer { unsafe yaml_event_delete(&event) }
        return unsafe Self.event(from: event)
    }

    private static func event(from event: yaml_event_t) -> YAMLEvent {
        let place = unsafe Place(event.start_mark)
        func plain(_ kind: YAMLEvent.Kind) -> YAMLEvent {
            YAMLEvent(kind: kind, place: place, hasAnchor: false, hasTag: false)
        }
        switch unsafe event.type {
        case YAML_SCALAR_EVENT:
            let data = unsafe event.data.scalar
            return unsafe YAMLEvent(
                kind: .scalar(scalar(data)), place: place, hasAnchor: data.anchor != nil, hasTag: data.tag != nil)
        case YAML_SEQUENCE_START_EVENT:
            let data = unsafe event.data.sequence_start
            return unsafe YAMLEvent(
                kind: .sequenceStart, place: place, hasAnchor: data.anchor != nil, hasTag: data.tag != nil)
        case YAML_MAPPING_START_EVENT:
            let data = unsafe event.data.mapping_start
            return unsafe YAMLEvent(
                kind: .mappingStart, place: place, hasAnchor: data.anchor != nil, hasTag: data.tag != nil)
        case YAML_ALIAS_EVENT: return plain(.alias)
        case YAML_SEQUENCE_END_EVENT: return plain(.sequenceEnd)
        case YAML_MAPPING_END_EVENT: return plain(.mappingEnd)
        case YAML_STREAM_START_EVENT: return plain(.streamStart)
        case YAML_DOCUMENT_START_EVENT: return plain(.documentStart)
        case YAML_DOCUMENT_END_EVENT: return plain(.documentEnd)
        default: return plain(.streamEnd)
        }
    }

    private static func scalar(_ data: yaml_event_t.__Unnamed_union_data.__Unnamed_struct_scalar) -> YAMLScalar {
        let bytes = unsafe UnsafeBufferPointer(start: data.value, count: data.length)
        return unsafe YAMLScalar(
            text: String(decoding: bytes, as: UTF8.self), isPlain: data.style == YAML_PLAIN_SCALAR_STYLE)
    }

    private func syntaxError() -> YAMLSyntaxError {
        let state = unsafe parser.pointee
        let context = unsafe state.context.map { unsafe String(cString: $0) }
        return unsafe YAMLSyntaxError(
            place: Place(state.problem_mark),
            problem: state.problem.map { unsafe String(cString: $0) } ?? "out of memory",
            context: context,
            contextPlace: context == nil ? nil : Place(state.context_mark))
    }
}

extension Place {
    /// libyaml counts from 0.
    fileprivate init(_ mark: yaml_mark_t) {
        self.init(line: mark.line + 1, column: mark.column + 1)
    }
}
