import { BarChart, LineChart } from 'echarts/charts'
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components'
import { init, use as register, type ComposeOption, type EChartsType } from 'echarts/core'
import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts'
import type {
  AriaComponentOption,
  GridComponentOption,
  LegendComponentOption,
  TooltipComponentOption,
} from 'echarts/components'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { useTheme } from '../app/preferences.ts'
import { tokens } from '../app/tokens.ts'

register([
  BarChart,
  LineChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  SVGRenderer,
])

export type ChartOption = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | AriaComponentOption
  | GridComponentOption
  | LegendComponentOption
  | TooltipComponentOption
>

/** A picture by ECharts in the window's colours. Load this file lazily: it is the largest part of the window. */
export default function Chart({
  option,
  height,
  label,
  onSelect,
}: {
  option: ChartOption
  height: number
  label: string
  onSelect?: (name: string) => void
}) {
  const host = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType | null>(null)
  const theme = useTheme()
  const select = useRef(onSelect)
  select.current = onSelect
  useEffect(() => {
    const element = host.current
    if (!element) return
    const made = init(element, null, { renderer: 'svg' })
    chart.current = made
    made.on('click', (event) => select.current?.(String(event.name)))
    const observer = new ResizeObserver(() => made.resize())
    observer.observe(element)
    return () => {
      observer.disconnect()
      made.dispose()
      chart.current = null
    }
  }, [theme])
  useEffect(() => {
    const colours = tokens[theme]
    chart.current?.setOption(
      {
        animation: false,
        textStyle: { fontFamily: getComputedStyle(document.documentElement).fontFamily, color: colours.text },
        aria: { enabled: true, label: { description: label } },
        ...option,
      } as ChartOption,
      { notMerge: true },
    )
  }, [option, theme, label])
  return <div ref={host} className="chart" style={{ height }} role="img" aria-label={label} />
}
