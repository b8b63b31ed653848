import { inLanguages } from '../../model/inLanguages.ts'
import type { FileKind } from '../../model/intake.ts'
import { headerKey } from './text.ts'

/** A column that a file kind may have. */
export interface Field {
  field: string
  required: boolean
  /** header as a person would write it in English or Chinese: `address / 地址` */
  label: string
  /** the same in the reader's language, see `model/inLanguages` */
  name: string
  /** may several columns feed it? */
  repeats: boolean
  /** headers that mean it, English in words, Chinese in simplified characters */
  names: readonly string[]
}

/** @param label the header in English, simplified and, where it differs, traditional Chinese */
function field(name: string, label: string, names: string, more: Partial<Field> = {}): Field {
  const [en, simplified, traditional] = label.split(' / ') as [string, string, string?]
  return {
    field: name,
    required: false,
    label: `${en} / ${simplified}`,
    name: inLanguages({ en, 'zh-CN': simplified, 'zh-TW': traditional ?? simplified }),
    repeats: false,
    names: names.split(',').map((text) => text.trim()),
    ...more,
  }
}
const required = { required: true }
const repeats = { repeats: true }

const caseNo = field(
  'case_no',
  'case_no / 案件编号 / 案件編號',
  'case no,case number,case id,case,case ref,case reference,account no,account number,account,account id,contract no,contract number,loan no,loan number,loan id,agreement no,file no,reference,ref no,案件编号,案件号,案号,案件,案件id,案件序号,合同编号,合同号,借据号,借据编号,账号,账户号,账户编号,贷款编号,贷款账号,贷款号,卡号,委案编号,委外编号,案件代码',
  required,
)
const note = field(
  'note',
  'note / 备注 / 備註',
  'note,notes,remark,remarks,comment,comments,memo,备注,附注,说明,备忘,记录',
)

