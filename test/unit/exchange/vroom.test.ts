import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { problemFormat, readProblemText } from '../../../shared/core/exchange/problemText.ts'
import { readSolutionText } from '../../../shared/core/exchange/solutionText.ts'
import { readProblem } from '../../../shared/core/exchange/vroom.ts'
import { RefusalError, type Refusal } from '../../../shared/model/refusal.ts'
import { randomProblem } from '../../helpers/randomProblem.ts'

const good = () => ({
  jobs: [
    { id: 1, location_index: 1, service: 300, time_windows: [[0, 3600]] },
    { id: 2, location_index: 2 },
  ] as Record<string, unknown>[],
  vehicles: [{ id: 1, start_index: 0, end_index: 0 }] as Record<string, unknown>[],
  matrices: {
    car: {
      durations: [
        [0, 10, 20],
        [10, 0, 30],
        [20, 30, 0],
      ] as unknown[][],
    },
  } as Record<string, unknown>,
})

function refusalOf(act: () => unknown): Refusal {
  try {
    act()
  } catch (error) {
    if (error instanceof RefusalError) return error.refusal
    throw error
  }
  throw new Error('not refused')
}
type Good = ReturnType<typeof good>
const table = (problem: Good) => problem.matrices.car as { durations: unknown[][] }
const refused = (change: (problem: Good) => void) => {
  const problem = good()
  change(problem)
  const { code, at } = refusalOf(() => readProblem(problem))
  return `${code} ${at?.path}`
}

