/**
 * How the search behaves. Lengths of strings and weights of orders follow Christiaens & Vanden Berghe, "Slack
 * Induction by String Removals for Vehicle Routing Problems" (2020); the rest was measured on a half of the
 * benchmark instances. Temperatures count in a length
 * between the average leg of the plan and the average way between jobs, prices in average legs, so that units do
 * not matter.
 */
export interface SearchSettings {
  /** jobs removed in a move, on average */
  removed: number
  /** longest string */
  longest: number
  /** chance that a string keeps some of its middle */
  split: number
  /** chance that the kept middle grows by one more */
  grow: number
  /** chance that a route's best place is passed over */
  blink: number
  startTemperature: number
  endTemperature: number
  /** share of moves that exchange the ends of two routes */
  tailShare: number
  /** unplanned jobs tried in one move */
  absentTried: number
  /** price of one priority point, at the start and at the end */
  pointPrice: number
  lastPointPrice: number
  /** price of leaving any job out, in points */
  jobPoints: number
  /** price of any job, on top, in the final share; in legs plus ways between any two jobs */
  lastJobPrice: number
  /** share of the budget at the highest price */
  finalShare: number
  /** routes tried for a job are those of this many nearest jobs, when there are more routes than that */
  near: number
  /** moves a job from which two coolings from nothing are worth more than one */
  movesForTwo: number
  /** moves a job for each cooling beyond that */
  movesPerStart: number
  mostStarts: number
  /** share of the budget for coolings from nothing, when there are several */
  startShare: number
  /** moves a job after crossing two plans */
  childMoves: number
  /** temperature after crossing two plans, and of a plan that is cooled again */
  childHeat: number
  reheat: number
}

export const defaultSettings: SearchSettings = {
  removed: 10,
  longest: 10,
  split: 0.5,
  grow: 0.01,
  blink: 0.01,
  startTemperature: 0.8,
  endTemperature: 0.02,
  tailShare: 0.4,
  absentTried: 20,
  pointPrice: 0.2,
  lastPointPrice: 2,
  jobPoints: 0.3,
  lastJobPrice: 2,
  finalShare: 0.1,
  near: 40,
  movesForTwo: 400,
  movesPerStart: 300,
  mostStarts: 4,
  startShare: 0.5,
  childMoves: 60,
  childHeat: 0.2,
  reheat: 0.3,
}

/** From a plan that is good already: cool, so that it is kept where nothing better is found, and at the last prices. */
export const warmSettings: SearchSettings = {
  ...defaultSettings,
  startTemperature: 0.1,
  pointPrice: 2,
  lastPointPrice: 4,
}
