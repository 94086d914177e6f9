import HAProxyConf

extension RuleCompiler {
    /// Prepares the pages that HAProxy has built in; their numbers are their places in `BuiltInPage.all`. Those of
    /// `BuiltInPage.refusals` follow.
    mutating func addBuiltInPages() {
        let builtIn = BuiltInPage.all
        for page in builtIn { _ = addPage(page.status, head: page.head, body: page.body, closes: page.closes) }
        for page in builtIn.filter({ BuiltInPage.refusals.contains($0.status) }) + BuiltInPage.onlyRefusals {
            let text = add(page.refusalHead + page.body)
            pages.append(
                Page(
                    status: UInt16(truncatingIfNeeded: page.status),
                    bodyCount: UInt32(truncatingIfNeeded: page.body.count), closing: text, keeping: text,
                    keeping10: text, closes: true))
        }
    }

    /// Prepares a page of a configuration.
    mutating func add(_ page: ErrorPage) -> PageIndex {
        guard !page.message.isEmpty else {
            pages.append(Page())
            return PageIndex(number: UInt16(truncatingIfNeeded: pages.count - 1))
        }
        let file = PageFile(page.message)
        return addPage(page.status, head: file.head, body: file.body, closes: file.closes)
    }

    /// Writes a page for each way in which a connection can go on.
    ///
    /// - Parameter head: status line and fields, but for Connection and the empty line.
    mutating func addPage(_ status: Int, head: [UInt8], body: [UInt8], closes: Bool) -> PageIndex {
        let closing = add(head + Array("connection: close\r\n\r\n".utf8) + body)
        var page = Page(
            status: UInt16(truncatingIfNeeded: status), bodyCount: UInt32(truncatingIfNeeded: body.count),
            closing: closing, keeping: closing, keeping10: closing, closes: closes)
        if !closes {
            page.keeping = add(head + Self.lineEnd + body)
            page.keeping10 = add(head + Array("connection: keep-alive\r\n\r\n".utf8) + body)
        }
        pages.append(page)
        return PageIndex(number: UInt16(truncatingIfNeeded: pages.count - 1))
    }

    /// The table of a proxy's own pages.
    mutating func addPageTable(_ errorPages: [ErrorPage]) -> PageTable {
        guard !errorPages.isEmpty else { return PageTable() }
        let start = pageTables.count
        pageTables += [PageIndex](repeating: .none, count: BuiltInPage.all.count)
        for page in errorPages {
            for (index, builtIn) in BuiltInPage.all.enumerated() where builtIn.status == page.status {
                pageTables[start + index] = add(page)
            }
        }
        return PageTable(run: Run(from: start, to: pageTables.count))
    }
}
