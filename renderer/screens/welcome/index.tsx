import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { SessionView } from '../../../shared/contract/desk.ts'
import { useLocale } from '../../app/i18n.ts'
import { navigate, useRoute } from '../../app/route.ts'
import { sayFailure } from '../../app/useSay.ts'
import { client } from '../../client/client.ts'
import { makeOld, queries } from '../../client/queries.ts'
import { runWork, useWork } from '../../client/work.ts'
import { Icon } from '../../ui/Icon.tsx'
import { WorkBar } from '../../ui/Feedback.tsx'
import { NewBranch } from './NewBranch.tsx'
import './welcome.css'

const sampleWork = (key: string) => `sample-${key}`

function Sample({ session, sample }: { session: SessionView; sample: SessionView['samples'][number] }) {
  const { t } = useTranslation('welcome')
  const locale = useLocale()
  const name = sample.names[locale]
  const running = useWork(sampleWork(sample.key)) !== null
  const there = session.branches.find((branch) => branch.sample === sample.key)

  const open = async () => {
    try {
      if (there) await client.branch.select({ id: there.id })
      else {
        const branch = await runWork(sampleWork(sample.key), t('opening', { name }), (signal) =>
          client.branch.openSample({ sample: sample.key, locale }, { signal }),
        )
        if (!branch) return
      }
      await makeOld(['branch'])
      navigate('cases')
    } catch (error) {
      sayFailure(error)
    }
  }
  return (
    <section className="card sample">
      <div className={`sample-picture sample-${sample.key}`} aria-hidden="true">
        <SamplePicture />
      </div>
      <div className="sample-words">
        <h3>{name}</h3>
        <p className="soft">{t([`sample.${sample.key}`, 'sample.other'])}</p>
        {running ? (
          <WorkBar workKey={sampleWork(sample.key)} note={t('once')} />
        ) : (
          <Button type="primary" onClick={() => void open()}>
            {there ? t('open-again') : t('open')}
          </Button>
        )}
      </div>
    </section>
  )
}

/** A small drawing of what the app makes: two routes through a town. */
function SamplePicture() {
  return (
    <svg viewBox="0 0 430 120" width="100%" height="100%" preserveAspectRatio="xMidYMid slice">
      <path className="p-water" d="M-5 104C70 88 120 118 210 106s120-34 225-24v60H-5z" />
      <g className="p-roads">
        <path d="M-5 30h440M-5 74h440M48-5v130M126-5v130M214-5v130M300-5v130M372-5v130M160 125 250-5" />
      </g>
      <path className="p-one" d="M20 96V74h28V30h78v44h88V30h18" />
      <path className="p-two" d="M410 92V74h-38V30h-72v44h-34" />
      {[
        [20, 96],
        [48, 52],
        [86, 30],
        [126, 74],
        [170, 74],
        [214, 52],
      ].map(([x, y]) => (
        <circle key={`${x} ${y}`} className="p-stop one" cx={x} cy={y} r="5" />
      ))}
      {[
        [410, 92],
        [372, 52],
        [336, 30],
        [300, 52],
        [266, 74],
      ].map(([x, y]) => (
        <circle key={`${x} ${y}`} className="p-stop two" cx={x} cy={y} r="5" />
      ))}
    </svg>
  )
}

function WelcomeSteps() {
  const { t } = useTranslation('welcome')
  return (
    <ol className="welcome-steps" aria-label={t('steps')}>
      {(['cases', 'locate', 'plan', 'calls', 'outcomes'] as const).map((step) => (
        <li key={step}>
          <Icon name={step} size={20} />
          <span>{t(`step.${step}`)}</span>
        </li>
      ))}
    </ol>
  )
}

/** The first page: try a sample branch in one click, or start one's own. */
export default function Welcome() {
  const { t } = useTranslation('welcome')
  const session = useQuery(queries.session()).data
  // asked for a new branch: its form is the page, and the samples stand below it
  const own = useRoute().params.own === '1'
  if (!session) return null
  return (
    <div className="page">
      <div className="page-inner welcome">
        {own ? (
          <>
            <h1>{t('own')}</h1>
            <p className="welcome-lead">{t('own.lead')}</p>
            <NewBranch />
          </>
        ) : (
          <>
            <h1>{t('title')}</h1>
            <p className="welcome-lead">{t('lead')}</p>
            <WelcomeSteps />
          </>
        )}
        <h2>{t('try')}</h2>
        <div className="samples">
          {session.samples.map((sample) => (
            <Sample key={sample.key} session={session} sample={sample} />
          ))}
        </div>
        <p className="faint welcome-small">{t('fictional')}</p>
        {own ? null : (
          <>
            <h2>{t('own')}</h2>
            <section className="card own">
              <p className="soft">{t('own.lead')}</p>
              <Button onClick={() => navigate('welcome', { own: '1' })}>{t('own.start')}</Button>
            </section>
          </>
        )}
        <p className="welcome-small welcome-promise">
          <span className="dot" /> {t('promise', { folder: session.dataFolder })}
        </p>
      </div>
    </div>
  )
}
