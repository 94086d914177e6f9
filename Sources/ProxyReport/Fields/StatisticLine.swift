/// What a line of the statistics is about, with the bits that `show stat` filters by.
enum LineKind: UInt32 {
    case frontend = 0
    case backend = 1
    case server = 2
    case listener = 3

    /// The typed form's letter.
    var letter: String {
        switch self {
        case .frontend: "F"
        case .backend: "B"
        case .server: "S"
        case .listener: "L"
        }
    }

    /// The JSON form's word.
    var word: String {
        switch self {
        case .frontend: "Frontend"
        case .backend: "Backend"
        case .server: "Server"
        case .listener: "Listener"
        }
    }
}

/// One line of the statistics: every column's value or its lack. All forms of the report are made from this.
struct StatisticLine: Sendable {
    let kind: LineKind
    private(set) var fields: [Field]

    init(_ kind: LineKind, proxy: ProxySnapshot, name: String, identifier: UInt32) {
        self.kind = kind
        fields = Array(repeating: Field(), count: StatisticField.count)
        set(.pxname, .text(proxy.name), .serviceName)
        set(.svname, .text(name), .serviceName)
        set(.mode, .text(proxy.mode.word), .setting)
        set(.pid, .small(1), .key)
        set(.iid, .small(proxy.identifier), .serviceKey)
        set(.sid, .small(identifier), .serviceKey)
        set(.type, .small(kind.rawValue), .setting)
        let engines = kind == .frontend || kind == .backend
        for index in StatisticField.fixedCount..<(engines ? StatisticField.count : StatisticField.engines.lowerBound) {
            fields[index] = Field(value: .large(0), tags: .counter)
        }
    }

    subscript(field: StatisticField) -> FieldValue { fields[field.rawValue].value }

    mutating func set(_ field: StatisticField, _ value: FieldValue, _ tags: FieldTags = .gauge) {
        fields[field.rawValue] = Field(value: value, tags: tags)
    }

    mutating func count(_ field: StatisticField, _ value: UInt64) { set(field, .large(value), .counter) }

    mutating func gauge(_ field: StatisticField, _ value: UInt32) { set(field, .small(value)) }

    mutating func maximum(_ field: StatisticField, _ value: UInt32) { set(field, .small(value), .maximum) }

    /// Counts of columns that follow one another.
    mutating func count(from field: StatisticField, _ values: [UInt64]) {
        for (offset, value) in values.enumerated() {
            fields[field.rawValue + offset] = Field(value: .large(value), tags: .counter)
        }
    }

    mutating func set(_ responses: ResponseCounts) {
        for index in 0..<5 { fields[StatisticField.hrsp1xx.rawValue + index].value = .large(responses.classes[index]) }
        fields[StatisticField.hrspOther.rawValue].value = .large(responses.other)
        for index in 0..<6 { fields[StatisticField.hrsp1xx.rawValue + index].tags = .counter }
    }

    mutating func set(average: StageTimes, maximum longest: StageTimes) {
        set(.qtime, .small(average.queue), .average)
        set(.ctime, .small(average.connect), .average)
        set(.rtime, .small(average.response), .average)
        set(.ttime, .small(average.total), .average)
        maximum(.qtimeMax, longest.queue)
        maximum(.ctimeMax, longest.connect)
        maximum(.rtimeMax, longest.response)
        maximum(.ttimeMax, longest.total)
    }

    /// Seconds since the last session, -1 before the first.
    mutating func set(lastSession seconds: UInt32?) {
        set(.lastsess, .signed(seconds.map { Int32(clamping: $0) } ?? -1), .age)
    }

    mutating func set(_ counts: HTTP1Counts) {
        set(.h2OpenConnections, .large(0))
        set(.h2BackendOpenStreams, .large(0))
        set(.h1OpenConnections, .large(counts.openConnections))
        set(.h1OpenStreams, .large(counts.openStreams))
        count(
            from: .h1TotalConnections,
            [
                counts.totalConnections, counts.totalStreams, counts.bytesIn, counts.bytesOut, counts.splicedBytesIn,
                counts.splicedBytesOut,
            ])
    }
}
