import type { Problem } from '../../model/problem.ts'
import type { TravelByHour, TravelMatrix } from '../../model/travel.ts'
import type { WeekTravel } from '../../model/travelSettings.ts'

/**
 * The travel of a week as the problem takes it: a table a profile, by hour where it has periods. Who knows no hours
 * finds the slowest of them, so that nobody comes too late.
 * @param places how many there are in the week; a table of another size is a bug
 * @param of the travel of a profile by its name
 */
export function travelTables(
  { profiles }: WeekTravel,
  places: number,
  of: (profile: string) => TravelMatrix | TravelByHour | undefined,
): Pick<Problem, 'travel' | 'travelByHour'> {
  const travel: Record<string, TravelMatrix> = {}
  const travelByHour: Record<string, TravelByHour> = {}
  const checked = (name: string, { size, seconds, metres }: TravelMatrix): TravelMatrix => {
    if (size !== places) throw new Error(`${size} places in the matrix for ${name}, ${places} in the week`)
    return { size, seconds, metres }
  }
  for (const { name } of profiles) {
    const given = of(name)
    if (!given) throw new Error(`no travel times for ${name}`)
    if ('seconds' in given) travel[name] = checked(name, given)
    else {
      const matrices = given.matrices.map((matrix) => checked(name, matrix))
      travelByHour[name] = { starts: given.starts, matrices }
      travel[name] = slowest(matrices)
    }
  }
  return {
    travel,
    ...(Object.keys(travelByHour).length > 0 ? { travelByHour } : {}),
  }
}

/** The longest way of each pair over the hours, with its own metres; one that is closed for some hours is closed. */
function slowest(matrices: TravelMatrix[]): TravelMatrix {
  const [first, ...rest] = matrices as [TravelMatrix, ...TravelMatrix[]]
  const seconds = new Uint32Array(new SharedArrayBuffer(first.seconds.length * 4))
  const metres = new Uint32Array(new SharedArrayBuffer(first.metres.length * 4))
  seconds.set(first.seconds)
  metres.set(first.metres)
  for (const matrix of rest)
    for (let cell = 0; cell < seconds.length; cell++)
      if (matrix.seconds[cell]! > seconds[cell]!) {
        seconds[cell] = matrix.seconds[cell]!
        metres[cell] = matrix.metres[cell]!
      }
  return { size: first.size, seconds, metres }
}
