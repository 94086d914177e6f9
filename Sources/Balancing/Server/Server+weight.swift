/// Weights: what an operator asks for, and what slow start leaves of it.
extension Server {
    /// The factor between a weight and an effective weight where weights may change (HAProxy's `BE_WEIGHT_SCALE`).
    package static let weightScale = 16

    /// What `set weight` and `set server … weight` take (management.txt §9.3).
    package enum WeightRequest: Hashable, Sendable {
        /// 0 to 256.
        case absolute(Int)
        /// Of the configuration's weight: 0 and more. What comes out is 256 at most.
        case percent(Int)
    }

    package enum WeightRefusal: Error, Hashable, Sendable {
        case outOfRange
        case negativePercent
        /// A static algorithm takes only 0 and the configuration's weight.
        case staticAlgorithm
    }

    /// - Parameter isDynamic: whether the algorithm lets weights change (`Algorithm.isDynamic`).
    package mutating func setWeight(
        _ request: WeightRequest, isDynamic: Bool
    ) throws(WeightRefusal) -> ServerActions {
        let new: Int
        switch request {
        case .absolute(let weight):
            guard (0...ServerSettings.maximumWeight).contains(weight) else { throw .outOfRange }
            new = weight
        case .percent(let percent):
            guard percent >= 0 else { throw .negativePercent }
            new = min(settings.weight * min(percent, 25_600) / 100, ServerSettings.maximumWeight)
        }
        guard isDynamic || new == 0 || new == settings.weight else { throw .staticAlgorithm }
        var actions = ServerActions()
        if new != weight {
            weight = new
            actions.append(.tablesChanged)
        }
        return actions
    }

    /// What the balancing tables work with: the weight as it is for a static algorithm, else 16 times the weight, and
    /// for a starting server 1 to 16 times, linear over its `slowstart` in whole seconds.
    package func effectiveWeight(isDynamic: Bool, at now: Instant) -> Int {
        guard isDynamic else { return weight }
        guard operational == .starting, let seconds = secondsOfSlowStart(now) else { return weight * Self.weightScale }
        return weight * ((Self.weightScale * seconds + settings.slowStartSeconds) / settings.slowStartSeconds)
    }

    /// The column `weight`: what is left of the weight, rounded up.
    package func reportedWeight(isDynamic: Bool, at now: Instant) -> Int {
        let weight = effectiveWeight(isDynamic: isDynamic, at: now)
        return isDynamic ? (weight + Self.weightScale - 1) / Self.weightScale : weight
    }

    /// The column `throttle`: how many percent of its weight a starting server has; nil for another.
    package func throttlePercent(isDynamic: Bool, at now: Instant) -> Int? {
        guard operational == .starting, !administrative.isDrain, weight > 0 else { return nil }
        return 100 * effectiveWeight(isDynamic: isDynamic, at: now) / (weight * (isDynamic ? Self.weightScale : 1))
    }

    /// `maxconn` as it holds now: a starting server gets its part of it, at least one connection. 0 is without limit.
    package func connectionLimit(_ limit: Int, at now: Instant) -> Int {
        guard limit > 0, operational == .starting, let seconds = secondsOfSlowStart(now) else { return limit }
        return max(1, limit * (100 * seconds / settings.slowStartSeconds) / 100)
    }

    /// A step of the slow start is due: the weight rises; at the end of `slowstart` the server runs.
    package mutating func warmUp(at now: Instant) -> ServerActions {
        var actions = ServerActions()
        guard let due = nextWarmup, due <= now else { return actions }
        nextWarmup = nil
        guard operational == .starting else { return actions }
        if secondsOfSlowStart(now) == nil {
            change(to: .running, now)
            announce(.up, .slowStartEnded, &actions)
        } else {
            nextWarmup = now + warmupInterval
            actions.append(.tablesChanged)
        }
        actions.append(.takeFromQueue)
        return actions
    }

    /// "1 second or 1/20th of the slowstart interval, whichever is greater".
    var warmupInterval: Interval { max(.seconds(1), .milliseconds(settings.slowStartSeconds * 50)) }

    /// The whole seconds since it started; nil when `slowstart` is over.
    private func secondsOfSlowStart(_ now: Instant) -> Int? {
        let seconds = (now - lastChange).wholeSeconds
        return seconds >= 0 && seconds < settings.slowStartSeconds ? seconds : nil
    }
}
