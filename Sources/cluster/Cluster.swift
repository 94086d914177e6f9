import ArgumentParser

@main
struct Cluster: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cluster", abstract: "A highly available website from one YAML file.")
}