const cases: Field[] = [
  caseNo,
  field(
    'borrower',
    'borrower / 借款人',
    'borrower,borrower name,customer,customer name,client,client name,name,full name,debtor,debtor name,account holder,obligor,借款人,借款人姓名,客户,客户姓名,客户名称,姓名,名称,债务人,持卡人,持卡人姓名,债务人姓名,主借人,贷款人,户名',
    required,
  ),
  field(
    'phone',
    'phone / 手机号 / 手機號',
    'phone,phone no,phone number,mobile,mobile no,mobile number,mobile phone,cell,cell phone,telephone,telephone number,tel,tel no,contact number,contact no,contact phone,primary phone,phone 1,手机,手机号,手机号码,电话,电话号码,联系电话,联系方式,联络电话,联系号码,移动电话,行动电话,本人电话,客户电话,借款人电话,电话1',
    repeats,
  ),
  field(
    'other_phone',
    'other_phone / 其他电话 / 其他電話',
    'other phone,alternate phone,alternative phone,second phone,phone 2,phone 3,mobile 2,home phone,home tel,work phone,office phone,business phone,office tel,家庭电话,住宅电话,家电,单位电话,公司电话,办公电话,备用电话,其他电话,第二电话,固定电话,座机,电话2,电话3,市话',
    repeats,
  ),
  field(
    'address',
    'address / 地址',
    'address,address text,full address,street address,visit address,mailing address,contact address,address line 1,address 1,street,residence,location,地址,详细地址,联系地址,通讯地址,外访地址,上门地址,联络地址,客户地址,送达地址,收件地址,催收地址,地址1',
    required,
  ),
  field(
    'home_address',
    'home_address / 家庭地址',
    'home address,residential address,residence address,living address,家庭地址,住址,居住地址,现住址,现居地址,现居住地址,住宅地址,居住地,家庭住址,常住地址',
  ),
  field(
    'work_address',
    'work_address / 单位地址 / 單位地址',
    'work address,office address,employer address,business address,company address,单位地址,公司地址,工作地址,工作单位地址,办公地址,任职地址',
  ),
  field(
    'household_address',
    'household_address / 户籍地址 / 戶籍地址',
    'household address,registered address,permanent address,legal address,户籍地址,户口地址,户籍地,身份证地址,证件地址,户籍住址,户籍所在地',
  ),
  field(
    'address_2',
    'address_2 / 地址续 / 地址續',
    'address line 2,address 2,apartment,unit,suite,地址2,门牌,门牌号,楼号,房号,补充地址',
  ),
  field('province', 'province / 省', 'province,state,canton,省,省份,所在省'),
  field('city', 'city / 市', 'city,town,municipality,locality,place,市,城市,所在市,所在城市'),
  field('district', 'district / 区 / 區', 'district,county,suburb,区,区县,县区,行政区,所在区,乡镇区'),
  field(
    'postcode',
    'postcode / 邮编 / 郵編',
    'postcode,post code,postal code,zip,zip code,plz,邮编,邮政编码,邮递区号',
  ),
  field('lat', 'lat / 纬度 / 緯度', 'lat,latitude,y,gps lat,纬度,纬度坐标,北纬'),
  field('lon', 'lon / 经度 / 經度', 'lon,lng,long,longitude,x,gps lon,gps lng,经度,经度坐标,东经'),
  field(
    'datum',
    'datum / 坐标系 / 坐標系',
    'datum,coordinate system,crs,coord type,坐标系,坐标类型,坐标系统',
  ),
  field(
    'dpd',
    'dpd / 逾期天数 / 逾期天數',
    'dpd,days past due,days overdue,overdue days,past due days,days late,delinquency days,delinquent days,逾期天数,逾期日数,拖欠天数,天数,迟延天数,迟缴天数',
  ),
  field(
    'amount',
    'amount / 逾期金额 / 逾期金額',
    'amount,overdue amount,amount overdue,amount due,past due amount,arrears,outstanding,outstanding amount,outstanding balance,balance,total due,overdue balance,debt,逾期金额,逾期总额,逾期本息,欠款,欠款金额,欠款总额,金额,应还金额,应还总额,拖欠金额,未还金额,待还金额,余额,逾期余额,剩余本金,欠缴金额,应缴金额',
  ),
  field('currency', 'currency / 币种 / 幣種', 'currency,currency code,ccy,币种,币别,货币,币种代码'),
  field(
    'product',
    'product / 产品 / 產品',
    'product,product name,product type,loan type,account type,产品,产品名称,产品类型,贷款类型,业务类型,贷款种类,业务品种,贷款产品,产品别',
  ),
  field(
    'rating',
    'rating / 评级 / 評級',
    'rating,risk rating,risk grade,grade,score band,credit rating,评级,风险等级,风险评级,信用等级,客户等级,等级',
  ),
  field(
    'stage',
    'stage / 阶段 / 階段',
    'stage,bucket,delinquency bucket,collection stage,阶段,催收阶段,逾期阶段,账龄,逾期期数,期数,m值',
  ),
  field(
    'priority',
    'priority / 优先级 / 優先級',
    'priority,visit priority,urgency,rank,优先级,优先级别,优先度,优先,优先顺序,紧急程度,重要程度',
  ),
  field(
    'service_min',
    'service_min / 外访时长 / 外訪時長',
    'service min,service minutes,service,service time,visit minutes,visit duration,duration,duration min,minutes,外访时长,外访分钟,服务时长,停留时间,预计时长,时长,访谈时长,外访时间分钟,预计分钟',
  ),
  field(
    'days',
    'days / 可访日 / 可訪日',
    'days,allowed days,visit days,weekdays,available days,day,可访日,可访日期,可上门日,允许日,可外访日,星期,可访星期,可约日,方便日',
  ),
  field(
    'window',
    'window / 可访时段 / 可訪時段',
    'window,time window,windows,visit window,available time,availability,time slot,preferred time,hours,可访时段,时间窗,时间窗口,时段,可访时间,方便时间,上门时间,可上门时间,预约时段,可约时段',
  ),
  field(
    'due',
    'due / 期限',
    'due,due by,visit by,visit before,visit deadline,visit due date,deadline,latest date,期限,截止日期,截止日,最迟日期,最晚日期,外访期限,最迟外访日,最晚外访日,外访到期日,外访截止日,完成期限',
  ),
  field(
    'skills',
    'skills / 技能要求',
    'skills,skill,required skills,requirements,language,技能,技能要求,要求技能,语言,语言要求,所需技能',
  ),
  field(
    'crew_size',
    'crew_size / 外访人数 / 外訪人數',
    'crew size,crew,people,staff needed,persons,number of staff,外访人数,人数,组员人数,所需人数,最少人数',
  ),
  field(
    'collector',
    'collector / 指定外访员 / 指定外訪員',
    'collector,preferred collector,assigned collector,assigned to,agent,officer,field officer,外访员,指定外访员,催收员,负责人,经办人,外访人员,承办人,首选外访员',
  ),
  field(
    'status',
    'status / 状态 / 狀態',
    'status,case status,state of case,account status,状态,案件状态,账户状态,处理状态',
  ),
]

