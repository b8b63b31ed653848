export interface PriorityInput {
  /** days past due */
  dpd: number | null
  amountMinor: number | null
  /** ISO 4217; sets how many minor units make one */
  currency?: string
  /** as the bank writes it: `M2`, `early`, `legal`, … */
  stage: string | null
  /** the bank's grade, A (good) to E */
  rating: string | null
}
export interface PriorityPart {
  part: 'amount' | 'dpd' | 'stage' | 'rating'
  points: number
}

const most = { amount: 40, dpd: 30, stage: 15, rating: 15 }

/**
 * How much a visit is worth, 0–100, when the file does not say: the parts add up to the value and are shown with it.
 * Amounts count by their order of magnitude (100 gives nothing, 1,000,000 everything). Days past due count most from
 * two to six months, when a visit still changes something: fresh arrears are mostly settled by telephone, and very
 * old ones rarely at the door. An unknown value counts half, so that a thin file is neither first nor last.
 */
export function visitPriority(input: PriorityInput): { value: number; parts: PriorityPart[] } {
  const parts: PriorityPart[] = [
    { part: 'amount', points: Math.round(most.amount * amountShare(input)) },
    { part: 'dpd', points: Math.round(most.dpd * dpdShare(input.dpd)) },
    { part: 'stage', points: Math.round(most.stage * stageShare(input.stage)) },
    { part: 'rating', points: Math.round(most.rating * ratingShare(input.rating)) },
  ]
  return { value: parts.reduce((sum, part) => sum + part.points, 0), parts }
}

const within = (share: number) => Math.max(0, Math.min(1, share))

function amountShare({ amountMinor, currency }: PriorityInput): number {
  if (amountMinor === null) return 0.5
  if (amountMinor <= 0) return 0
  const units = amountMinor / 10 ** minorDigits(currency)
  return within((Math.log10(units) - 2) / 4)
}

function minorDigits(currency: string | undefined): number {
  if (!currency) return 2
  try {
    return (
      new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
      2
    )
  } catch {
    return 2 // not a currency code that this machine knows
  }
}

/** Rises to 60 days, stays to 180, falls to a fifth at two years. */
function dpdShare(dpd: number | null): number {
  if (dpd === null) return 0.5
  if (dpd <= 60) return within(dpd / 60)
  if (dpd <= 180) return 1
  return Math.max(0.2, 1 - (0.8 * (dpd - 180)) / 550)
}

function stageShare(stage: string | null): number {
  if (stage === null || stage.trim() === '') return 0.5
  const months = /m\s*(\d+)/i.exec(stage)
  if (months) return within(Number(months[1]) / 6)
  if (/legal|诉|訴|法务|法務/i.test(stage)) return 1
  if (/late|后期|後期|晚期/i.test(stage)) return 0.8
  if (/mid|中期/i.test(stage)) return 0.6
  if (/early|前期|早期/i.test(stage)) return 0.3
  return 0.5
}

/** A good grade pays without a visit; the worst pays seldom with one. */
function ratingShare(rating: string | null): number {
  const grade = rating?.trim().charAt(0).toUpperCase()
  const shares: Record<string, number> = { A: 0.3, B: 0.6, C: 1, D: 0.8, E: 0.4 }
  return (grade && shares[grade]) || 0.5
}
