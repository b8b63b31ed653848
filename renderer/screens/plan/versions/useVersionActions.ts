import { useTranslation } from 'react-i18next'
import type { PlanVersion } from '../../../../shared/contract/versions.ts'
import { useChange } from '../../../app/useSay.ts'
import { client } from '../../../client/client.ts'
import { makeOld } from '../../../client/queries.ts'

/** What can be done to a version; each says how it ended and offers Undo. */
export function useVersionActions(week: string) {
  const { t } = useTranslation('plan')
  const change = useChange()
  const done = async <T>(call: Promise<T | null>): Promise<T | null> => {
    const result = await call
    if (result !== null) void makeOld(['plan'])
    return result
  }
  return {
    turn: (version: Pick<PlanVersion, 'id' | 'name'>) =>
      done(
        change(
          () => client.versions.turn({ week, versionId: version.id }),
          t('versions.done-turn', { name: version.name }),
        ),
      ),
    branch: (version: Pick<PlanVersion, 'id' | 'name'>, name: string) =>
      done(
        change(
          () => client.versions.branch({ week, versionId: version.id, ...(name ? { name } : {}) }),
          t('versions.done-branch', { name: version.name }),
        ),
      ),
    rename: (versionId: string, name: string) =>
      done(
        change(() => client.versions.rename({ week, versionId, name }), t('versions.done-rename', { name })),
      ),
    approve: (fingerprint: string) =>
      done(change(() => client.versions.approve({ week, fingerprint }), t('versions.done-approve'))),
    reopen: () => done(change(() => client.versions.reopen({ week }), t('versions.done-reopen'))),
  }
}
