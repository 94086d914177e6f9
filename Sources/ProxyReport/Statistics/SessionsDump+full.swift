extension SessionsDump {
    /// `show sess all`, `show sess <id>`: a paragraph for a session.
    static func addFull(_ session: SessionSnapshot, offset: Int32, to text: inout ReportText) {
        add(pointer: session.identifier, to: &text)
        text.add(": [")
        text.add(time: session.acceptMilliseconds, offset: offset)
        text.add("000] id=\(session.number) proto=\(session.protocolName) source=")
        text.add(session.client.remote.map { $0.plainText } ?? "unix")
        text.add("\n  flags=0x0, conn_retries=\(session.retries), conn_exp=")
        add(expiry: session.connectExpiry, or: "<NEVER>", to: &text)
        text.add(" conn_et=0x000 srv_conn=(nil), pend_pos=(nil) waiting=\(session.isQueued ? 1 : 0) epoch=0\n")
        addNames(session, to: &text)
        text.add("  task=(nil) (state=0x00 nice=0 calls=\(session.calls) rate=0 exp=")
        add(expiry: session.expiry, or: "<NEVER>", to: &text)
        text.add(" tmask=0x0 age=")
        text.add(duration: Int(session.ageSeconds))
        text.add(")\n")
        addFull(session.client, "scf", "co0", mode: session.frontendMode, to: &text)
        addFull(session.upstream, "scb", "co1", mode: session.backendMode, to: &text)
        addFull(session.request, "req", to: &text)
        addFull(session.response, "res", to: &text)
    }

    private static func addNames(_ session: SessionSnapshot, to text: inout ReportText) {
        text.add("  frontend=")
        text.add(word: session.frontend)
        text.add(" (id=\(session.frontendIdentifier) mode=\(session.frontendMode.word)), listener=")
        text.add(word: session.listener.isEmpty ? "?" : session.listener)
        text.add(" (id=\(session.listenerIdentifier))")
        addLine(session.client.local, to: &text)
        guard let backend = session.backend else {
            return text.add("  backend=<NONE> (id=-1 mode=-)\n  server=<NONE> (id=-1)\n")
        }
        text.add("  backend=")
        text.add(word: backend)
        text.add(" (id=\(session.backendIdentifier) mode=\(session.backendMode.word))")
        addLine(session.upstream.local, to: &text)
        text.add("  server=")
        text.add(word: session.server ?? "<none>")
        text.add(" (id=\(session.serverIdentifier))")
        addLine(session.upstream.remote, to: &text)
    }

    /// ` addr=127.0.0.1:80`, and the line's end.
    private static func addLine(_ endpoint: EndpointAddress?, to text: inout ReportText) {
        if let endpoint { text.add(" addr=\(endpoint.plainText)") }
        text.add("\n")
    }

    private static func addFull(
        _ side: SideSnapshot, _ name: String, _ connection: String, mode: ProxyMode, to text: inout ReportText
    ) {
        let kind = side.descriptor == nil ? "NONE" : "CONN"
        text.add("  \(name)=(nil) flags=0x00000000 state=\(side.state.word) endp=\(kind),(nil),0x00000000 sub=0\n")
        guard let descriptor = side.descriptor else { return }
        let family = (side.remote ?? side.local)?.isIPv6 == true ? "tcpv6" : "tcpv4"
        text.add("      \(connection)=(nil) ctrl=\(family) xprt=RAW mux=\(mode == .http ? "H1" : "PASS") data=STRM ")
        text.add("target=\(name == "scf" ? "LISTENER" : "SERVER"):(nil)\n")
        text.add("      flags=0x00000000 fd=\(descriptor) fd.state=00 updt=0 fd.tmask=0x0\n")
    }

    private static func addFull(_ channel: ChannelSnapshot, _ name: String, to text: inout ReportText) {
        text.add("  \(name)=(nil) (f=0x000000 an=0x0 pipe=\(channel.pipedBytes) tofwd=")
        if let bytes = channel.bytesToForward { text.add(bytes) } else { text.add("-1") }
        text.add(" total=\(channel.totalBytes))\n      an_exp=")
        add(expiry: channel.analysisExpiry, or: "<NEVER>", to: &text)
        text.add(" rex=")
        add(expiry: channel.readExpiry, or: "<NEVER>", to: &text)
        text.add(" wex=")
        add(expiry: channel.writeExpiry, or: "<NEVER>", to: &text)
        text.add("\n      buf=(nil) data=(nil) o=0 p=0 i=\(channel.bufferedBytes) size=\(channel.bufferSize)\n")
    }
}

extension ReportText {
    /// `24/Nov/2026:15:35:09.123`
    mutating func add(time milliseconds: Int64, offset: Int32) {
        let moment = max(milliseconds, 0)
        let time = CalendarTime(seconds: moment / 1000, offset: offset)
        add(UInt64(time.day), width: 2)
        add("/")
        let names = "JanFebMarAprMayJunJulAugSepOctNovDec".utf8
        for byte in names.dropFirst(time.month * 3 - 3).prefix(3) { add(byte: byte) }
        add("/")
        add(UInt64(max(time.year, 0)), width: 4)
        for part in [time.hour, time.minute, time.second] {
            add(":")
            add(UInt64(part), width: 2)
        }
        add(".")
        add(UInt64(moment % 1000), width: 3)
    }
}