describe('a VROOM problem', () => {
  it('is read', () => {
    expect(readProblem(good()).jobs[0]!.time_windows).toEqual([[0, 3600]])
  })

  it.each<[string, (problem: Good) => void, string]>([
    [
      'a row is short',
      (p) => (table(p).durations[1] = [1, 2]),
      'problem-matrix-not-square matrices.car.durations[1]',
    ],
    [
      'a cell is negative',
      (p) => (table(p).durations[0]![2] = -1),
      'problem-value matrices.car.durations[0][2]',
    ],
    ['a cell is NaN', (p) => (table(p).durations[2]![1] = NaN), 'problem-value matrices.car.durations[2][1]'],
    [
      'a cell is missing',
      (p) => delete table(p).durations[2]![1],
      'problem-value matrices.car.durations[2][1]',
    ],
    [
      'a cell is text',
      (p) => (table(p).durations[2]![1] = '5'),
      'problem-value matrices.car.durations[2][1]',
    ],
    [
      'a window ends before it starts',
      (p) =>
        (p.jobs[0]!.time_windows = [
          [0, 5],
          [9, 8],
        ]),
      'problem-window-backwards jobs[0].time_windows[1]',
    ],
    [
      'a window has one end',
      (p) => (p.jobs[0]!.time_windows = [[0]]),
      'problem-value jobs[0].time_windows[0]',
    ],
    [
      'there are no windows in the list',
      (p) => (p.jobs[1]!.time_windows = []),
      'problem-value jobs[1].time_windows',
    ],
    ['a vehicle has no place', (p) => (p.vehicles[0] = { id: 1 }), 'problem-vehicle-no-place vehicles[0]'],
    ['job ids repeat', (p) => (p.jobs[1]!.id = 1), 'problem-duplicate-id jobs[1].id'],
    [
      'vehicle ids repeat',
      (p) => p.vehicles.push({ id: 1, start_index: 0 }),
      'problem-duplicate-id vehicles[1].id',
    ],
    ['there are no vehicles', (p) => (p.vehicles = []), 'problem-no-vehicles vehicles'],
    ['vehicles are no list', (p) => Object.assign(p, { vehicles: 3 }), 'problem-value vehicles'],
    ['an id is missing', (p) => delete p.jobs[0]!.id, 'problem-value jobs[0].id'],
    ['an id is not whole', (p) => (p.jobs[0]!.id = 1.5), 'problem-value jobs[0].id'],
    [
      'a place is outside the matrix',
      (p) => (p.jobs[1]!.location_index = 3),
      'problem-index-outside jobs[1].location_index',
    ],
    ['a job has no place', (p) => delete p.jobs[1]!.location_index, 'problem-value jobs[1].location_index'],
    [
      'the start is outside the matrix',
      (p) => (p.vehicles[0]!.start_index = 9),
      'problem-index-outside vehicles[0].start_index',
    ],
    [
      'there is no matrix',
      (p) => Object.assign(p, { matrices: undefined }),
      'problem-no-matrix matrices.car',
    ],
    [
      'the profile has no matrix',
      (p) => (p.vehicles[0]!.profile = 'bike'),
      'problem-no-matrix matrices.bike',
    ],
    [
      'a profile is called like a method',
      (p) => (p.vehicles[0]!.profile = 'toString'),
      'problem-no-matrix matrices.toString',
    ],
    [
      'max_distance without distances',
      (p) => (p.vehicles[0]!.max_distance = 5),
      'problem-no-matrix vehicles[0].max_distance',
    ],
    [
      'quantities differ in length',
      (p) => {
        p.vehicles[0]!.capacity = [1, 2]
        p.jobs[0]!.delivery = [1]
      },
      'problem-value jobs[0].delivery',
    ],
    ['a skill is text', (p) => (p.jobs[0]!.skills = ['French']), 'problem-value jobs[0].skills[0]'],
    ['priority over 100', (p) => (p.jobs[0]!.priority = 101), 'problem-value jobs[0].priority'],
    ['shipments', (p) => Object.assign(p, { shipments: [{}] }), 'problem-unsupported shipments'],
    [
      'a soft window without a window',
      (p) => (p.jobs[0]!.roundsman = { soft_windows: [{}] }),
      'problem-value jobs[0].roundsman.soft_windows[0].window',
    ],
    [
      'a pinned departure',
      (p) => (p.vehicles[0]!.steps = [{ type: 'start', service_at: 5 }]),
      'problem-unsupported vehicles[0].steps[0].service_at',
    ],
    [
      'a pinned hour that is in no window of its job',
      (p) => {
        p.jobs[0]!.time_windows = [[10, 20]]
        p.vehicles[0]!.steps = [{ type: 'job', id: 1, service_before: 5 }]
      },
      'problem-value vehicles[0].steps[0].service_before',
    ],
    [
      'a step names an unknown job',
      (p) => (p.vehicles[0]!.steps = [{ type: 'job', id: 7 }]),
      'problem-unknown-job vehicles[0].steps[0].id',
    ],
    [
      'a job is wished for a vehicle that is not there',
      (p) => (p.jobs[0]!.roundsman = { vehicles: [5] }),
      'problem-unknown-vehicle jobs[0].roundsman.vehicles[0]',
    ],
    [
      'a break with max_load',
      (p) => (p.vehicles[0]!.breaks = [{ id: 1, max_load: [1] }]),
      'problem-unsupported vehicles[0].breaks[0].max_load',
    ],
  ])('is refused with its path when %s', (_, change, expected) => {
    expect(refused(change)).toBe(expected)
  })

  it('refuses a list of 100,000 jobs in words', () => {
    const jobs = Array.from({ length: 100_000 }, (_, id) => ({ id, location_index: 0 }))
    expect(refusalOf(() => readProblem({ ...good(), jobs })).params).toMatchObject({
      count: 100_000,
      what: 'jobs',
    })
  })

  it('takes null for "no way", rounds travel, narrows windows, lengthens visits', () => {
    const problem = good()
    table(problem).durations[0] = [0, null, 20.4]
    problem.jobs[0]!.time_windows = [[0.2, 9.9]]
    problem.jobs[0]!.service = 0.5
    const read = readProblem(problem)
    expect(read.matrices!.car!.durations[0]).toEqual([0, null, 20])
    expect(read.jobs[0]).toMatchObject({ time_windows: [[1, 9]], service: 1 })
  })

  it('reads the older short form of the matrix', () => {
    const { jobs, vehicles, matrices } = good()
    const read = readProblem({ jobs, vehicles, matrix: (matrices.car as { durations: unknown }).durations })
    expect(read.matrices!.car!.durations).toHaveLength(3)
  })

  it('reads again what it wrote, the same', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const read = readProblem(randomProblem(seed))
        expect(readProblem(JSON.parse(JSON.stringify(read)))).toEqual(read)
      }),
      { numRuns: 200, seed: 7 },
    )
  })

  it('never fails other than by refusing, whatever the JSON', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom('jobs', 'vehicles', 'matrices', 'roundsman'),
        (value, key) => {
          try {
            readProblem({ ...good(), [key]: value })
          } catch (error) {
            expect(error).toBeInstanceOf(RefusalError)
          }
        },
      ),
      { numRuns: 2000, seed: 8 },
    )
  })
})

