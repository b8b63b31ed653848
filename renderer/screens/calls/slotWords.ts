import { useTranslation } from 'react-i18next'
import type { SlotView } from '../../../shared/contract/week.ts'
import { useFormat } from '../../app/useBranch.ts'

/** What booking a window costs and whom it moves, in words. */
export function useSlotWords(): (slot: SlotView) => { travel: string; others: string; doubt: boolean } {
  const { t } = useTranslation('calls')
  const format = useFormat()
  return (slot) => {
    const displaces = !slot.current && slot.displaced.length > 0
    const count = slot.shifts.length
    const name = slot.displaced.map((each) => each.borrower).join(t('comma'))
    return {
      travel: `${slot.straight ? '≈ ' : ''}${t('slots.added', { minutes: format.difference(Math.round(slot.addedSeconds / 60)) })}`,
      others: slot.current
        ? t('slots.current')
        : displaces
          ? t(count > 0 ? 'slots.displaces-shifts' : 'slots.displaces', { name, count })
          : count > 0
            ? t('slots.shifts', { count })
            : t('slots.nobody'),
      doubt: displaces,
    }
  }
}
