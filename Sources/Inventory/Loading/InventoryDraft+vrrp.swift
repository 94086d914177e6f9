import Addresses

/// What VRRP's two versions and keepalived ask of the settings together.
extension InventoryDraft {
    private func hasVirtualAddress(of family: IPAddress.Family) -> Bool {
        virtualAddresses.contains { $0.value.address.family == family }
    }

    /// Whole seconds in version 2 (RFC 3768 §5.3.7), 12 bits of centiseconds in version 3 (RFC 5798 §5.2.7).
    func checkInterval(_ reading: inout Reading) {
        let interval = inventory.vrrp.interval
        let found = "found \(DurationText.text(interval))"
        let path = "vrrp.interval"
        if inventory.vrrp.version == 2, !interval.isMultiple(of: .seconds(1)) {
            reading.report("\(found), expected whole seconds; fractions need \"version: 3\"", path)
        } else if interval > .milliseconds(40_950) {
            if inventory.vrrp.version == 3 {
                reading.report("\(found), expected at most 40950ms in version 3", path)
            } else if hasVirtualAddress(of: .ipv6) {
                reading.report("\(found), expected at most 40s for IPv6 VIPs, which speak version 3", path)
            }
        }
    }

    func checkAuthentication(_ reading: inout Reading) {
        guard inventory.vrrp.authentication != nil else { return }
        let path = "vrrp.authentication"
        if inventory.vrrp.version == 3 {
            reading.report("version 3 has no authentication (RFC 5798 §9); remove it, or use \"version: 2\"", path)
        } else if !virtualAddresses.isEmpty, !hasVirtualAddress(of: .ipv4) {
            reading.report("IPv6 VIPs speak version 3, which has no authentication (RFC 5798 §9); remove it", path)
        }
    }

    func checkPreemption(_ reading: inout Reading) {
        if !inventory.vrrp.preempt, inventory.vrrp.preemptDelay > .zero {
            reading.report("has no effect with \"preempt: false\"; remove one of them", "vrrp.preempt_delay")
        }
    }

    /// An advertisement for a VIP goes from and to addresses of the VIP's family.
    func checkUnicast(_ reading: inout Reading) {
        guard inventory.vrrp.unicast else { return }
        for family in [IPAddress.Family.ipv4, .ipv6] where hasVirtualAddress(of: family) {
            guard let host = inventory.balancers.first(where: { $0.host.address.address.family != family })?.host else {
                continue
            }
            let name = family == .ipv4 ? "IPv4" : "IPv6"
            let message = "\(host.name) has no \(name) address to advertise \(name) VIPs from; remove it or those VIPs"
            reading.report(message, "vrrp.unicast")
        }
    }
}
