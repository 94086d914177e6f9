import Foundation
import Testing
import TestSupport

@testable import Rendering

struct TemplateTests {
    private func render(_ text: String, _ values: [String: Any]) throws(RenderingError) -> String {
        try TemplateRenderer.render(text, from: "templates/a.mustache", with: values)
    }

    @Test("a name that the model lacks is an error with file and line")
    func unknownName() {
        #expect(
            throws: RenderingError(
                file: "templates/a.mustache", line: 2,
                message: "uses the name 'colour', which the inventory's model does not have")
        ) {
            try render("{{name}}\n{{colour}}\n", ["name": "x"])
        }
    }

    @Test("a name below a group that lacks it is an error with its whole path")
    func unknownNestedName() throws {
        let error = try #require(throws: RenderingError.self) {
            try render("{{proxy.timeouts.conect}}", ["proxy": ["timeouts": ["connect": "5s"]]])
        }
        #expect(error.message.contains("'proxy.timeouts.conect'"))
    }

    @Test("a name of the surroundings is found from inside a section")
    func surroundings() throws {
        let values: [String: Any] = [
            "name": "x", "items": [SectionContext(["key": "a"]), SectionContext(["key": "b"])],
        ]
        #expect(try render("{{#items}}{{key}}{{name}} {{/items}}", values) == "ax bx ")
    }

    @Test("an unknown name inside a section is an error too")
    func unknownInSection() {
        #expect(throws: RenderingError.self) {
            try render("{{#items}}{{other}}{{/items}}", ["items": [SectionContext(["key": "a"])]])
        }
    }

    @Test("text is written as it is, without HTML's escapes")
    func textContent() throws {
        #expect(try render("{{% CONTENT_TYPE:TEXT}}\n{{value}}", ["value": "a<b>&\"c\""]) == "a<b>&\"c\"")
    }

    @Test("a template that does not parse is an error with file and line")
    func syntaxError() throws {
        let error = try #require(throws: RenderingError.self) { try render("a\n{{#open}}\nb\n", ["open": true]) }
        #expect(error.file == "templates/a.mustache")
        #expect(error.line != nil)
    }

    @Test("a template of the operator's folder replaces the built-in one of its name")
    func overlay() throws {
        let folder = try TemporaryFolder()
        try folder.write("ENABLED={{cluster}}\n", to: "default-haproxy.mustache")
        let library = try TemplateLibrary.overlaid(by: folder.path)
        let configuration = try Configuration(try Inventories.fourHosts(), templates: library)
        let file = configuration.host("server1")?.files.first { $0.path == "/etc/default/haproxy" }
        #expect(file?.content == .text("ENABLED=four-hosts\n"))
    }

    @Test(
        "a file whose name is no template's is refused, with the names that are",
        arguments: ["haproxy.conf.mustache", "haproxy.cfg"])
    func unknownTemplate(name: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: name)
        let error = try #require(throws: RenderingError.self) { try TemplateLibrary.overlaid(by: folder.path) }
        #expect(error.description.contains("haproxy.cfg.mustache"))
    }

    @Test("a templates folder that does not exist is an error that names it")
    func missingFolder() throws {
        let error = try #require(throws: RenderingError.self) { try TemplateLibrary.overlaid(by: "/nonexistent/t") }
        #expect(error.description.hasPrefix("/nonexistent/t: "))
    }

    @Test("every template has a built-in text", arguments: Template.allCases)
    func builtIn(template: Template) {
        #expect(throws: RenderingError.self) {
            // Every template begins with the notice, so that without any name each of them misses one.
            try TemplateLibrary.builtIn.render(template, with: [:])
        }
        let error = #expect(throws: RenderingError.self) { try TemplateLibrary.builtIn.render(template, with: [:]) }
        #expect(error?.message.contains("'notice'") == true)
    }
}
