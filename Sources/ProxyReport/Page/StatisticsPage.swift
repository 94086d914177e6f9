/// The statistics page: HAProxy's columns, rows and colours in HTML of our own, which also a phone can show. Written
/// proxy by proxy, so that whoever sends it need not hold all of it. It needs no script and loads nothing.
package struct StatisticsPage: Sendable {
    let settings: PageSettings
    let options: PageOptions
    private let query: StatisticsQuery

    package init(_ settings: PageSettings, _ options: PageOptions) {
        self.settings = settings
        self.options = options
        query = options.query(showsLegends: settings.showsLegends)
    }

    /// The whole, from head to end.
    package func text(_ process: ProcessSnapshot, _ proxies: [ProxySnapshot]) -> ReportText {
        var text = ReportText()
        begin(process, &text)
        for proxy in proxies { add(proxy, to: &text) }
        end(&text)
        return text
    }

    package func begin(_ process: ProcessSnapshot, _ text: inout ReportText) {
        text.add("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        text.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        text.add("<title>Statistics Report for ")
        text.add(html: process.productName)
        if let node = settings.node {
            text.add(" on ")
            text.add(html: node)
        }
        text.add("</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>\n\(PageStyle.sheet)</style></head>\n<body>\n")
        addHeadings(process, to: &text)
        text.add("<div class=\"top\">\n")
        addProcess(process, to: &text)
        addLegend(to: &text)
        addDisplayOptions(to: &text)
        text.add("</div>\n")
        addOutcome(to: &text)
    }

    package func end(_ text: inout ReportText) { text.add("</body></html>\n") }

    /// The table of a proxy: frontend, listeners, servers, backend.
    package func add(_ proxy: ProxySnapshot, to text: inout ReportText) {
        guard query.includes(proxy, number: nil) else { return }
        let hasForm = settings.isAdmin && proxy.backend != nil && !proxy.servers.isEmpty
        text.add("<section>\n")
        addTitle(of: proxy, to: &text)
        if hasForm { text.add("<form method=\"post\">\n") }
        text.add("<div class=\"scroll\"><table class=\"tbl\">\n\(PageStyle.columns)<tbody>\n")
        let rows = PageRows(showsLegends: settings.showsLegends, hasCheckboxes: hasForm)
        if let line = proxy.frontendLine { rows.addFrontend(line, to: &text) }
        for listener in proxy.listeners {
            rows.addListener(proxy.listenerLine(listener, showsAddress: settings.showsLegends), to: &text)
        }
        for server in proxy.servers where query.includes(server) {
            rows.addServer(proxy.serverLine(server, showsAddress: settings.showsLegends), to: &text)
        }
        let counts = query.countsServers
        if let line = proxy.backendLine(showsAddress: settings.showsLegends, countsServers: counts) {
            rows.addBackend(line, to: &text)
        }
        text.add("</tbody></table></div>\n")
        if hasForm { addActions(to: &text, backend: proxy.identifier) }
        text.add("</section>\n")
    }

    private func addTitle(of proxy: ProxySnapshot, to text: inout ReportText) {
        text.add("<h3 class=\"pxname\" id=\"")
        text.add(html: proxy.name)
        text.add("\"><a href=\"#")
        text.add(uri: proxy.name)
        text.add("\">")
        text.add(html: proxy.name)
        text.add("</a></h3>\n")
        if settings.showsLegends {
            text.add(
                "<p class=\"lgd\">cap: \(proxy.capabilities), mode: \(proxy.mode.word), id: \(proxy.identifier)</p>\n")
        }
        guard let description = proxy.description else { return }
        text.add("<p class=\"desc\">")
        text.add(html: description)
        text.add("</p>\n")
    }

    private func addActions(to text: inout ReportText, backend: UInt32) {
        text.add(
            "<p class=\"act\"><label>Choose the action to perform on the checked servers : <select name=\"action\">")
        for (action, title) in StatisticsPage.actions { text.add("<option value=\"\(action)\">\(title)</option>") }
        text.add("</select></label> <input type=\"hidden\" name=\"b\" value=\"#\(backend)\">")
        text.add("<input type=\"submit\" value=\"Apply\"></p>\n</form>\n")
    }

    private static let actions = [
        ("", ""), ("ready", "Set state to READY"), ("drain", "Set state to DRAIN"), ("maint", "Set state to MAINT"),
        ("dhlth", "Health: disable checks"), ("ehlth", "Health: enable checks"), ("hrunn", "Health: force UP"),
        ("hnolb", "Health: force NOLB"), ("hdown", "Health: force DOWN"), ("shutdown", "Kill Sessions"),
    ]
}
