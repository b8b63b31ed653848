import { useTranslation } from 'react-i18next'
import type { SlotView } from '../../../shared/contract/week.ts'
import { useFormat } from '../../app/useBranch.ts'

/** What booking a window costs and whom it moves, in words. */
export function useSlotWords(): (slot: SlotView) => { travel: string; others: string; doubt: boolean } {
  const { t } = useTranslation('calls')
  const format = useFormat()
  return (slot) => {
    const displaces = !slot.current && slot.displaced.length > 0
    return {
      travel: `${slot.straight ? '≈ ' : ''}${t('slots.added', { minutes: format.difference(Math.round(slot.addedSeconds / 60)) })}`,
      others: slot.current
        ? t('slots.current')
        : displaces
          ? t('slots.displaces', { name: slot.displaced.map((each) => each.borrower).join(t('comma')) })
          : slot.shifts.length > 0
            ? t('slots.shifts', { count: slot.shifts.length })
            : t('slots.nobody'),
      doubt: displaces,
    }
  }
}
