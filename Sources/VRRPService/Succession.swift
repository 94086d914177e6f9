import KeepalivedConf

/// Which virtual routers at work the instances of another configuration mean. Pure.
enum Succession {
    /// One of the same name is meant before all others; one that was renamed is known by its place.
    ///
    /// - Returns: for each of `new` the index in `old` of what goes on as it; nil for a virtual router that is new.
    static func predecessors(of new: [Instance], among old: [Instance]) -> [Int?] {
        var left = Array(old.indices)
        func take(_ isMeant: (Instance) -> Bool) -> Int? {
            guard let place = left.firstIndex(where: { isMeant(old[$0]) }) else { return nil }
            return left.remove(at: place)
        }
        var found = new.map { instance in take { $0.name == instance.name && $0.isSameRouter(as: instance) } }
        for index in new.indices where found[index] == nil { found[index] = take { $0.isSameRouter(as: new[index]) } }
        return found
    }
}

extension Instance {
    /// RFC 5798 §1.2: a virtual router is known on its link by its number; here also by what its packets look like.
    fileprivate func isSameRouter(as other: Instance) -> Bool {
        interface == other.interface && virtualRouterID == other.virtualRouterID && version == other.version
            && family == other.family
    }
}
