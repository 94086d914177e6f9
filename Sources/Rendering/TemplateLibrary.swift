import Foundation

/// Where the templates' texts come from: those built into the program, each of which a file of the same name in the
/// operator's own folder replaces.
package struct TemplateLibrary: Sendable {
    /// Name shown in errors, and text.
    package struct Source: Sendable {
        package var file: String
        package var text: String
    }

    private var sources: [Template: Source]

    package static let builtIn = TemplateLibrary(sources: [
        .haproxy: source(.haproxy, PackageResources.haproxy_cfg_mustache),
        .haproxyDefaults: source(.haproxyDefaults, PackageResources.default_haproxy_mustache),
        .keepalived: source(.keepalived, PackageResources.keepalived_conf_mustache),
        .sysctl: source(.sysctl, PackageResources.sysctl_conf_mustache),
        .apacheSite: source(.apacheSite, PackageResources.apache_site_conf_mustache),
        .varnish: source(.varnish, PackageResources.varnish_vcl_mustache),
        .varnishService: source(.varnishService, PackageResources.varnish_service_conf_mustache),
    ])

    private static func source(_ template: Template, _ bytes: [UInt8]) -> Source {
        Source(file: "templates/\(template.rawValue)", text: String(decoding: bytes, as: UTF8.self))
    }

    /// The built-in templates, with those replaced that `folder` holds.
    ///
    /// - Throws: `RenderingError` for a folder that cannot be read, or a file in it whose name is no template's.
    package static func overlaid(by folder: String) throws(RenderingError) -> TemplateLibrary {
        var library = builtIn
        let files: [String]
        do {
            files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }
        } catch {
            throw RenderingError(file: folder, message: "the templates folder cannot be read: \(reason(error))")
        }
        for file in files.sorted() {
            let path = folder.hasSuffix("/") ? folder + file : "\(folder)/\(file)"
            guard let template = Template(rawValue: file) else {
                let known = Template.allCases.map(\.rawValue).joined(separator: ", ")
                throw RenderingError(file: path, message: "no template has this name; those that exist: \(known)")
            }
            do {
                library.sources[template] = Source(file: path, text: try String(contentsOfFile: path, encoding: .utf8))
            } catch {
                throw RenderingError(file: path, message: "the template cannot be read: \(reason(error))")
            }
        }
        return library
    }

    private static func reason(_ error: any Error) -> String {
        let cocoa = error as NSError
        return (cocoa.userInfo[NSUnderlyingErrorKey] as? NSError)?.localizedDescription ?? cocoa.localizedDescription
    }

    func render(_ template: Template, with values: [String: Any]) throws(RenderingError) -> String {
        // Every case has a built-in source; a case added without one shows in the first test that renders it.
        guard let source = sources[template] else {
            throw RenderingError(file: template.rawValue, message: "this template is not built in")
        }
        return try TemplateRenderer.render(source.text, from: source.file, with: values)
    }
}
