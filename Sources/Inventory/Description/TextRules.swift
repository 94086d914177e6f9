/// Each text of the inventory that reaches a configuration file or a command line, and the characters it may have.
/// None of them can end a word, a line, a quotation or a block, or begin an option or a comment, in haproxy.cfg,
/// keepalived.conf, a shell or `ssh`.
extension TextRule {
    /// A label of RFC 1123 §2.1: it becomes the host's name and the name of its `server` line.
    static let hostName = TextRule(
        expectation: "a host name: letters, digits and inner hyphens, at most 63, not digits alone", example: "web1",
        pattern: "(?![0-9]+$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")

    static let clusterName = TextRule(
        expectation: "a name: lower-case letters, digits and inner hyphens, at most 63", example: "four-hosts",
        pattern: "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")

    /// `dev_valid_name` of the kernel, less what is special in configuration files.
    static let interface = TextRule(
        expectation: "a network interface: letters, digits, \"_\", \".\" and \"-\", at most 15", example: "eth0",
        pattern: "[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}")

    static let sshAddress = TextRule(
        expectation: "a host name or an address", example: "server1.example.org",
        pattern: "[A-Za-z0-9_:][A-Za-z0-9_.:-]{0,252}")

    static let sshUser = TextRule(
        expectation: "a user name: letters, digits, \"_\", \".\", \"@\" and \"-\", at most 64", example: "admin",
        pattern: "[A-Za-z_][A-Za-z0-9_.@-]{0,63}")

    static let path = TextRule(
        expectation: "a path of at most 1000 characters, none of them a control character", example: "site",
        pattern: #"[^\u0000-\u001F\u007F-\u009F]{1,1000}"#)

    /// A token of RFC 6265, less what is special in haproxy.cfg.
    static let cookie = TextRule(
        expectation: "a cookie's name: letters, digits, \"_\", \".\" and \"-\", at most 64", example: "SERVER",
        pattern: "[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")

    /// Path and query of RFC 3986, less what is special in haproxy.cfg.
    static let urlPath = TextRule(
        expectation: "a path that begins with \"/\": letters, digits and any of / _ . ~ ? = & + , : ; @ % -",
        example: "/health", pattern: "/[A-Za-z0-9/_.~?=&+,:;@%-]{0,255}")

    static let statisticsUser = TextRule(
        expectation: "a user name: letters, digits, \"_\", \".\" and \"-\", at most 64", example: "ops",
        pattern: "[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")

    static let statisticsPassword = TextRule(
        expectation: #"a password of 1 to 128 printable ASCII characters without spaces, " ' \ and #"#,
        example: "${STATS_PASSWORD}", pattern: #"[!$-&(-\[\]-~]{1,128}"#, isSecret: true)

    /// keepalived reads no more than 8 characters.
    static let vrrpPassword = TextRule(
        expectation: #"a password of 1 to 8 printable ASCII characters without spaces and " ' ` # ! $ { } \ @ ~"#,
        example: "${VRRP_PASSWORD}", pattern: #"[%&(-?A-\[\]-_a-z|]{1,8}"#, isSecret: true)
}
