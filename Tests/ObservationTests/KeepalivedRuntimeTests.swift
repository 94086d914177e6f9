import Testing

@testable import Observation
