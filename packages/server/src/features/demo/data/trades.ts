/**
 * First and second characters of trade names, with their pinyin for mail domains. No character stands in both lists, and no pair is
 * the name of a place (a test watches it), so that region, trade name and industry can be told apart again.
 */
const characters = (text: string): (readonly [string, string])[] =>
  text
    .trim()
    .split(/\s+/)
    .map((entry) => [entry.charAt(0), entry.slice(1)] as const);

export const firstCharacters = characters(`
恒heng 瑞rui 鼎ding 盛sheng 宏hong 嘉jia 泽ze 铭ming 睿rui 博bo 卓zhuo 启qi 远yuan 星xing 云yun 锦jin 凌ling 拓tuo 宇yu 皓hao
朗lang 晟sheng 昊hao 钧jun 翰han 澄cheng 沐mu 青qing 砺li 驰chi 骏jun 腾teng 翔xiang 凯kai 佳jia 颖ying 欣xin 悦yue 沃wo 禾he
谷gu 杉shan 柏bai 楠nan 榕rong 竹zhu 岚lan 峻jun 磐pan 砥di 铂bo 钰yu 琅lang 珀po 晶jing 澜lan 潮chao 浩hao 淳chun 涵han
曜yao 曦xi 晖hui 昕xin 旭xu 晓xiao 朝zhao 晴qing 暖nuan 融rong 汇hui 聚ju 众zhong 合he 协xie 同tong 共gong 创chuang 领ling 先xian
优you 精jing 匠jiang 巧qiao 智zhi 慧hui 敏min 捷jie 畅chang 达da 迈mai 跃yue 越yue 超chao 峥zheng 冠guan 尚shang 雅ya 格ge 致zhi
`);
export const secondCharacters = characters(`
信xin 源yuan 丰feng 润run 杰jie 诚cheng 隆long 茂mao 升sheng 禄lu 凡fan 锐rui 维wei 特te 科ke 力li 思si 邦bang 佰bai 亿yi
舟zhou 帆fan 航hang 途tu 程cheng 野ye 林lin 木mu 森sen 原yuan 川chuan 河he 湾wan 屿yu 岩yan 石shi 金jin 玉yu 珠zhu 璟jing
然ran 之zhi 若ruo 可ke 立li 行xing 知zhi 正zheng 道dao 德de 义yi 仁ren 礼li 和he 乐le 康kang 健jian 颐yi 祥xiang 吉ji
利li 益yi 惠hui 泉quan 露lu 霖lin 雨yu 风feng 雷lei 电dian 光guang 辉hui 焕huan 灿can 炬ju 炎yan 烨ye 煜yu 烁shuo 煦xu
纳na 米mi 数shu 码ma 算suan 谱pu 图tu 景jing 构gou 筑zhu 架jia 梁liang 础chu 基ji 元yuan 点dian 线xian 联lian 通tong 络luo
`);

/** One trade: GB/T 4754 code, word in the name, tax rate of its purchases, business scope. */
export interface Trade {
  industry: string;
  word: string;
  taxRate: string;
  scope: string;
}

/** What decides the size of a company: median headcount, yearly revenue a head and assets a yuan of revenue. */
export interface TradeScale {
  headcount: number;
  /** In 万元. */
  revenue: number;
  assets: number;
}
const scales: readonly (readonly [string, TradeScale])[] = [
  ['A', { headcount: 18, revenue: 22, assets: 1.4 }],
  ['C', { headcount: 70, revenue: 95, assets: 0.95 }],
  ['D', { headcount: 60, revenue: 120, assets: 2.2 }],
  ['E', { headcount: 55, revenue: 80, assets: 0.9 }],
  ['F51', { headcount: 14, revenue: 420, assets: 0.45 }],
  ['F52', { headcount: 18, revenue: 110, assets: 0.5 }],
  ['G', { headcount: 40, revenue: 60, assets: 0.8 }],
  ['H', { headcount: 30, revenue: 20, assets: 0.9 }],
  ['I', { headcount: 32, revenue: 65, assets: 0.9 }],
  ['K', { headcount: 60, revenue: 24, assets: 0.8 }],
  ['L', { headcount: 16, revenue: 55, assets: 1.1 }],
  ['M', { headcount: 24, revenue: 52, assets: 0.9 }],
  ['N', { headcount: 35, revenue: 45, assets: 1.3 }],
  ['', { headcount: 20, revenue: 40, assets: 1 }],
];
/** How large companies of an industry are. */
export const scaleOfTrade = (industry: string): TradeScale => scales.find(([code]) => industry.startsWith(code))![1];

