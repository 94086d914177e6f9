/// What a deploy tells while it runs.
package enum DeployEvent: Hashable, Sendable {
    /// A host begins a step: `connect`, `observe`, `install packages`, …
    case began(host: String, step: String)
    /// A host has ended its present step.
    case ended(host: String, step: String)
    case failed(host: String, step: String)
    /// A line for the reader that belongs to a host, or to none.
    case note(host: String?, text: String)
    case planned(Plan)
}
