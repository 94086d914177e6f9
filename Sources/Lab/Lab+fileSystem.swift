import CLinux
import Foundation

extension Lab {
    /// The upper layer of an overlay needs a file system with trusted extended attributes that is no overlay itself.
    func checkFileSystem() throws {
        var information = statfs()
        guard unsafe statfs(paths.states, &information) == 0 else {
            throw LabError.system(doing: "look at \(paths.states)", words: words(of: errno))
        }
        let unusable = [
            Int(OVERLAYFS_SUPER_MAGIC): "an overlay (the root of a container, probably)", Int(NFS_SUPER_MAGIC): "NFS",
            Int(FUSE_SUPER_MAGIC): "a FUSE file system",
        ]
        if let kind = unusable[Int(information.f_type)] {
            throw LabError.unusableFileSystem(path: paths.states, kind: kind)
        }
    }
}
