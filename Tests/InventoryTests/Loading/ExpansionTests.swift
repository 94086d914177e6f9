import Testing

@testable import Inventory

@Suite("variables")
struct ExpansionTests {
    private static let environment = ["NAME": "value", "EMPTY": "", "NESTED": "${NAME}", "PORT": "8080"]

    @Test(
        "are expanded in text",
        arguments: [
            ("plain", "plain"), ("${NAME}", "value"), ("a${NAME}b${PORT}", "avalueb8080"), ("${NAME:-x}", "value"),
            ("${UNSET:-x}", "x"), ("${EMPTY:-x}", "x"), ("${EMPTY}", ""), ("${UNSET:-}", ""), ("$$", "$"),
            ("$${NAME}", "${NAME}"), ("${NESTED}", "${NAME}"), ("${UNSET:-a:-b c}", "a:-b c"),
            ("${UNSET:-a$$b}", "a$b"), ("$$$$", "$$"),
        ])
    func expanded(text: String, expected: String) throws {
        #expect(try Expansion.expand(text, environment: Self.environment).text == expected)
    }

    @Test(
        "are refused with a reason",
        arguments: [
            ("${UNSET}", "${UNSET} is not set; set it in the environment, or give it a default: ${UNSET:-…}"),
            ("$NAME", "a \"$\" begins ${NAME} or ${NAME:-default}; write \"$$\" for the character itself"),
            ("a$", "a \"$\" begins ${NAME} or ${NAME:-default}; write \"$$\" for the character itself"),
            ("${NAME", "a \"$\" begins ${NAME} or ${NAME:-default}; write \"$$\" for the character itself"),
            ("${1}", "a \"$\" begins ${NAME} or ${NAME:-default}; write \"$$\" for the character itself"),
            ("${NAME-x}", "a \"$\" begins ${NAME} or ${NAME:-default}; write \"$$\" for the character itself"),
            ("${A:-${NAME}}", "the default of ${A:-…} has a \"$\" in it; variables do not nest"),
        ])
    func refused(text: String, message: String) {
        let error = #expect(throws: Expansion.Failure.self) {
            try Expansion.expand(text, environment: Self.environment)
        }
        #expect(error?.message == message)
    }

    @Test("may give a number, quoted or not")
    func number() throws {
        for port in ["${PORT}", "\"${PORT}\"", "${UNSET:-8080}"] {
            let inventory = try read(leastHosts + "proxy:\n  port: \(port)\n", environment: Self.environment)
            #expect(inventory.proxy.port == 8080)
        }
    }

    @Test("cannot change the shape of the document")
    func injection() {
        let environment = ["BAD": "x\nproxy: {port: 1}", "LIST": "[a, b]"]
        #expect(
            problems(leastHosts + "name: ${BAD}\ninterface: ${LIST}\n", environment: environment) == [
                #"test.yml:5:7: name: found "x\nproxy: {port: 1}" (from the environment), expected a name: lower-case letters, digits and inner hyphens, at most 63"#,
                #"test.yml:6:12: interface: found "[a, b]" (from the environment), expected a network interface: letters, digits, "_", "." and "-", at most 15"#,
            ])
    }

    @Test("stay as they are in keys")
    func keys() {
        #expect(
            problems(leastHosts + "${NAME}: x\n", environment: ["NAME": "name"]).first?
                .hasPrefix("test.yml:5:1: ${NAME}: unknown key") == true)
    }
}
