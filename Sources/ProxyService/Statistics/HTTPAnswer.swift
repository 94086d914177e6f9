/// A response that the proxy makes of its own.
struct HTTPAnswer {
    let status: Int
    let keepsAlive: Bool
    private var fields: [(name: String, value: String)] = []
    var content: [UInt8] = []
    /// False for the answer to HEAD, which tells the length and nothing of the content.
    var sendsContent = true

    init(_ status: Int, keepsAlive: Bool) {
        self.status = status
        self.keepsAlive = keepsAlive
    }

    mutating func add(_ name: String, _ value: String) { fields.append((name, value)) }

    var bytes: [UInt8] {
        var head = "HTTP/1.1 \(status) \(reason)\r\n"
        for field in fields { head += "\(field.name): \(field.value)\r\n" }
        head += "content-length: \(content.count)\r\n"
        if !keepsAlive { head += "connection: close\r\n" }
        return Array((head + "\r\n").utf8) + (sendsContent ? content : [])
    }

    private var reason: String {
        switch status {
        case 200: "OK"
        case 303: "See Other"
        case 401: "Unauthorized"
        default: "Not Found"
        }
    }
}
