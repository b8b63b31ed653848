/**
 * Addresses as people write them, each with the parts that a person sees in it. Written by hand from the forms of mainland,
 * Taiwan, Hong Kong and Macau addresses before the parser was run on them; the places are real, the doors are made up.
 * `kind:value` pairs, values folded to simplified characters and ASCII digits; remarks are not labelled.
 * A municipality is labelled as city; where it is written twice, as province and city.
 */
export const labelledChinese: readonly (readonly [text: string, labels: string])[] = [
  // whole addresses, mainland
  ['上海市杨浦区政立路477号', 'city:上海市 district:杨浦区 road:政立路 number:477'],
  ['上海市浦东新区张江镇孙建路22号', 'city:上海市 district:浦东新区 town:张江镇 road:孙建路 number:22'],
  [
    '北京市朝阳区建国路88号5号楼2单元301室',
    'city:北京市 district:朝阳区 road:建国路 number:88 building:5 unit:2 room:301',
  ],
  ['北京市海淀区中关村大街1号', 'city:北京市 district:海淀区 road:中关村大街 number:1'],
  ['北京市西城区西四北大街甲12号', 'city:北京市 district:西城区 road:西四北大街 number:甲12'],
  [
    '广东省深圳市南山区科技园南路18号',
    'province:广东省 city:深圳市 district:南山区 road:科技园南路 number:18',
  ],
  ['广东省广州市天河区天河路228号', 'province:广东省 city:广州市 district:天河区 road:天河路 number:228'],
  [
    '浙江省杭州市西湖区文三路259号昌地火炬大厦1号楼',
    'province:浙江省 city:杭州市 district:西湖区 road:文三路 number:259 estate:昌地火炬大厦 building:1',
  ],
  ['江苏省苏州市昆山市前进中路219号', 'province:江苏省 city:苏州市 district:昆山市 road:前进中路 number:219'],
  [
    '四川省成都市武侯区人民南路四段11号',
    'province:四川省 city:成都市 district:武侯区 road:人民南路 section:4 number:11',
  ],
  [
    '湖南省长沙市岳麓区麓山南路三百二十号',
    'province:湖南省 city:长沙市 district:岳麓区 road:麓山南路 number:320',
  ],
  ['陕西省西安市雁塔区小寨东路126号', 'province:陕西省 city:西安市 district:雁塔区 road:小寨东路 number:126'],
  ['天津市和平区南京路189号', 'city:天津市 district:和平区 road:南京路 number:189'],
  ['重庆市渝中区民族路168号', 'city:重庆市 district:渝中区 road:民族路 number:168'],
  [
    '广西壮族自治区南宁市青秀区民族大道100号',
    'province:广西壮族自治区 city:南宁市 district:青秀区 road:民族大道 number:100',
  ],
  [
    '内蒙古自治区呼和浩特市新城区中山东路9号',
    'province:内蒙古自治区 city:呼和浩特市 district:新城区 road:中山东路 number:9',
  ],
  [
    '新疆乌鲁木齐市天山区解放北路30号',
    'province:新疆维吾尔自治区 city:乌鲁木齐市 district:天山区 road:解放北路 number:30',
  ],
  [
    '湖北省恩施土家族苗族自治州恩施市舞阳大街5号',
    'province:湖北省 city:恩施土家族苗族自治州 district:恩施市 road:舞阳大街 number:5',
  ],
  ['哈尔滨市道里区中央大街69号', 'city:哈尔滨市 district:道里区 road:中央大街 number:69'],
  ['福建省厦门市思明区湖滨南路334号', 'province:福建省 city:厦门市 district:思明区 road:湖滨南路 number:334'],
  // levels left out, suffixes left out
  ['杨浦区政立路477号', 'district:杨浦区 road:政立路 number:477'],
  ['政立路477号', 'road:政立路 number:477'],
  ['上海杨浦区政立路477号', 'city:上海市 district:杨浦区 road:政立路 number:477'],
  ['上海浦东新区杨高南路759号', 'city:上海市 district:浦东新区 road:杨高南路 number:759'],
  ['广州天河区体育西路103号', 'city:广州市 district:天河区 road:体育西路 number:103'],
  ['湖南长沙岳麓区麓山南路2号', 'province:湖南省 city:长沙市 district:岳麓区 road:麓山南路 number:2'],
  ['上海南京西路1515号', 'city:上海市 road:南京西路 number:1515'],
  ['南京西路1515号', 'road:南京西路 number:1515'],
  ['北京西路968号', 'road:北京西路 number:968'],
  ['上海路12号', 'road:上海路 number:12'],
  ['中山北路3000号', 'road:中山北路 number:3000'],
  ['重庆南路100号', 'road:重庆南路 number:100'],
  ['人民路20', 'road:人民路 number:20'],
  // repeated and doubled
  ['上海市上海市静安区万荣路777号', 'province:上海市 city:上海市 district:静安区 road:万荣路 number:777'],
  [
    '上海上海市静安区万荣路777弄2号101室',
    'province:上海市 city:上海市 district:静安区 road:万荣路 lane:777 number:2 room:101',
  ],
  ['北京北京市东城区东四十条21号', 'province:北京市 city:北京市 district:东城区 landmark:东四十条 number:21'],
  // renamed and merged districts
  ['上海市卢湾区淮海中路300号', 'city:上海市 district:黄浦区 road:淮海中路 number:300'],
  ['上海市闸北区共和新路1500号', 'city:上海市 district:静安区 road:共和新路 number:1500'],
  ['北京市崇文区前门大街8号', 'city:北京市 district:东城区 road:前门大街 number:8'],
  ['湖北省襄樊市樊城区长征路5号', 'province:湖北省 city:襄阳市 district:樊城区 road:长征路 number:5'],
  // full width, Chinese numerals, hyphens
  ['上海市徐汇区漕溪北路３３１号', 'city:上海市 district:徐汇区 road:漕溪北路 number:331'],
  ['政立路四百七十七号', 'road:政立路 number:477'],
  ['政立路四七七号', 'road:政立路 number:477'],
  ['阳光花园３－２－５０１', 'estate:阳光花园 building:3 unit:2 room:501'],
  ['阳光花园3-2-501', 'estate:阳光花园 building:3 unit:2 room:501'],
  ['阳光花园5栋2单元301室', 'estate:阳光花园 building:5 unit:2 room:301'],
  ['阳光花园五栋二单元301', 'estate:阳光花园 building:5 unit:2 room:301'],
  ['阳光花园二期12幢801室', 'estate:阳光花园 phase:2 building:12 room:801'],
  ['建设路12号3栋2单元501', 'road:建设路 number:12 building:3 unit:2 room:501'],
  ['建设路12号A座1808室', 'road:建设路 number:12 building:a room:1808'],
  ['建设路12号院3号楼4门502', 'road:建设路 number:12 building:3 unit:4 room:502'],
  ['建设路附5号', 'road:建设路 number:5'],
  ['中山路18-2号', 'road:中山路 number:18-2'],
  // Shanghai lanes
  ['高科东路515弄8号楼1层101单元', 'road:高科东路 lane:515 building:8 floor:1 unit:101'],
  ['上海市宝山区罗芬路689弄53号', 'city:上海市 district:宝山区 road:罗芬路 lane:689 number:53'],
  [
    '上海市虹口区四川北路1851弄3支弄12号',
    'city:上海市 district:虹口区 road:四川北路 lane:1851 alley:3 number:12',
  ],
  [
    '上海市闵行区浦星公路567 弄2 号103A 单元',
    'city:上海市 district:闵行区 road:浦星公路 lane:567 number:2 unit:103a',
  ],
  ['浦东新区高科东路 515弄 8号 101室', 'district:浦东新区 road:高科东路 lane:515 number:8 room:101'],
  ['长宁区愚园路1088弄48号2楼', 'district:长宁区 road:愚园路 lane:1088 number:48 floor:2'],
  // malls and towers
  [
    '上海市黄浦区西藏中路268号来福士广场2楼04单元',
    'city:上海市 district:黄浦区 road:西藏中路 number:268 estate:来福士广场 floor:2 unit:04',
  ],
  [
    '上海市浦东新区花木路1378号浦东嘉里城商场一层L110单元',
    'city:上海市 district:浦东新区 road:花木路 number:1378 estate:浦东嘉里城商场 floor:1 unit:l110',
  ],
  [
    '上海市嘉定区丰翔路3168号第一层113单元',
    'city:上海市 district:嘉定区 road:丰翔路 number:3168 floor:1 unit:113',
  ],
  [
    '上海市黄浦区人民大道221号B1层236单元',
    'city:上海市 district:黄浦区 road:人民大道 number:221 floor:b1 unit:236',
  ],
  [
    '深圳市福田区深南大道6009号绿景纪元大厦23层',
    'city:深圳市 district:福田区 road:深南大道 number:6009 estate:绿景纪元大厦 floor:23',
  ],
  ['上海市杨浦区三门路242号', 'city:上海市 district:杨浦区 road:三门路 number:242'],
  ['文峰广场4F', 'estate:文峰广场 floor:4'],
  ['黄浦区西藏南路29-31号铺位', 'district:黄浦区 road:西藏南路 number:29-31'],
  // villages
  [
    '河南省周口市沈丘县刘庄店镇王家村三组12号',
    'province:河南省 city:周口市 district:沈丘县 town:刘庄店镇 village:王家村 neighbourhood:3 number:12',
  ],
  [
    '江西省鹰潭市贵溪市滨江镇柏里村委会',
    'province:江西省 city:鹰潭市 district:贵溪市 town:滨江镇 village:柏里村委会',
  ],
  ['贵溪市文坊镇车家村', 'district:贵溪市 town:文坊镇 village:车家村'],
  [
    '安徽省阜阳市颍上县十八里铺镇汪李村5队',
    'province:安徽省 city:阜阳市 district:颍上县 town:十八里铺镇 village:汪李村 neighbourhood:5',
  ],
  [
    '吉林省榆树市五棵树镇合心村王家屯',
    'province:吉林省 district:榆树市 town:五棵树镇 village:合心村 neighbourhood:王家屯',
  ],
  ['云南省大理市喜洲镇周城村', 'province:云南省 district:大理市 town:喜洲镇 village:周城村'],
  // streets as towns, communities
  [
    '深圳市福田区南园街道滨河社区滨河大道2001号',
    'city:深圳市 district:福田区 town:南园街道 community:滨河社区 road:滨河大道 number:2001',
  ],
  [
    '上海市静安区天目西路街道长安路1001号',
    'city:上海市 district:静安区 town:天目西路街道 road:长安路 number:1001',
  ],
  ['武汉市洪山区关山街道珞喻路1037号', 'city:武汉市 district:洪山区 town:关山街道 road:珞喻路 number:1037'],
  // landmarks, remarks, phones
  ['成都市武侯区人民医院对面', 'city:成都市 district:武侯区 landmark:人民医院'],
  ['张江镇孙建路22号 电话13812345678', 'town:张江镇 road:孙建路 number:22 phone:13812345678'],
  ['长宁区愚园路1088号 请电话联系', 'district:长宁区 road:愚园路 number:1088'],
  ['13912345678 政立路477号', 'phone:13912345678 road:政立路 number:477'],
  ['政立路477号（国权北路口）', 'road:政立路 number:477'],
  ['200433上海市杨浦区政立路477号', 'postcode:200433 city:上海市 district:杨浦区 road:政立路 number:477'],
  ['上海市杨浦区政立路477号 200433', 'city:上海市 district:杨浦区 road:政立路 number:477 postcode:200433'],
  ['户籍地址：政立路477号', 'road:政立路 number:477'],
  // Taiwan
  ['臺北市中正區三元街131號', 'city:台北市 district:中正区 road:三元街 number:131'],
  [
    '台北市大安區忠孝東路四段223巷42號',
    'city:台北市 district:大安区 road:忠孝东路 section:4 lane:223 number:42',
  ],
  ['臺北市萬華區萬大路277巷14弄1號', 'city:台北市 district:万华区 road:万大路 lane:277 alley:14 number:1'],
  ['臺北市大同區重慶北路二段62之1號', 'city:台北市 district:大同区 road:重庆北路 section:2 number:62-1'],
  ['臺北市大同區重慶北路二段62號之1', 'city:台北市 district:大同区 road:重庆北路 section:2 number:62-1'],
  ['忠孝東路四段223巷42號5樓之3', 'road:忠孝东路 section:4 lane:223 number:42 floor:5 room:3'],
  ['民生東路五段163-1號', 'road:民生东路 section:5 number:163-1'],
  ['中山北路5段190巷對面', 'road:中山北路 section:5 lane:190'],
  [
    '106臺北市大安區新生南路三段66號',
    'postcode:106 city:台北市 district:大安区 road:新生南路 section:3 number:66',
  ],
  [
    '新北市板橋區文化路一段188巷12弄5號3樓',
    'city:新北市 district:板桥区 road:文化路 section:1 lane:188 alley:12 number:5 floor:3',
  ],
  ['台北縣板橋市中山路一段161號', 'city:新北市 district:板桥区 road:中山路 section:1 number:161'],
  ['高雄市苓雅區四維三路2號', 'city:高雄市 district:苓雅区 road:四维三路 number:2'],
  ['臺中市西屯區臺灣大道三段99號', 'city:台中市 district:西屯区 road:台湾大道 section:3 number:99'],
  ['南投縣埔里鎮中山路二段1號', 'city:南投县 district:埔里镇 road:中山路 section:2 number:1'],
  [
    '臺北市內湖區湖元里內湖路一段285巷27弄1號',
    'city:台北市 district:内湖区 village:湖元里 road:内湖路 section:1 lane:285 alley:27 number:1',
  ],
  ['臺北市信義區五常街3鄰10號', 'city:台北市 district:信义区 road:五常街 neighbourhood:3 number:10'],
  ['大安區和平東路二段一百一十八巷三十三號', 'district:大安区 road:和平东路 section:2 lane:118 number:33'],
  ['樂群二路266巷99號前', 'road:乐群二路 lane:266 number:99'],
  ['臺北市士林區德行東路129巷31號地下', 'city:台北市 district:士林区 road:德行东路 lane:129 number:31'],
  ['社中街289、291號1樓', 'road:社中街 number:289 floor:1'],
  ['中央北路3段188號1、2、3樓', 'road:中央北路 section:3 number:188 floor:1'],
  ['民生東路五段163之1號B2', 'road:民生东路 section:5 number:163-1 floor:-2'],
  // crossings
  ['公園路與愛國西路口', 'road:公园路 road:爱国西路'],
  ['辛亥路一段/新生南路三段', 'road:辛亥路 section:1 road:新生南路 section:3'],
  ['松勤街/莊敬路', 'road:松勤街 road:庄敬路'],
  // Hong Kong, Macau
  [
    '香港九龍彌敦道100號12樓A室',
    'province:香港特别行政区 landmark:九龙 road:弥敦道 number:100 floor:12 room:a',
  ],
  ['香港中環皇后大道中99號', 'province:香港特别行政区 landmark:中环 road:皇后大道中 number:99'],
  ['澳門新馬路88號', 'province:澳门特别行政区 road:新马路 number:88'],
  // several in one cell
  [
    '上海市杨浦区政立路477号;静安区万荣路777号',
    'city:上海市 district:杨浦区 road:政立路 number:477 district:静安区 road:万荣路 number:777',
  ],
  ['上海市,杨浦区,政立路477号', 'city:上海市 district:杨浦区 road:政立路 number:477'],
]

