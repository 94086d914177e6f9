package import HAProxyConf
package import Linux

/// Why the proxy cannot start, or cannot take a new configuration.
package enum ProxyError: Error, CustomStringConvertible {
    /// The file itself is wrong: every error in it.
    case configuration(ConfigurationFailure)
    /// The file is right and this host cannot do what it says, each line with file and line of its own.
    case unusable([String])
    case system(LinuxError)

    package var description: String {
        switch self {
        case .configuration(let failure): "\(failure)"
        case .unusable(let problems): problems.joined(separator: "\n")
        case .system(let error): "\(error)"
        }
    }
}
