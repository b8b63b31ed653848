import { datums, type Datum } from '../../shared/model/location.ts'

export const datumNames: Record<Datum, string> = { wgs84: 'WGS-84', gcj02: 'GCJ-02', bd09: 'BD-09' }

interface Found {
  compared: number
  medianMetres: Record<Datum, number>
  detected: Datum | null
  taken: Datum
}

/** As which datum coordinates were taken that came without one, and what was measured. */
export function datumWords({ compared, medianMetres, detected, taken }: Found): string {
  const measured = datums
    .map((datum) => `${datumNames[datum]} ${Math.round(medianMetres[datum])} m`)
    .join(', ')
  const evidence =
    compared === 0
      ? 'no address was found to the door to compare with'
      : `median distance to ${compared} of their own addresses: ${measured}`
  if (detected === taken) return `coordinates taken as ${datumNames[taken]}, as found: ${evidence}`
  if (detected !== null) return `coordinates taken as ${datumNames[taken]}, as you said; ${evidence}`
  return `coordinates taken as ${datumNames[taken]}, which the file does not show (${evidence}); say it with --datum`
}
