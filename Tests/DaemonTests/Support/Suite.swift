import Testing

extension Trait where Self == ConditionTrait {
    /// The tests run where root may make network namespaces and the programs are there; elsewhere they say why not.
    static var inNamespaces: Self { .enabled(if: Requirements.areMet, "\(Requirements.missing ?? "")") }
}
