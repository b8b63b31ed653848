/** Weights of a linear model; the last is the constant. */
export type LinearWeights = number[]

export function predict(weights: LinearWeights, row: ArrayLike<number>): number {
  let sum = weights[weights.length - 1]!
  for (let i = 0; i + 1 < weights.length; i++) sum += weights[i]! * row[i]!
  return sum
}

/**
 * Ridge regression: least squares with `penalty` on the weights of the standardised columns, so that columns which say
 * nothing or say the same keep small weights. Hoerl and Kennard, Technometrics 12 (1970).
 */
export function fitRidge(
  rows: readonly ArrayLike<number>[],
  targets: readonly number[],
  penalty: number,
): LinearWeights {
  const width = rows[0]!.length
  const count = rows.length
  const mean = new Float64Array(width)
  const spread = new Float64Array(width)
  for (const row of rows) for (let j = 0; j < width; j++) mean[j]! += row[j]! / count
  for (const row of rows) for (let j = 0; j < width; j++) spread[j]! += (row[j]! - mean[j]!) ** 2 / count
  for (let j = 0; j < width; j++) {
    const deviation = Math.sqrt(spread[j]!)
    // a column that never changes, but for rounding
    spread[j] = deviation > 1e-9 * (Math.abs(mean[j]!) + 1) ? deviation : 1
  }
  const middle = targets.reduce((sum, value) => sum + value, 0) / count
  const normal = Array.from({ length: width }, () => new Float64Array(width + 1))
  const scaled = new Float64Array(width)
  rows.forEach((row, i) => {
    for (let j = 0; j < width; j++) scaled[j] = (row[j]! - mean[j]!) / spread[j]!
    const off = targets[i]! - middle
    for (let j = 0; j < width; j++) {
      const line = normal[j]!
      for (let k = j; k < width; k++) line[k]! += scaled[j]! * scaled[k]!
      line[width]! += scaled[j]! * off
    }
  })
  for (let j = 0; j < width; j++) {
    normal[j]![j]! += penalty
    for (let k = 0; k < j; k++) normal[j]![k] = normal[k]![j]!
  }
  const solved = solve(normal)
  const weights = Array.from(solved, (weight, j) => weight / spread[j]!)
  return [...weights, middle - weights.reduce((sum, weight, j) => sum + weight * mean[j]!, 0)]
}

/** Gauss without pivoting: the penalty on the diagonal keeps the matrix positive definite. */
function solve(matrix: Float64Array[]): Float64Array {
  const size = matrix.length
  for (let j = 0; j < size; j++)
    for (let i = j + 1; i < size; i++) {
      const factor = matrix[i]![j]! / matrix[j]![j]!
      if (factor !== 0) for (let k = j; k <= size; k++) matrix[i]![k]! -= factor * matrix[j]![k]!
    }
  const answer = new Float64Array(size)
  for (let j = size - 1; j >= 0; j--) {
    let sum = matrix[j]![size]!
    for (let k = j + 1; k < size; k++) sum -= matrix[j]![k]! * answer[k]!
    answer[j] = sum / matrix[j]![j]!
  }
  return answer
}
