package import HTTP1

extension RuleProgram {
    /// The page for a status: the backend's own, else the frontend's, else the one that is built in.
    ///
    /// - Parameter status: one of `ErrorPage.statuses`; for any other the page for 500 is taken.
    package func errorPage(_ status: Int, frontend: Int, backend: Int?) -> PageIndex {
        let place = Self.place(of: status, in: pages)
        if let backend, let page = own(backends[backend].pages, place) { return page }
        return own(frontends[frontend].pages, place) ?? PageIndex(number: UInt16(truncatingIfNeeded: place))
    }

    /// Where the built-in page for a status stands.
    private static func place(of status: Int, in pages: [Page]) -> Int {
        var other = 0
        for place in 0..<BuiltInPage.count {
            if Int(pages[place].status) == status { return place }
            if pages[place].status == 500 { other = place }
        }
        return other
    }

    private func own(_ table: PageTable, _ place: Int) -> PageIndex? {
        guard !table.run.isEmpty else { return nil }
        let page = pageTables[Int(table.run.start) + place]
        return page.number == PageIndex.none.number ? nil : page
    }

    /// Whether the connection is closed without an answer: an empty `errorfile`.
    package func isSilent(_ page: PageIndex) -> Bool { pages[Int(page.number)].closing.isEmpty }

    /// Whether the page says itself that the connection is closed, as those for 400 and 408 do.
    package func closes(_ page: PageIndex) -> Bool {
        let page = pages[Int(page.number)]
        return page.closes || page.closing.isEmpty
    }

    /// Writes a page.
    ///
    /// - Parameter isForHead: the request was HEAD: the body is not sent.
    package func write(
        _ page: PageIndex, _ connection: ReplyConnection, isForHead: Bool, with writer: inout HeadWriter,
        to output: inout MutableSpan<UInt8>
    ) {
        let page = pages[Int(page.number)]
        let slice: ByteSlice
        switch connection {
        case .close: slice = page.closing
        case .keepAlive: slice = page.keeping
        case .keepAlive10: slice = page.keeping10
        }
        let range = slice.range
        let end = range.upperBound - (isForHead ? Int(page.bodyCount) : 0)
        writer.bytes(range.lowerBound..<end, of: arena.span, to: &output)
    }

    /// The page for a request that could not be read, or not in time: built in for 400, 408, 500 and 501, with
    /// `Connection: close`; the others as `errorPage` has them.
    ///
    /// HAProxy does not look at `errorfile` then, unless it is empty.
    package func refusalPage(_ status: Int, frontend: Int) -> PageIndex {
        let page = errorPage(status, frontend: frontend, backend: nil)
        if isSilent(page) { return page }
        for number in BuiltInPage.count..<BuiltInPage.count + BuiltInPage.refusals.count
        where Int(pages[number].status) == status { return PageIndex(number: UInt16(truncatingIfNeeded: number)) }
        return page
    }
}
