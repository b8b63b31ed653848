import { translate } from './i18n.ts'

/** What an action of the history or audit trail is called: by its own name, its area's, else as it is. */
export function actionName(action: string, params: Record<string, unknown> = {}): string {
  const key = action.replaceAll('.', '-')
  return translate([`shell:did.${key}`, `shell:did.${key.split('-')[0]}`, 'shell:did.raw'], {
    ...params,
    action,
  })
}
