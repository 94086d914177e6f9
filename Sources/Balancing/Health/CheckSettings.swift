/// How a server is checked (configuration.txt §5.2: `rise`, `fall`, `inter`, `fastinter`, `downinter`).
package struct CheckSettings: Hashable, Sendable {
    /// Passed checks in a row that bring a server up. At least 1.
    package var rise = 2
    /// Failed checks in a row that take it down. At least 1.
    package var fall = 3
    package var interval = Interval.seconds(2)
    /// Between checks while it is neither quite up nor quite down; nil for `interval`.
    package var fastInterval: Interval?
    /// Between checks while it is down; nil for `interval`.
    package var downInterval: Interval?
    /// `timeout check`: what a check may take once it is connected.
    package var timeout: Interval?
    /// `timeout connect`: used by checks only together with `timeout check`.
    package var connectTimeout: Interval?

    package init() {}
}
