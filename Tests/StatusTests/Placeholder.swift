import Testing
@testable import Status
