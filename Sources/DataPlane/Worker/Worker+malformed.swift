/// What is no HTTP is kept for `show errors`.
extension Worker {
    func report(
        malformed session: Int32, isResponse: Bool, _ bytes: UnsafeBufferPointer<UInt8>, _ position: Int,
        offset: UInt64
    ) {
        let found = sessions[session]
        hooks.malformed(
            Hooks.Malformed(
                isResponse: isResponse, frontend: Int(found.frontend),
                backend: found.backend < 0 ? nil : Int(found.backend),
                server: found.server < 0 ? nil : Int(found.server), client: found.clientAddress,
                bytes: unsafe Array(bytes), position: position, offset: offset))
    }
}
