import { useTranslation } from 'react-i18next'
import type { ImportDatum } from '../../../shared/contract/cases.ts'
import { conversionMetres } from '../../../shared/core/geo/datum.ts'
import { datums, type Datum } from '../../../shared/model/location.ts'
import { useFormat } from '../../app/useBranch.ts'

/** In which datum the file's coordinates were found to be, with what was measured; a person may choose another. */
export function GivenDatum({
  found,
  chosen,
  onChoose,
}: {
  found: ImportDatum
  chosen: Datum | undefined
  onChoose: (datum: Datum) => void
}) {
  const { t } = useTranslation('import')
  const { t: w } = useTranslation('words')
  const format = useFormat()
  const { detected, compared, medianMetres } = found
  const taken = chosen ?? detected
  const count = { count: compared, number: format.number(compared) }
  const evidence =
    detected !== null
      ? t('datum.found', { ...count, datum: w(`datum.${detected}`) })
      : compared === 0
        ? t('datum.none-compared')
        : t('datum.unclear', count)
  return (
    <section className="given-datum">
      <h3 id="given-datum">{t('datum.title', { count: found.rows, number: format.number(found.rows) })}</h3>
      <p className={detected === null ? 'doubt' : 'soft'}>{evidence}</p>
      <p className="soft">
        {t(
          taken === null ? 'datum.would-convert' : taken === 'wgs84' ? 'datum.as-stands' : 'datum.converted',
          {
            distance: format.distance(conversionMetres),
          },
        )}
      </p>
      <div role="radiogroup" aria-labelledby="given-datum" className="datum-choices">
        {datums.map((datum, index) => (
          <label key={datum} className={datum === taken ? 'chosen' : undefined}>
            <input
              type="radio"
              name="given-datum"
              checked={datum === taken}
              data-correct={taken === null && index === 0 ? '' : undefined}
              onChange={() => onChoose(datum)}
            />
            <span>
              <b>{w(`datum.${datum}`)}</b> <span className="soft">{t(`datum.of.${datum}`)}</span>
            </span>
            <span className="num">
              {compared > 0 ? t('datum.apart', { distance: format.distance(medianMetres[datum]) }) : '–'}
            </span>
          </label>
        ))}
      </div>
    </section>
  )
}
