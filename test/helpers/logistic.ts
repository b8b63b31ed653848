/** Logistic regression by Newton's method with a small penalty; the last weight is the constant. */
export function fitLogistic(
  rows: readonly number[][],
  outcomes: readonly boolean[],
  penalty: number,
): number[] {
  const width = rows[0]!.length + 1
  const weights = new Array<number>(width).fill(0)
  for (let round = 0; round < 12; round++) {
    const normal = Array.from({ length: width }, (_, j) => {
      const line = new Float64Array(width + 1)
      if (j < width - 1) {
        line[j] = penalty
        line[width] = -penalty * weights[j]!
      }
      return line
    })
    rows.forEach((features, i) => {
      const row = [...features, 1]
      const sum = row.reduce((total, value, j) => total + value * weights[j]!, 0)
      const chance = 1 / (1 + Math.exp(-sum))
      const curve = Math.max(1e-6, chance * (1 - chance))
      const off = (outcomes[i] ? 1 : 0) - chance
      for (let j = 0; j < width; j++) {
        const line = normal[j]!
        for (let k = 0; k < width; k++) line[k]! += curve * row[j]! * row[k]!
        line[width]! += off * row[j]!
      }
    })
    if (solveInto(normal, weights) < 1e-5) break
  }
  return weights
}

/** Adds the solution of the normal equations to `weights`. @returns the largest change */
function solveInto(matrix: Float64Array[], weights: number[]): number {
  const size = matrix.length
  for (let j = 0; j < size; j++)
    for (let i = j + 1; i < size; i++) {
      const factor = matrix[i]![j]! / matrix[j]![j]!
      for (let k = j; k <= size; k++) matrix[i]![k]! -= factor * matrix[j]![k]!
    }
  const step = new Float64Array(size)
  for (let j = size - 1; j >= 0; j--) {
    let sum = matrix[j]![size]!
    for (let k = j + 1; k < size; k++) sum -= matrix[j]![k]! * step[k]!
    step[j] = sum / matrix[j]![j]!
    weights[j]! += step[j]!
  }
  return Math.max(...step.map(Math.abs))
}
