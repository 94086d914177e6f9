import Mustache

/// One template of the product, by the name of its file under `templates/`.
package enum Template: String, CaseIterable, Sendable {
    case haproxy = "haproxy.cfg.mustache"
    case haproxyDefaults = "default-haproxy.mustache"
    case keepalived = "keepalived.conf.mustache"
    case sysctl = "sysctl.conf.mustache"
    case apacheSite = "apache-site.conf.mustache"
    case varnish = "varnish.vcl.mustache"
    case varnishService = "varnish.service.conf.mustache"
}

/// Fills a template with names that all exist.
struct TemplateRenderer {
    /// - Throws: `RenderingError` for a template that does not parse, or that uses a name `values` lacks (Mustache
    ///   itself would silently write nothing there).
    static func render(
        _ text: String, from file: String, with values: [String: Any]
    ) throws(RenderingError) -> String {
        let template: MustacheTemplate
        do {
            template = try MustacheTemplate(string: text)
        } catch let error as MustacheTemplate.ParserError {
            throw RenderingError(
                file: file, line: error.context.lineNumber, message: "\(error.error): \(error.context.line)")
        } catch {
            throw RenderingError(file: file, line: nil, message: "\(error)")
        }
        let misses = Misses()
        let result = template.render(Group(values: values, misses: misses))
        guard let name = misses.names.first else { return result }
        throw RenderingError(
            file: file, line: line(of: name, in: text),
            message: "uses the name '\(name)', which the inventory's model does not have")
    }

    private static func line(of name: String, in text: String) -> Int? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.firstIndex { $0.contains("{{") && $0.contains(name) }.map { $0 + 1 }
    }

    private final class Misses {
        var names: [String] = []
    }

    /// The outermost context, which Mustache asks last, and the groups of names below it (`proxy.timeouts.connect`):
    /// what these lack is nowhere.
    private struct Group: MustacheParent {
        var path: String?
        let values: [String: Any]
        let misses: Misses

        func child(named name: String) -> Any? {
            let full = path.map { "\($0).\(name)" } ?? name
            guard let value = values[name] else {
                misses.names.append(full)
                return nil
            }
            guard let values = value as? [String: Any] else { return value }
            return Group(path: full, values: values, misses: misses)
        }
    }
}

/// What a section (`{{#webServers}}`) stands in: names it lacks are looked up around it.
struct SectionContext: MustacheParent {
    let values: [String: Any]

    init(_ values: [String: Any]) {
        self.values = values
    }

    func child(named name: String) -> Any? { values[name] }
}

/// A template that cannot be filled.
package struct RenderingError: Error, Hashable, CustomStringConvertible {
    package var file: String
    package var line: Int?
    package var message: String

    package var description: String {
        "\(file)\(line.map { ":\($0)" } ?? ""): \(message)"
    }
}
