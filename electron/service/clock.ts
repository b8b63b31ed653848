import { RefusalError } from '../../shared/model/refusal.ts'

/**
 * The machine's clock, or where `ROUNDSMAN_NOW` names an instant (ISO 8601 with zone) that one, standing still: for a
 * sample week that stays in the future, and for tests.
 */
export function clockFromEnvironment(
  env: Record<string, string | undefined> = process.env,
): (() => Date) | undefined {
  const fixed = env.ROUNDSMAN_NOW
  if (!fixed) return undefined
  const at = new Date(fixed)
  if (!/(Z|[+-]\d{2}:?\d{2})$/.test(fixed) || Number.isNaN(at.getTime()))
    throw new RefusalError('internal-error', {
      detail: `ROUNDSMAN_NOW is not an instant with a zone: ${fixed}`,
    })
  return () => at
}
