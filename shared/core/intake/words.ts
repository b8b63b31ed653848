import type { CallResult, MetPerson, OutcomeResult } from '../../model/facts.ts'
import type { CaseStatus } from '../../model/intake.ts'
import type { Datum } from '../../model/location.ts'
import type { TravelMode } from '../../model/travel.ts'
import { headerKey } from './text.ts'

/** Words of a closed list, in English and Chinese, blanks and hyphens aside. */
function dictionary<T extends string>(entries: Record<T, string>): (text: string) => T | null {
  const words = new Map<string, T>()
  for (const [value, names] of Object.entries(entries) as [T, string][]) {
    words.set(headerKey(value), value)
    for (const name of names.split(',')) if (name !== '') words.set(headerKey(name), value)
  }
  return (text) => words.get(headerKey(text)) ?? null
}

export const readCallResult = dictionary<CallResult>({
  confirmed: 'confirm,appointment,agreed,ok,yes,booked,确认,已确认,约定,已约定,预约成功,同意,已预约,约访成功',
  no_answer:
    'noanswer,not answered,unanswered,not reached,na,voicemail,无人接听,未接,未接听,没人接,无人接,无人应答,未接通,语音信箱,关机,无法接通',
  busy: 'engaged,line busy,忙线,占线,佔線,忙音,正忙,通话中,线路忙',
  wrong_number:
    'wrong no,wrong number,invalid number,not in service,错号,空号,号码错误,号码有误,打错,非本人号码,停机,错误号码',
  third_party:
    'third person,relative answered,other person,third party answered,第三人,第三方,第三人接听,他人接听,家人接听,非本人接听,家属接听,第三方接听',
  call_later:
    'call back,callback,call back later,later,稍后再拨,稍后联系,稍后再打,请稍后,再联系,改时间,回拨,约回电,另约时间',
  refused: 'refuse,declined,rejected,hung up,拒绝,拒访,不同意,拒接,挂断,拒绝外访',
  dispute: 'disputed,claims paid,争议,异议,有争议,有异议,投诉',
  hardship: 'financial hardship,困难,经济困难,生活困难,还款困难',
  deceased: 'dead,died,已故,死亡,身故,过世,去世,已过世,已去世',
})

export const readOutcomeResult = dictionary<OutcomeResult>({
  promise: 'ptp,promised,promise to pay,promised to pay,承诺还款,承诺,已承诺,承诺付款',
  paid: 'paid in full,settled,payment,payment received,已付,已还款,还款,已缴,已缴款,已付款,已结清,结清,当场还款',
  plan_agreed:
    'plan,instalment plan,installment plan,payment plan,payment plan agreed,分期,商定分期,达成方案,达成分期,分期协议,分期还款,协商分期,已协商分期',
  deferred: 'deferral,postponed,延期,延后,宽限,暂缓,展期',
  refused: 'refuse,refused to pay,refusal,拒绝,拒绝还款,拒还,拒访,拒不还款',
  not_home:
    'not at home,nobody home,no one home,nobody,absent,no answer,不在家,无人在家,未遇,没人,无人应门,未见到人,外出',
  moved: 'moved away,moved out,搬走,已搬迁,已搬离,搬离,已搬走,搬家,已迁出,迁出,已搬家',
  wrong_address:
    'bad address,address wrong,no such address,地址错误,地址有误,地址不符,查无此址,查无此人,错误地址',
  dispute: 'disputed,争议,异议,有争议,有异议,投诉',
  hardship: 'financial hardship,困难,经济困难,生活困难,还款困难',
  deceased: 'dead,died,已故,死亡,身故,过世,去世,已过世,已去世',
  unsafe: 'not safe,danger,dangerous,aborted,不安全,危险,有危险,安全风险',
})

export const readMet = dictionary<MetPerson>({
  borrower: 'customer,debtor,client,self,the person,本人,借款人,客户,债务人',
  guarantor: 'surety,co signer,担保人,保证人,连带保证人,保人',
  family: 'relative,spouse,parent,child,wife,husband,家人,家属,亲属,配偶,父母,子女,亲友',
  colleague: 'coworker,co worker,employer,同事,单位同事,雇主',
  nobody: 'no one,none,no,nil,未见到人,无人,没人,未见,无,未遇',
})

export const readTravelMode = dictionary<TravelMode>({
  car: 'auto,vehicle,drive,driving,汽车,开车,驾车,轿车,小车,自驾,公务车',
  scooter:
    'motor scooter,motorscooter,motorcycle,motorbike,moped,e scooter,ebike,electric bike,机车,摩托,摩托车,电动车,电瓶车,电动自行车,电单车',
  bicycle: 'bike,cycle,cycling,自行车,单车,脚踏车,骑车',
  foot: 'walk,walking,on foot,步行,走路,徒步',
})

/** A state that we cannot read is refused, never taken for open: a visit to the bereaved is worse than a row to mend. */
export const readCaseStatus = dictionary<CaseStatus>({
  open: 'active,new,pending,to visit,overdue,in collection,assigned,due,待外访,待访,待上门,待处理,未结,未结清,逾期,催收中,处理中,新案,进行中,已分配,待分配,有效,正常,跟进中,委案中',
  closed:
    'paid,settled,done,complete,completed,cancelled,canceled,withdrawn,resolved,recalled,已结清,结清,已结案,结案,已关闭,关闭,完成,已完成,撤案,已撤案,退案,已退案,已还清,还清',
  stopped:
    'stop,hold,on hold,suspended,do not contact,do not visit,dispute,disputed,hardship,deceased,bankrupt,bankruptcy,lawyer,legal hold,bereavement,vulnerable,停催,暂停,停止,中止,停访,暂缓,勿访,勿扰,争议,异议,投诉,已故,死亡,身故,破产,律师介入,法律程序,困难,经济困难',
})

export const readDatum = dictionary<Datum>({
  wgs84: 'wgs,gps,epsg4326,4326,国际,地球坐标',
  gcj02: 'gcj,amap,gaode,tencent,mars,高德,腾讯,火星,火星坐标,国测局,高德坐标,腾讯坐标',
  bd09: 'bd,baidu,bd09ll,百度,百度坐标',
})

const priorityWords = dictionary<'high' | 'medium' | 'low'>({
  high: 'urgent,h,高,紧急,重要,特急',
  medium: 'normal,mid,m,中,一般,普通,中等',
  low: 'l,低,不急',
})
/** `高` → 80, medium 50, low 20: the middles of the thirds that a scheduler thinks in; null for another word. */
export function readPriorityWord(text: string): number | null {
  const word = priorityWords(text)
  return word === null ? null : word === 'high' ? 80 : word === 'medium' ? 50 : 20
}
