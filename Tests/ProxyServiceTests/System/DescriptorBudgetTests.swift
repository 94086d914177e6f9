import Testing

@testable import ProxyService

struct DescriptorBudgetTests {
    @Test("maxconn of global takes two descriptors a connection, beside sockets, checks and threads")
    func wanted() throws {
        let budget = DescriptorBudget(
            try configuration(
                "global\nmaxconn 1000\n" + defaults + """
                    frontend f
                        bind 127.0.0.1:20000-20003
                        default_backend b
                    backend b
                        server a 127.0.0.1:80 check
                        server b 127.0.0.1:81
                    """), threads: 2)
        // 4 binds × 2 threads, 1 check, 2 × 16 for threads, 10 clients of the runtime socket, 64 for the rest.
        #expect(budget.fixed == 8 + 1 + 32 + 10 + 64)
        #expect(budget.descriptors == budget.fixed + 2000)
    }

    @Test("without maxconn the connections follow from the descriptors (configuration.txt §3.2)")
    func derived() throws {
        let budget = DescriptorBudget(try configuration(defaults), threads: 1)
        #expect(budget.descriptors == nil)
        #expect(budget.connections(within: budget.fixed + 200) == 100)
        #expect(budget.connections(within: 3) == 1)
    }
}