const collectors: Field[] = [
  field(
    'name',
    'name / 姓名',
    'name,collector,collector name,full name,employee,staff,officer,agent,agent name,姓名,外访员,外访员姓名,员工,员工姓名,催收员,人员,名字',
    required,
  ),
  field(
    'phone',
    'phone / 手机号 / 手機號',
    'phone,phone number,mobile,mobile number,telephone,tel,手机,手机号,手机号码,电话,联系电话,联络电话',
  ),
  field(
    'start',
    'start / 出发地 / 出發地',
    'start,start address,start location,start point,from,home,base,depot,departure,出发地,出发地址,起点,出发点,起始地,起点地址,始发地',
  ),
  field(
    'end',
    'end / 返回地',
    'end,end address,end location,end point,return,return to,to,finish,返回地,返回地址,终点,结束地,结束地点,终点地址,收工地点',
  ),
  field(
    'shift',
    'shift / 班次',
    'shift,shift hours,working hours,work hours,hours,班次,上班时间,工作时间,班时,工时,出勤时间',
  ),
  field(
    'days',
    'days / 工作日',
    'days,working days,work days,weekdays,available days,工作日,上班日,出勤日,可出勤日,星期',
  ),
  field('lunch', 'lunch / 午休', 'lunch,lunch break,break,meal break,午休,午餐,午休时间,午饭,休息时间,休息'),
  field('skills', 'skills / 技能', 'skills,skill,certifications,languages,技能,资质,语言,证书,专长'),
  field(
    'mode',
    'mode / 交通方式',
    'mode,travel mode,transport,vehicle,means of transport,交通方式,出行方式,交通工具,车辆,车种',
  ),
  field(
    'max_visits',
    'max_visits / 每日上限',
    'max visits,maximum visits,max visits per day,visits per day,daily limit,limit,每日上限,最多户数,每日户数,最大外访数,每日最多,上限',
  ),
  field('crew', 'crew / 组别 / 組别', 'crew,team,crew name,group,组别,外访组,小组,组,同组,班组,组名'),
]

const calls: Field[] = [
  caseNo,
  field(
    'called_at',
    'called_at / 通话时间 / 通話時間',
    'called at,call time,called,call date,date,datetime,date time,time,timestamp,通话时间,致电时间,电联时间,拨打时间,呼叫时间,电话时间,拨号时间,联系时间,日期,时间',
    required,
  ),
  field(
    'result',
    'result / 结果 / 結果',
    'result,call result,outcome,disposition,status,call outcome,结果,通话结果,电联结果,致电结果,联系结果,状态',
    required,
  ),
  field(
    'window_start',
    'window_start / 预约开始 / 預約開始',
    'window start,appointment start,appointment from,from,start,window from,slot start,预约开始,预约开始时间,时段开始,开始时间,约定开始,预约起',
  ),
  field(
    'window_end',
    'window_end / 预约结束 / 預約結束',
    'window end,appointment end,appointment to,to,end,until,window to,slot end,预约结束,预约结束时间,时段结束,结束时间,约定结束,预约止,预约迄',
  ),
  field(
    'window',
    'window / 预约时段 / 預約時段',
    'window,appointment,appointment window,agreed window,time window,预约时段,预约时间,约定时间,约定时段,预约',
  ),
  field(
    'call_back_at',
    'call_back_at / 回拨时间',
    'call back at,call back,callback,callback time,call back time,call again at,回拨时间,再联系时间,下次联系时间,约定回拨',
  ),
  note,
]

const outcomes: Field[] = [
  caseNo,
  field(
    'visited_at',
    'visited_at / 到访时间 / 到訪時間',
    'visited at,visit time,visited,visit date,arrived,arrived at,arrival,arrival time,date,time,到访时间,外访时间,上门时间,到达时间,到访日期,外访日期,日期,抵达时间',
    required,
  ),
  field(
    'left_at',
    'left_at / 离开时间 / 離開時間',
    'left at,left,departure,departure time,departed,end time,离开时间,结束时间,离场时间,离去时间',
  ),
  field(
    'result',
    'result / 外访结果 / 外訪結果',
    'result,visit result,outcome,visit outcome,disposition,外访结果,结果,上门结果,到访结果,访视结果',
    required,
  ),
  field(
    'met',
    'met / 会见对象 / 會見對象',
    'met,met with,person met,who was met,contact,contacted person,会见对象,会见人,见到谁,受访人,接触对象,见面对象,面谈对象,接触人',
  ),
  field(
    'promise_date',
    'promise_date / 承诺日期 / 承諾日期',
    'promise date,ptp date,promised date,payment date,承诺日期,承诺还款日,承诺还款日期,承诺日,约定还款日',
  ),
  field(
    'promise_amount',
    'promise_amount / 承诺金额 / 承諾金額',
    'promise amount,ptp amount,promised amount,promise,amount,承诺金额,承诺还款金额,承诺还款额,金额',
  ),
  field('currency', 'currency / 币种 / 幣種', 'currency,ccy,币种,币别,货币'),
  note,
]

const byKind: Record<FileKind, Field[]> = { cases, collectors, calls, outcomes }

/** The columns of one kind of file, in the order of architecture.md. */
export const fieldsOf = (kind: FileKind): readonly Field[] => byKind[kind]

/** Columns that our own rejected-rows files add, and that mean nothing when such a file comes back. */
export const addedHeaders = {
  line: { en: 'Rejected line', 'zh-CN': '退回行号', 'zh-TW': '退回行號' },
  reason: { en: 'Rejected because', 'zh-CN': '退回原因', 'zh-TW': '退回原因' },
} as const
const ignored = new Set(
  [...Object.values(addedHeaders.line), ...Object.values(addedHeaders.reason)].map(headerKey),
)
export const isOwnHeader = (header: string): boolean => ignored.has(headerKey(header))
