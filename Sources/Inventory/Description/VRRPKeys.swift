extension Section<VRRPSettings> {
    static var vrrp: Section {
        Section(fields: [
            Field(
                "version", \.version, .integer(2...3, example: 2),
                "VRRP version for IPv4; IPv6 VIPs always speak version 3."),
            Field(
                "router_id", \.routerID, .integer(1...255, example: 51),
                "Virtual router ID: one that no other VRRP cluster in the network uses."),
            Field(
                "interval", \.interval,
                .duration(.milliseconds(10)...(.seconds(255)), step: .milliseconds(10), example: "1s"),
                "Time between advertisements: whole seconds in version 2; 10ms to 40950ms in version 3."),
            Field(
                "preempt", \.preempt, .boolean,
                "Whether a recovered balancer with a higher priority takes the VIPs back."),
            Field(
                "preempt_delay", \.preemptDelay,
                .duration(.zero...(.seconds(1000)), step: .seconds(1), example: "0s"),
                "How long a recovered balancer waits before it does."),
            Field(
                "authentication", \.authentication, Format<Secret>.secret(.vrrpPassword).optional,
                "Password in IPv4 advertisements, version 2 only. It travels in clear text: it keeps mistakes out, not attackers."
            ),
            Field(
                "unicast", \.unicast, .boolean,
                "Advertise to the other balancers' addresses, for networks without multicast."),
        ])
    }
}
