/**
 * The rows, as SQL keeps them. Keys are UUIDv7 text; instants are ISO 8601 in UTC; dates are `YYYY-MM-DD`; money is
 * minor units; JSON columns are text and are read and written only by the store of their table.
 */
interface Kept {
  id: string
  branch_id: string
  version: number
  created_at: string
  updated_at: string
}

export interface BranchRow extends Kept {
  name: string
  time_zone: string
  currency: string
  /** JSON: keys of the rule packs that are kept together */
  rule_packs: string
  /** who collects: bank, agency, insurer, lender; null: not said */
  actor: string | null
  region_id: string | null
  sample: string | null
  /** Monday of the week being worked on */
  week: string
  /** before each stop, once for those at one building */
  parking_minutes: number
  /** preparing (a sample whose files are still being read; nobody sees it), ready */
  status: string
}
export interface UserRow extends Kept {
  name: string
  /** JSON: Role[] */
  roles: string
}
export interface RegionRow extends Kept {
  name: string
  file: string
}
export interface ProviderRow extends Kept {
  kind: string
  url: string
  api_key: string | null
  timeout_seconds: number
  /** JSON: the server's word by way of travelling */
  profiles: string
  open: number
  opened_by: string | null
  opened_at: string | null
}
export interface TravelHoursRow extends Kept {
  /** JSON: seconds from local midnight */
  starts: string
  /** JSON: by period, the share of the usual speed by class of road */
  speeds: string
  /** JSON: TravelMode[] */
  modes: string
  user_name: string
}
export interface RoadClosureRow extends Kept {
  /** JSON: LonLat[] */
  ring: string
  street: string | null
  /** seconds from local midnight; null: all day */
  hours_from: number | null
  hours_to: number | null
  date_from: string
  date_to: string
  reason: string
  user_name: string
}
export interface CollectorRow extends Kept {
  name: string
  phone: string | null
  /** JSON: string[] */
  skills: string
  shift_from: number
  shift_to: number
  /** JSON: ISO weekdays */
  days: string
  /** JSON: {from, to, minutes} | null */
  lunch: string | null
  mode: string
  start_text: string
  start_lon: number | null
  start_lat: number | null
  end_text: string | null
  end_lon: number | null
  end_lat: number | null
  max_visits: number | null
  crew: string | null
  active: number
}
export interface LeaveRow extends Kept {
  collector_id: string
  from_date: string
  to_date: string
  note: string
}
export interface BorrowerRow extends Kept {
  name: string
}
/** Why nobody calls or visits a borrower; a row is added and lifted, never taken away. */
export interface StopFlagRow extends Kept {
  borrower_id: string
  flag: string
  /** call, outcome, hand, file, earlier (from before stops were rows) */
  source: string
  note: string
  set_by: string
  set_at: string
  lifted_by: string | null
  lifted_at: string | null
  lift_reason: string | null
}
/** A branch's own word on a clause of a pack. */
export interface RuleAdjustmentRow extends Kept {
  pack: string
  clause: string
  /** JSON: fields of the clause */
  change: string
  reason: string
  evidence: string
  user_name: string
}
/** A year's holidays of a country, from a file. */
export interface HolidayYearRow extends Kept {
  country: string
  year: number
  file_name: string
  /** JSON: {name, date, isOffDay}[] */
  days: string
  user_name: string
}
/** What a rule asks for before a visit, on record. */
export interface RuleGroundRow extends Kept {
  visit_id: string
  /** place-reason, place-consent, visit-consent, hours-consent, notice, exception */
  kind: string
  /** of an exception: `pack/clause` */
  rule: string | null
  note: string
  evidence: string
  user_name: string
}
export interface CaseRow extends Kept {
  borrower_id: string
  case_no: string
  product: string | null
  stage: string | null
  dpd: number | null
  amount_minor: number | null
  currency: string
  rating: string | null
  /** open, closed (by the file's status), gone (absent from the newest file) */
  status: string
  import_id: string | null
}
export interface PhoneRow extends Kept {
  borrower_id: string
  number: string
  /** valid, wrong, unreachable, do_not_contact */
  status: string
}
export interface AddressRow extends Kept {
  borrower_id: string
  /** home, work, household */
  kind: string
  text: string
  /** valid, wrong */
  status: string
  given_lon: number | null
  given_lat: number | null
  given_datum: string | null
  memory_key: string | null
  building_key: string | null
  lon: number | null
  lat: number | null
  level: string | null
  confidence: number | null
  radius_metres: number | null
  label: string | null
  source: string | null
  reason: string | null
  /** JSON */
  reason_params: string | null
  /** JSON: LocationCandidate[] */
  alternatives: string | null
  /** JSON: AddressToken[] */
  tokens: string | null
  confirmed_by: string | null
  located_at: string | null
}
export interface VisitRow extends Kept {
  case_id: string
  address_id: string
  /** due, stopped, done, cancelled */
  status: string
  /** first, follow_up */
  kind: string
  priority: number
  /** JSON: {part, points}[] */
  priority_parts: string
  service_minutes: number
  /** JSON: see shared/model/intake.ts, or null = any */
  days: string | null
  windows: string | null
  due_on: string | null
  not_before: string | null
  /** JSON: string[] */
  skills: string
  crew_size: number
  /** name as the file gave it */
  preferred_collector: string | null
  locked_crew_day: string | null
  previous_visit_id: string | null
  /** JSON: Reason | null: why a follow-up was made */
  reason: string | null
}
/** Facts are only ever added. */
export interface CallAttemptRow extends Kept {
  visit_id: string
  case_id: string
  phone_id: string | null
  called_at: string
  result: string
  note: string
  window_start: string | null
  window_end: string | null
  call_back_at: string | null
  user_name: string
  /** by a slip of the hand: counts for nothing since then */
  taken_back_at: string | null
  taken_back_by: string | null
}
export interface OutcomeTakenBackRow extends Kept {
  visit_id: string
  case_id: string
  visited_at: string
  result: string
  /** JSON: the whole row as it was recorded */
  outcome: string
  reason: string
  taken_back_at: string
  taken_back_by: string
}
export interface AppointmentRow extends Kept {
  visit_id: string
  window_start: string
  window_end: string
  /** confirmed, changed, cancelled, kept, missed */
  status: string
  call_attempt_id: string | null
}
export interface OutcomeRow extends Kept {
  visit_id: string
  case_id: string
  visited_at: string
  left_at: string | null
  result: string
  met: string
  promise_date: string | null
  promise_amount_minor: number | null
  note: string
  crew_name: string | null
  planned_arrival: string | null
  /** JSON: Reason | null */
  follow_up: string | null
  user_name: string
}
export interface PromiseRow extends Kept {
  case_id: string
  outcome_id: string
  due_on: string
  amount_minor: number | null
  currency: string
  /** pending, kept, broken, cancelled */
  status: string
}
export interface PlanRow extends Kept {
  week: string
  current_version_id: string | null
}
/** A version is a snapshot: its crew-days and stops are written once and never edited. */
export interface PlanVersionRow extends Kept {
  plan_id: string
  name: string
  revision: number
  /** draft, published */
  status: string
  based_on: string | null
  published_at: string | null
  /** who found it good, and when; null: nobody yet */
  approved_by: string | null
  approved_at: string | null
  /** keys of the packs it was made under, joined by `+` */
  rule_pack: string | null
  /** JSON: planTotals of the contract */
  totals: string
  /** JSON: FindingView[] */
  findings: string
  /** JSON: Reason[] */
  notes: string
  /** JSON: PlanDiff against `based_on` */
  diff: string
  /** JSON: PlanTravel, what its travel times were made with; null in plans of before that was kept */
  travel: string | null
}
export interface CrewDayRow extends Kept {
  plan_version_id: string
  /** `date/crew name`: the same crew-day in every version */
  key: string
  date: string
  crew_name: string
  colour: number
  /** JSON: collector ids and names as they were */
  collector_ids: string
  collector_names: string
  mode: string
  shift_start: string
  shift_end: string
  lunch_start: string | null
  lunch_end: string | null
  start_lon: number | null
  start_lat: number | null
  end_lon: number | null
  end_lat: number | null
  ends_at: string | null
  travel_seconds: number
  waiting_seconds: number
  service_seconds: number
  metres: number
}
export interface StopRow extends Kept {
  plan_version_id: string
  /** the place it was planned for; null where there was none when this column came */
  lon: number | null
  lat: number | null
  level: string | null
  crew_day_key: string
  visit_id: string
  position: number
  arrival: string
  departure: string
  waiting_seconds: number
  travel_seconds: number
  metres: number
}
export interface UnplannedRow extends Kept {
  plan_version_id: string
  visit_id: string
  reason: string
  reason_params: string | null
  /** JSON: Reason | null */
  fix: string | null
}
export interface ImportRow extends Kept {
  kind: string
  file_name: string
  added: number
  changed: number
  same: number
  gone: number
  rejected: number
}
export interface ImportRejectRow extends Kept {
  import_id: string
  line: number
  case_no: string | null
  reason: string
  reason_params: string | null
  text: string
}
/** The file of rejected rows, as it can be mended and imported again. */
export interface ImportRejectFileRow extends Kept {
  import_id: string
  csv: string
}
export interface PinRow extends Kept {
  memory_key: string
  building_key: string | null
  lon: number
  lat: number
  label: string
  radius_metres: number
  confirmed_by: string
  /** a second person who agrees */
  approved_by: string | null
  approved_at: string | null
}
export interface HistoryRow extends Kept {
  seq: number
  user_name: string
  action: string
  /** JSON */
  params: string
  /** JSON: RowChange[]; null when the change cannot be undone (a fact, a published file) */
  changes: string | null
  undone: number
}
export interface AuditRow {
  seq: number
  branch_id: string | null
  at: string
  user_id: string
  user_name: string
  roles: string
  action: string
  entity: string | null
  summary: string
  previous_hash: string
  hash: string
}
export interface SettingRow {
  key: string
  value: string
}

