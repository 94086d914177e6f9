/// The known word that was probably meant; nil if none is near.
func nearest(to word: String, among known: [String]) -> String? {
    func folded(_ word: String) -> [Character] {
        word.lowercased().filter { $0 != "_" && $0 != "-" }
    }
    let target = Array(folded(word))
    guard target.count <= 40 else { return nil }
    let distances = known.map { (word: $0, distance: editDistance(Array(folded($0)), target)) }
    return distances.min { $0.distance < $1.distance }.flatMap { best in
        best.distance <= max(1, min(target.count, best.word.count) / 3) ? best.word : nil
    }
}

/// How many characters must be inserted, removed, replaced or swapped with their neighbour
/// (optimal string alignment distance).
func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, character) in left.enumerated() {
        var current = [row + 1]
        for (column, other) in right.enumerated() {
            var cost = min(last[column] + (character == other ? 0 : 1), last[column + 1] + 1, current[column] + 1)
            if row > 0, column > 0, character == right[column - 1], left[row - 1] == other {
                cost = min(cost, beforeLast[column - 1] + 1)
            }
            current.append(cost)
        }
        (beforeLast, last) = (last, current)
    }
    return last[right.count]
}
