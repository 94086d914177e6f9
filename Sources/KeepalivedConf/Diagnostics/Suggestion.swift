/// The candidate nearest to a misspelt `word`: the fewest letters to insert, delete, change or swap with a neighbour;
/// nil when none is near enough to be what was meant. Looks at no more than 200 candidates, so that its cost is bounded.
func nearest(to word: String, among candidates: [String]) -> String? {
    let letters = Array(word.utf8.prefix(40))
    guard !letters.isEmpty else { return nil }
    let allowed = min(4, max(1, letters.count / 3))
    var best: (candidate: String, distance: Int)?
    for candidate in candidates.prefix(200).sorted() {
        guard abs(candidate.utf8.count - letters.count) <= allowed else { continue }
        let other = Array(candidate.utf8)
        let distance = editDistance(letters, other)
        if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.candidate
}

/// `: did you mean 'proxy'?`, or nothing.
func hint(_ word: String, among candidates: [String]) -> String {
    nearest(to: word, among: candidates).map { ": did you mean \(quoted($0))?" } ?? ""
}

/// Damerau and Levenshtein's distance, a swap of neighbours counting one.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in 1...left.count {
        var current = [row]
        for column in 0..<right.count {
            let change = last[column] + (left[row - 1] == right[column] ? 0 : 1)
            var distance = min(last[column + 1] + 1, current[column] + 1, change)
            let swapped =
                row > 1 && column > 0 && left[row - 1] == right[column - 1] && left[row - 2] == right[column]
            if swapped { distance = min(distance, beforeLast[column - 1] + 1) }
            current.append(distance)
        }
        (beforeLast, last) = (last, current)
    }
    return last[right.count]
}
