internal import CLinux
import Linux

enum LocalTime {
    /// Seconds that the local time is ahead of UTC now.
    static var offset: Int32 { Int32(clamping: linux_local_offset(WallClock.now / 1_000_000_000)) }
}
