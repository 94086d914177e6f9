import Foundation
import Lab
import Testing

/// What a user does with the `cluster` program, on a lab of real Debian hosts that all of these tests share.
///
/// Each test begins by deploying the inventory it wants to start from, so that it can be run alone and in any order.
@Suite(
    .tags(.lab), .serialized, .enabled(if: ScenarioLab.isPossible, ScenarioLab.reason), .timeLimit(.minutes(8)),
    ScenarioLab.trait)
enum Scenarios {}

extension Tag {
    /// Makes network namespaces and containers: needs root and the lab's tools.
    @Tag static var lab: Self
}