export const trades: readonly Trade[] = `
C34|精密机械|13|通用机械、泵阀、传动部件的研发、制造与销售
C34|机械设备|13|机械设备及配件的制造、销售与维修
C34|液压科技|13|液压元件、液压系统的设计、制造与销售
C34|轴承|13|轴承及配件的制造与销售
C34|阀门|13|阀门、管件的制造与销售
C34|泵业|13|水泵、真空设备的制造与销售
C35|智能装备|13|专用设备、自动化生产线的研发、制造与销售
C35|模具|13|模具的设计、制造与销售
C35|环保设备|13|环境保护专用设备的制造、安装与销售
C35|包装机械|13|包装专用设备的制造与销售
C35|医疗器械|13|第一、二类医疗器械的生产与销售
C36|汽车部件|13|汽车零部件及配件的制造与销售
C36|汽车电子|13|汽车电子产品的研发、制造与销售
C37|船舶配套|13|船用配套设备的制造与销售
C37|轨道装备|13|轨道交通专用设备、关键系统及部件的制造与销售
C38|电气|13|输配电及控制设备的制造与销售
C38|电缆|13|电线、电缆的制造与销售
C38|新能源科技|13|光伏设备及元器件、储能系统的制造与销售
C38|照明|13|照明器具的制造与销售
C39|电子科技|13|电子元器件、电子专用材料的研发、制造与销售
C39|半导体|13|半导体分立器件、集成电路的设计、制造与销售
C39|光电|13|光电子器件的制造与销售
C39|通信设备|13|通信设备的制造与销售
C40|仪器仪表|13|仪器仪表的制造、销售与修理
C40|测控技术|13|工业自动控制系统装置的制造与销售
C33|金属制品|13|金属结构、金属制品的制造与销售
C33|五金|13|五金产品的研发、制造与批发
C33|紧固件|13|紧固件的制造与销售
C32|铝业|13|有色金属压延加工与销售
C31|特钢|13|钢压延加工、金属材料销售
C30|新型建材|13|新型建筑材料的制造与销售
C30|玻璃|13|玻璃及玻璃制品的制造与销售
C30|陶瓷|13|特种陶瓷制品的制造与销售
C29|塑胶|13|塑料制品、橡胶制品的制造与销售
C29|塑料包装|13|塑料薄膜、包装箱及容器的制造与销售
C29|橡塑科技|13|橡塑密封件的研发、制造与销售
C28|化纤|13|化学纤维的制造与销售
C27|生物医药|13|药品生产、医药原料及制剂的研发
C27|制药|13|药品的生产与销售
C26|化工|13|化工产品（不含危险化学品）的生产与销售
C26|涂料|13|涂料的制造与销售
C26|新材料|13|高分子材料、复合材料的研发、制造与销售
C24|文体用品|13|文具、体育用品的制造与销售
C23|印刷|13|包装装潢印刷品印刷、纸制品制造
C22|纸业|13|纸和纸板容器的制造与销售
C21|家具|13|家具的制造与销售
C20|木业|13|人造板、木制品的制造与销售
C19|鞋业|13|制鞋、皮革制品的制造与销售
C18|服饰|13|服装、服饰的制造与销售
C17|纺织|13|面料纺织加工、针纺织品销售
C17|家纺|13|家用纺织制成品的制造与销售
C15|饮品|13|饮料的生产与销售
C15|茶业|13|茶叶的种植、加工与销售
C14|食品|13|食品的生产与销售
C14|烘焙食品|13|焙烤食品的生产与销售
C13|粮油|9|粮油的加工与销售
C13|水产食品|9|水产品的冷冻加工与销售
C13|饲料|9|饲料的生产与销售
C42|再生资源|13|再生资源的回收、加工与销售
C43|设备维修|13|通用设备、专用设备的修理
D44|热力|9|热力的生产与供应
D46|水务|9|自来水的生产与供应、污水处理
E47|建设工程|9|房屋建筑工程施工总承包
E47|建筑工程|9|建设工程施工、劳务分包
E48|路桥工程|9|公路工程、市政公用工程施工
E49|机电安装|9|机电设备安装、消防设施工程施工
E49|消防工程|9|消防技术服务、消防设施工程施工
E50|装饰工程|9|建筑装饰装修工程的设计与施工
E50|幕墙|9|建筑幕墙工程的设计与施工
F51|贸易|13|货物进出口、国内贸易代理
F51|商贸|13|日用百货、办公用品的批发与零售
F51|供应链管理|6|供应链管理服务、货物进出口
F51|机电设备销售|13|机电设备、电气设备的批发与零售
F51|建材贸易|13|建筑材料、金属材料的批发
F51|医药销售|13|药品批发、医疗器械销售
F51|农产品贸易|9|食用农产品的批发与零售
F51|物资|13|金属材料、化工产品的批发
F51|进出口|13|货物进出口、技术进出口
F52|百货|13|日用百货的零售
F52|汽车销售|13|汽车新车销售、汽车维修
F52|连锁超市|13|食品、日用百货的零售
F52|电子商务|13|互联网销售、日用品零售
G54|物流|9|道路货物运输、国内货物运输代理
G54|运输|9|道路普通货运
G58|国际货运代理|6|国际货物运输代理、报关服务
G592|仓储|6|普通货物仓储服务、装卸搬运
G593|冷链物流|9|低温仓储、冷藏车道路运输
H61|酒店管理|6|住宿服务、酒店管理
H62|餐饮管理|6|餐饮管理、餐饮服务
I64|网络科技|6|互联网信息服务、软件开发
I65|软件|6|软件开发、软件销售
I65|信息技术|6|信息系统集成服务、信息技术咨询服务
I65|数据科技|6|数据处理和存储支持服务、软件开发
I65|智能科技|6|人工智能应用软件开发、智能控制系统集成
K702|物业服务|6|物业管理、停车场服务
L71|设备租赁|13|机械设备租赁、建筑工程机械租赁
L72|企业管理|6|企业管理咨询、商务信息咨询
L72|广告传媒|6|广告设计、制作、代理与发布
L72|会展服务|6|会议及展览服务
L72|人力资源|6|人力资源服务、劳务派遣服务
M73|生物技术|6|生物技术研究与开发、技术服务
M74|检测技术|6|检验检测服务、计量技术服务
M74|工程设计|6|建设工程设计、工程技术服务
M74|工程咨询|6|工程管理服务、工程造价咨询
M75|科技推广|6|技术推广、技术转让、技术服务
N77|环境科技|6|水污染治理、固体废物治理
N78|园林景观|9|园林绿化工程施工、绿化养护
O81|汽车服务|13|机动车修理和维护
P83|教育科技|6|教育咨询服务、教学设备销售
R88|文化传播|6|组织文化艺术交流活动、文艺创作
A01|农业科技|9|农作物种植、农业技术推广
A03|牧业|9|牲畜饲养、畜禽产品销售
A04|渔业|9|水产养殖、水产品销售
`
  .trim()
  .split('\n')
  .map((line) => {
    const [industry = '', word = '', taxRate = '', scope = ''] = line.split('|');
    return { industry, word, taxRate: `${taxRate}.00`, scope };
  });