export const labelledWestern: readonly (readonly [text: string, labels: string])[] = [
  ['Dorfstrasse 24, 9495 Triesen', 'road:dorfstrasse number:24 postcode:9495 city:triesen'],
  ['9490 Vaduz, Städtle 23', 'postcode:9490 city:vaduz road:stadtle number:23'],
  ['FL-9494 Schaan, Obergass 23', 'postcode:9494 city:schaan road:obergass number:23'],
  [
    'Im Neuenheimer Feld 234-236 69120 Heidelberg',
    'road:im neuenheimer feld number:234-236 postcode:69120 city:heidelberg',
  ],
  ['Straße des 17. Juni 135, Berlin', 'road:strasse des 17. juni number:135 city:berlin'],
  ['Fürst-Franz-Josef-Strasse 12a', 'road:furst-franz-josef-strasse number:12a'],
  ['Landstrasse 136 A, 9494 Schaan', 'road:landstrasse number:136a postcode:9494 city:schaan'],
  ['12 Main St Apt 4, Springfield', 'number:12 road:main st unit:4 city:springfield'],
  ['Rua Augusta 1500, São Paulo', 'road:rua augusta number:1500 city:sao paulo'],
  ['24, Rue de la Paix, 75002 Paris', 'number:24 road:rue de la paix postcode:75002 city:paris'],
  ['Dorfstrasse 14 - 18, Triesen', 'road:dorfstrasse number:14-18 city:triesen'],
  ['Kurfürsten-Anlage 1, 69115 Heidelberg', 'road:kurfursten-anlage number:1 postcode:69115 city:heidelberg'],
  ['Nr. 5 Saxweg, Balzers', 'number:5 road:saxweg city:balzers'],
  ['Gapetschstrasse53a, 9494Schaan', 'road:gapetschstrasse number:53a postcode:9494 city:schaan'],
  [
    'Städtle 23, 9490 Vaduz, Liechtenstein',
    'road:stadtle number:23 postcode:9490 city:vaduz country:liechtenstein',
  ],
]
