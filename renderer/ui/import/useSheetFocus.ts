import { useEffect, useRef, type RefObject } from 'react'

/** Where the keyboard goes on: what is to be corrected, else what takes the sheet one step on. */
function nextStop(body: HTMLElement, footer: HTMLElement | null): HTMLElement {
  return (
    body.querySelector<HTMLElement>('[data-correct]') ??
    footer?.querySelector<HTMLElement>('.ant-btn-primary:not(:disabled)') ??
    body.querySelector<HTMLElement>('.file-drop button, .failure button') ??
    footer?.querySelector<HTMLElement>('button:not(:disabled)') ??
    body
  )
}

/**
 * Keeps the focus in a sheet of several steps: a new step begins at what is to be corrected, or at its main button.
 * While something is worked out it waits on the sheet itself, and goes on when that is done, unless the person has
 * gone elsewhere in the sheet meanwhile.
 * @param step a change of it always moves the focus
 * @param isWorking while it is true no button leads on
 */
export function useSheetFocus(
  step: string,
  isWorking: boolean,
): {
  body: RefObject<HTMLDivElement | null>
  footer: RefObject<HTMLDivElement | null>
  /** when the sheet has slid in and taken the focus for itself */
  begin: () => void
} {
  const body = useRef<HTMLDivElement>(null)
  const footer = useRef<HTMLDivElement>(null)
  const seen = useRef('')
  useEffect(() => {
    const sheet = body.current
    if (!sheet) return
    const isNewStep = seen.current !== step
    seen.current = step
    const at = document.activeElement
    const isElsewhere =
      at !== sheet &&
      (sheet.contains(at) || footer.current?.contains(at)) &&
      !(at instanceof HTMLButtonElement && at.disabled)
    if (isElsewhere && !isNewStep) return
    const next = isWorking ? sheet : nextStop(sheet, footer.current)
    next.focus({ preventScroll: next === sheet })
  }, [step, isWorking])
  const begin = () => {
    if (body.current) nextStop(body.current, footer.current).focus()
  }
  return { body, footer, begin }
}