const solomon = `C1

VEHICLE
NUMBER     CAPACITY
  2         200

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

    0      0         0          0          0       100          0
    1      3         4         10         20        50          9
    2      1         1         10          0        50.5        9
`

describe('a Solomon text', () => {
  it('is known from JSON', () => {
    expect([solomon, '\uFEFF{"jobs":[]}', 'hello', ''].map(problemFormat)).toEqual([
      'solomon',
      'vroom',
      'unknown',
      'unknown',
    ])
  })

  it('becomes tenths, each leg cut down: 10·√2 = 14.14… is 14', () => {
    const problem = readProblemText(solomon.replace(/\n/g, '\r\n'), 'c1.txt')
    expect(problem.matrices!.car!.durations[0]).toEqual([0, 50, 14])
    expect(problem.jobs[1]).toEqual({
      id: 2,
      location_index: 2,
      delivery: [10],
      service: 90,
      time_windows: [[0, 505]],
    })
    expect(problem.vehicles).toHaveLength(2)
    expect(problem.vehicles[1]).toMatchObject({ capacity: [200], time_window: [0, 1000] })
  })

  it.each([
    ['a short row', solomon.replace('50.5        9', ''), 'solomon-line', 12],
    ['a word for a number', solomon.replace('  2         200', '  two       200'), 'solomon-line', 5],
    ['a window backwards', solomon.replace('20        50 ', '60        50 '), 'problem-window-backwards', 11],
  ])('is refused with its line: %s', (_, text, code, line) => {
    const refusal = refusalOf(() => readProblemText(text, 'c1.txt'))
    expect([refusal.code, refusal.at]).toEqual([code, expect.objectContaining({ file: 'c1.txt', line })])
  })

  it('nothing, cut JSON and other text are told apart', () => {
    const code = (text: string) => refusalOf(() => readProblemText(text, 'x')).code
    expect(code('')).toBe('problem-unknown-format')
    expect(code('{"jobs": [')).toBe('problem-not-json')
    expect(code('case_no,address\n1,Main St')).toBe('problem-unknown-format')
  })
})

describe('a solution file', () => {
  it('is refused with the path of what is missing', () => {
    const text = JSON.stringify({
      summary: { cost: 1, service: 0, duration: 1, waiting_time: 0, unassigned: 0 },
      routes: [
        {
          vehicle: 1,
          cost: 1,
          service: 0,
          duration: 1,
          waiting_time: 0,
          steps: [{ type: 'job', duration: 0 }],
        },
      ],
      unassigned: [],
    })
    expect(refusalOf(() => readSolutionText(text, 's.json')).at?.path).toBe('routes[0].steps[0].arrival')
    expect(refusalOf(() => readSolutionText('[]', 's.json')).code).toBe('solution-not-solution')
    // not the problem, which was read before it
    expect(refusalOf(() => readSolutionText('name,start', 's.csv'))).toMatchObject({
      code: 'solution-not-json',
      params: { file: 's.csv' },
    })
  })
})
