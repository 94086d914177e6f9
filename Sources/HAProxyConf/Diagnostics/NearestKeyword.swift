/// `: did you mean 'bind'?`, or nothing when no candidate is near enough to be what was meant.
func hint(_ word: String, among candidates: [String]) -> String {
    guard let nearest = nearest(to: word, among: candidates) else { return "" }
    return ": did you mean '\(nearest)'?"
}

/// The candidate that takes the fewest letters to insert, delete, change or swap with a neighbour; of two alike the
/// first. A third of the letters may differ.
func nearest(to word: String, among candidates: [String]) -> String? {
    let letters = Array(word.utf8.prefix(48))
    var best: String?
    var bound = min(4, max(1, letters.count / 3)) + 1
    for candidate in candidates where !letters.isEmpty && !candidate.isEmpty && candidate != word {
        let other = Array(candidate.utf8)
        guard abs(other.count - letters.count) < bound else { continue }
        let distance = editDistance(letters, other)
        if distance < bound { (best, bound) = (candidate, distance) }
    }
    return best
}

/// Damerau and Levenshtein's distance, a swap of neighbours counting one.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    let width = right.count + 1
    var table = [Int](repeating: 0, count: (left.count + 1) * width)
    for row in 0...left.count { table[row * width] = row }
    for column in 0..<width { table[column] = column }
    for row in 1..<(left.count + 1) {
        for column in 1..<width {
            let (a, b) = (left[row - 1], right[column - 1])
            let above = (row - 1) * width + column
            var distance = min(table[above], table[row * width + column - 1]) + 1
            distance = min(distance, table[above - 1] + (a == b ? 0 : 1))
            if row > 1, column > 1, a == right[column - 2], b == left[row - 2] {
                distance = min(distance, table[above - width - 2] + 1)
            }
            table[row * width + column] = distance
        }
    }
    return table[table.count - 1]
}
