/// Where a value comes from, how it behaves and what it belongs to: the letters of `show stat typed`
/// (management.txt §9.2).
struct FieldTags: Hashable, Sendable {
    enum Origin: UInt8 {
        case metric = 0x4D, status = 0x53, key = 0x4B, configuration = 0x43, product = 0x50
    }

    enum Nature: UInt8 {
        case gauge = 0x47, limit = 0x4C, maximum = 0x4D, rate = 0x52, counter = 0x43, duration = 0x44, age = 0x41
        case name = 0x4E, output = 0x4F, average = 0x61
    }

    enum Scope: UInt8 {
        case process = 0x50, service = 0x53
    }

    let origin: Origin
    let nature: Nature
    let scope: Scope

    init(_ origin: Origin, _ nature: Nature, _ scope: Scope = .process) {
        self.origin = origin
        self.nature = nature
        self.scope = scope
    }

    static let gauge = FieldTags(.metric, .gauge)
    static let maximum = FieldTags(.metric, .maximum)
    static let rate = FieldTags(.metric, .rate)
    static let counter = FieldTags(.metric, .counter)
    static let average = FieldTags(.metric, .average)
    static let age = FieldTags(.metric, .age)
    static let duration = FieldTags(.metric, .duration)
    static let output = FieldTags(.metric, .output)
    static let limit = FieldTags(.configuration, .limit)
    static let status = FieldTags(.status, .gauge)
    static let key = FieldTags(.key, .gauge)
    static let serviceKey = FieldTags(.key, .gauge, .service)
    static let serviceName = FieldTags(.key, .name, .service)
    static let setting = FieldTags(.configuration, .gauge, .service)
    static let nameSetting = FieldTags(.configuration, .name, .service)

    /// `Metric`, `Counter`, `Process`: the words of the JSON form.
    var words: (origin: String, nature: String, scope: String) {
        (originWord, natureWord, scope == .process ? "Process" : "Service")
    }

    private var originWord: String {
        switch origin {
        case .metric: "Metric"
        case .status: "Status"
        case .key: "Key"
        case .configuration: "Config"
        case .product: "Product"
        }
    }

    private var natureWord: String {
        switch nature {
        case .gauge: "Gauge"
        case .limit: "Limit"
        case .maximum: "Max"
        case .rate: "Rate"
        case .counter: "Counter"
        case .duration: "Duration"
        case .age: "Age"
        case .name: "Name"
        case .output: "Output"
        case .average: "Avg"
        }
    }
}

/// A value with its type, or the lack of one: HAProxy leaves columns empty that an object does not have.
enum FieldValue: Sendable {
    case none
    case signed(Int32)
    case small(UInt32)
    case large(UInt64)
    case text(String)
    /// A number of seconds with six digits behind the point, as microseconds.
    case seconds(UInt64)

    var isPresent: Bool {
        if case .none = self { return false }
        return true
    }

    /// The number, 0 for text and for nothing.
    var number: UInt64 {
        switch self {
        case .small(let number): UInt64(number)
        case .large(let number), .seconds(let number): number
        case .signed(let number): UInt64(clamping: number)
        case .none, .text: 0
        }
    }

    /// The text, empty for numbers and for nothing.
    var text: String {
        if case .text(let text) = self { return text }
        return ""
    }

    /// `u32`, `str`: the typed form's and JSON's name of the type.
    var typeName: String {
        switch self {
        case .none: ""
        case .signed: "s32"
        case .small: "u32"
        case .large: "u64"
        case .text: "str"
        case .seconds: "flt"
        }
    }
}

struct Field: Sendable {
    var value = FieldValue.none
    var tags = FieldTags.gauge
}
