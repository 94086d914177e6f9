import Addresses

extension InstanceDraft {
    func resolved(_ global: GlobalDraft, _ names: TrackableNames, _ diagnostics: inout Diagnostics) -> Instance? {
        let tracking = resolvedTracking(names, &diagnostics)
        checkPreemption(&diagnostics)
        let family = resolvedFamily(&diagnostics)
        let version = resolvedVersion(family, global, &diagnostics)
        let interval = resolvedInterval(version, &diagnostics)
        let password = resolvedPassword(version, &diagnostics)
        let transport = resolvedTransport(family, global, &diagnostics)
        checkMACs(&diagnostics)
        let held = uniqueAddresses(&diagnostics)
        guard isComplete(&diagnostics), let interface, let virtualRouterID, let transport else { return nil }
        let virtualMAC = resolvedMAC(family, virtualRouterID.value)
        let device = virtualMAC?.interface ?? interface.value
        return Instance(
            name: name, location: location, initialState: state ?? .backup, interface: interface.value,
            interfaceLocation: interface.location, virtualRouterID: virtualRouterID.value, priority: priority ?? 100,
            version: version, family: family, advertisementInterval: interval, password: password,
            preempts: nopreempt == nil, preemptDelay: preemptDelay?.value ?? .zero, accepts: accepts,
            sourceAddress: source?.value, transport: transport,
            virtualAddresses: held.addresses.map { $0.resolved(device, base: interface.value) },
            excludedAddresses: held.excluded.map { $0.resolved(device, base: interface.value) },
            routes: routes.compactMap { $0.resolved(family) }, tracking: tracking, tracksInterface: tracksInterface,
            notifications: notifications.resolved(global), gratuitousARP: global.announcements(gratuitousARP),
            ignoresLowerPriority: behaviour.ignoresLowerPriority ?? global.behaviour.ignoresLowerPriority ?? false,
            answersHigherPriority: behaviour.answersHigherPriority ?? global.behaviour.answersHigherPriority,
            skipsAddressCheck: behaviour.skipsAddressCheck ?? global.behaviour.skipsAddressCheck ?? false,
            virtualMAC: virtualMAC, debugLevel: debugLevel ?? 0)
    }

    /// What must be given is, or its refusal was told.
    private func isComplete(_ diagnostics: inout Diagnostics) -> Bool {
        let missing: [(InstanceKeyword, Bool, String)] = [
            (.interface, interface == nil, "add 'interface NAME'"),
            (.virtualRouterID, virtualRouterID == nil, "add 'virtual_router_id' with a number from 1 to 255"),
            (.virtualAddresses, addresses.isEmpty, "add 'virtual_ipaddress { … }' with at least one address"),
        ]
        for (keyword, isMissing, advice) in missing where isMissing && !refused.contains(keyword) {
            diagnostics.error(location, "vrrp_instance \(quoted(name)) has no '\(keyword.rawValue)': \(advice)")
        }
        return missing.allSatisfy { !$0.1 }
    }

    /// The addresses, each once: a second one of the same instance is told and left out.
    private func uniqueAddresses(_ diagnostics: inout Diagnostics) -> (
        addresses: [AddressDraft], excluded: [AddressDraft]
    ) {
        var seen: Set<IPAddress> = []
        func isFirst(_ draft: AddressDraft, _ diagnostics: inout Diagnostics) -> Bool {
            if seen.insert(draft.address).inserted { return true }
            diagnostics.warning(draft.location, "'\(draft.address)' is already given in this instance; it counts once")
            return false
        }
        let unique = addresses.filter { isFirst($0, &diagnostics) }
        if unique.count > 255 {
            let advice = "write the others in virtual_ipaddress_excluded"
            diagnostics.error(unique[255].location, "an advert tells at most 255 addresses: \(advice)")
        }
        return (unique, excludedAddresses.filter { isFirst($0, &diagnostics) })
    }

