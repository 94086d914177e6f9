/// `show sess` (management.txt §9.3). Flags and addresses of HAProxy's memory, which nothing here has, are zero.
package enum SessionsDump {
    /// - Parameter offset: seconds that the local time is ahead of UTC.
    /// - Returns: the report, or `Session not found.`
    package static func text(_ query: SessionQuery, _ sessions: [SessionSnapshot], offset: Int32) -> ReportText {
        var text = ReportText()
        switch query {
        case .brief: for session in sessions { addBrief(session, to: &text) }
        case .all: for session in sessions { addFull(session, offset: offset, to: &text) }
        case .one(let identifier):
            guard let session = sessions.first(where: { $0.identifier == identifier }) else {
                return ReportText(RuntimeRefusal.sessionNotFound.text)
            }
            addFull(session, offset: offset, to: &text)
        }
        return text
    }

    private static func addBrief(_ session: SessionSnapshot, to text: inout ReportText) {
        add(pointer: session.identifier, to: &text)
        text.add(": proto=\(session.protocolName) src=\(source(session)) fe=")
        text.add(word: session.frontend)
        text.add(" be=")
        text.add(word: session.backend ?? "<NONE>")
        text.add(" srv=")
        text.add(word: session.server ?? "<none>")
        text.add(" ts=00 epoch=0 age=")
        text.add(duration: Int(session.ageSeconds))
        text.add(" calls=\(session.calls) rate=0 cpu=0 lat=0 rq")
        add(session.request, to: &text)
        text.add(" rp")
        add(session.response, to: &text)
        add(session.client, "scf", to: &text)
        add(session.upstream, "scb", to: &text)
        text.add(" exp=")
        add(expiry: session.expiry, or: "", to: &text)
        text.add(" rc=\(session.retries) c_exp=")
        add(expiry: session.connectExpiry, or: "", to: &text)
        text.add("\n")
    }

    /// `[f=000000h,i=0,an=00h,rx=2s,wx=,ax=]`
    private static func add(_ channel: ChannelSnapshot, to text: inout ReportText) {
        text.add("[f=000000h,i=\(channel.bufferedBytes),an=00h,rx=")
        add(expiry: channel.readExpiry, or: "", to: &text)
        text.add(",wx=")
        add(expiry: channel.writeExpiry, or: "", to: &text)
        text.add(",ax=")
        add(expiry: channel.analysisExpiry, or: "", to: &text)
        text.add("]")
    }

    /// ` scf=[8,0h,fd=19]`
    private static func add(_ side: SideSnapshot, _ name: String, to text: inout ReportText) {
        text.add(" \(name)=[\(side.state.rawValue),0h,fd=\(side.descriptor ?? -1)]")
    }

    private static func source(_ session: SessionSnapshot) -> String {
        session.client.remote.map { $0.plainText } ?? "unix:\(session.listenerIdentifier)"
    }

    static func add(expiry milliseconds: Int?, or never: String, to text: inout ReportText) {
        guard let milliseconds else { return text.add(never) }
        text.add(duration: milliseconds < 0 ? nil : milliseconds / 1000)
    }

    static func add(pointer: UInt64, to text: inout ReportText) {
        text.add("0x")
        text.add(pointer, radix: 16)
    }
}
