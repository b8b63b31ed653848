/** A seeded source of numbers: same seed, same sequence, on every platform. */
export interface Random {
  /** uniform in [0, 1) */
  next(): number
  /** uniform integer in [0, bound) */
  below(bound: number): number
}

/** sfc32 (Chris Doty-Humphrey, PractRand), seeded through splitmix32; 32-bit integer arithmetic only. */
export function seededRandom(seed: number): Random {
  let mix = seed | 0
  const split = () => {
    mix = (mix + 0x9e3779b9) | 0
    let z = mix
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return z ^ (z >>> 15)
  }
  let a = split()
  let b = split()
  let c = split()
  let d = 1
  const bits = () => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t
    c = c | 0
    return t >>> 0
  }
  for (let i = 0; i < 12; i++) bits()
  return {
    next: () => bits() / 4294967296,
    below: (bound) => Math.floor((bits() / 4294967296) * bound),
  }
}