    private func resolvedTracking(_ names: TrackableNames, _ diagnostics: inout Diagnostics) -> Tracking {
        for tracked in tracking.interfaces where tracked.name == interface?.value {
            let message = "the interface \(quoted(tracked.name)) is the instance's own and always tracked: remove it"
            diagnostics.error(tracked.location, message)
        }
        return names.resolve(tracking, &diagnostics)
    }

    private func checkPreemption(_ diagnostics: inout Diagnostics) {
        if let nopreempt, priority == 255 {
            diagnostics.error(
                nopreempt, "'nopreempt' contradicts priority 255: the owner of the addresses always preempts")
        }
        if let nopreempt, state == .master {
            diagnostics.error(nopreempt, "'nopreempt' works only with 'state BACKUP'")
        }
        if let delay = preemptDelay, delay.value > .zero {
            if state == .master { diagnostics.error(delay.location, "'preempt_delay' works only with 'state BACKUP'") }
            if nopreempt != nil { diagnostics.error(delay.location, "'preempt_delay' contradicts 'nopreempt'") }
        }
    }

    private func resolvedFamily(_ diagnostics: inout Diagnostics) -> IPAddress.Family {
        let family = addresses.first?.address.family ?? (nativeIPv6 != nil ? .ipv6 : source?.value.family) ?? .ipv4
        for address in addresses where address.address.family != family {
            let other = "'\(address.address)' is of another family than the addresses before"
            let advice = "write it in virtual_ipaddress_excluded, or make another instance"
            diagnostics.error(address.location, "\(other): \(advice)")
        }
        if let nativeIPv6, family == .ipv4, !addresses.isEmpty {
            diagnostics.error(nativeIPv6, "'native_ipv6' contradicts the IPv4 addresses of this instance")
        }
        if let source, source.value.family != family {
            diagnostics.error(source.location, "the source address '\(source.value)' is not of the addresses' family")
        }
        return family
    }

    private func resolvedVersion(
        _ family: IPAddress.Family, _ global: GlobalDraft, _ diagnostics: inout Diagnostics
    ) -> Instance.Version {
        guard family == .ipv6 else { return version?.value ?? global.version ?? .v2 }
        if let version, version.value == .v2 {
            diagnostics.error(version.location, "version 2 has no IPv6: remove 'version 2'")
        }
        return .v3
    }

    private func resolvedInterval(_ version: Instance.Version, _ diagnostics: inout Diagnostics) -> Duration {
        guard let interval else { return .seconds(1) }
        let written = "not \(secondsText(interval.value))"
        switch version {
        case .v2 where interval.value.components.attoseconds != 0:
            let expected = "VRRP version 2 sends every 1 to 255 whole seconds"
            diagnostics.error(interval.location, "\(expected), \(written): use whole seconds, or 'version 3'")
        case .v3 where interval.value > .milliseconds(40_950):
            diagnostics.error(interval.location, "VRRP version 3 sends every 0.01 to 40.95 seconds, \(written)")
        case .v3 where interval.value.components.attoseconds % 10_000_000_000_000_000 != 0:
            diagnostics.error(interval.location, "VRRP version 3 counts in hundredths of a second, \(written)")
        default: break
        }
        return interval.value
    }

    private func resolvedPassword(_ version: Instance.Version, _ diagnostics: inout Diagnostics) -> Password? {
        guard let authentication, !refused.contains(.authentication) else { return nil }
        if authentication.kind == .password, authentication.password == nil {
            diagnostics.error(authentication.location, "'auth_type PASS' wants a password: add 'auth_pass'")
        } else if authentication.kind != .password, authentication.password != nil {
            diagnostics.warning(authentication.location, "the password is not used: that takes 'auth_type PASS'")
        }
        guard authentication.kind == .password else { return nil }
        if version == .v3 {
            let message = "VRRP version 3 has no authentication (RFC 5798 §9): remove the block, or use 'version 2'"
            diagnostics.error(authentication.location, message)
        }
        return authentication.password
    }
}