export interface Tables {
  branches: BranchRow
  users: UserRow
  regions: RegionRow
  providers: ProviderRow
  travel_hours: TravelHoursRow
  road_closures: RoadClosureRow
  collectors: CollectorRow
  leaves: LeaveRow
  borrowers: BorrowerRow
  stop_flags: StopFlagRow
  rule_adjustments: RuleAdjustmentRow
  holiday_years: HolidayYearRow
  rule_grounds: RuleGroundRow
  cases: CaseRow
  phones: PhoneRow
  addresses: AddressRow
  visits: VisitRow
  call_attempts: CallAttemptRow
  appointments: AppointmentRow
  outcomes: OutcomeRow
  promises: PromiseRow
  outcomes_taken_back: OutcomeTakenBackRow
  plans: PlanRow
  plan_versions: PlanVersionRow
  crew_days: CrewDayRow
  stops: StopRow
  unplanned: UnplannedRow
  imports: ImportRow
  import_rejects: ImportRejectRow
  import_reject_files: ImportRejectFileRow
  pins: PinRow
  history: HistoryRow
  audit: AuditRow
  settings: SettingRow
}
/** Tables whose rows a change may write: all but the ledgers that the change itself keeps. */
export type ChangeableTable = Exclude<keyof Tables, 'history' | 'audit' | 'settings'>
