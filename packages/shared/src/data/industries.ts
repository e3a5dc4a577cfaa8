/**
 * 国民经济行业分类 GB/T 4754-2017: the 20 sections, the 97 divisions, and those groups the scale rule tells apart.
 * One line per code: code|zh|en. Finer groups and classes may come with an optional import.
 */
export const industryLines = `
A|农、林、牧、渔业|Agriculture, forestry, animal husbandry and fishery
A01|农业|Farming
A02|林业|Forestry
A03|畜牧业|Animal husbandry
A04|渔业|Fishery
A05|农、林、牧、渔专业及辅助性活动|Support activities for agriculture
B|采矿业|Mining
B06|煤炭开采和洗选业|Coal mining and washing
B07|石油和天然气开采业|Oil and gas extraction
B08|黑色金属矿采选业|Ferrous metal ore mining
B09|有色金属矿采选业|Non-ferrous metal ore mining
B10|非金属矿采选业|Non-metal ore mining
B11|开采专业及辅助性活动|Support activities for mining
B12|其他采矿业|Other mining
C|制造业|Manufacturing
C13|农副食品加工业|Processing of farm produce
C14|食品制造业|Food
C15|酒、饮料和精制茶制造业|Liquor, beverages and refined tea
C16|烟草制品业|Tobacco
C17|纺织业|Textiles
C18|纺织服装、服饰业|Apparel
C19|皮革、毛皮、羽毛及其制品和制鞋业|Leather, fur, feathers and footwear
C20|木材加工和木、竹、藤、棕、草制品业|Wood, bamboo, rattan and straw products
C21|家具制造业|Furniture
C22|造纸和纸制品业|Paper and paper products
C23|印刷和记录媒介复制业|Printing and reproduction of media
C24|文教、工美、体育和娱乐用品制造业|Stationery, crafts, sports and recreation goods
C25|石油、煤炭及其他燃料加工业|Petroleum, coal and other fuel processing
C26|化学原料和化学制品制造业|Chemicals
C27|医药制造业|Pharmaceuticals
C28|化学纤维制造业|Chemical fibres
C29|橡胶和塑料制品业|Rubber and plastics
C30|非金属矿物制品业|Non-metallic mineral products
C31|黑色金属冶炼和压延加工业|Smelting and rolling of ferrous metals
C32|有色金属冶炼和压延加工业|Smelting and rolling of non-ferrous metals
C33|金属制品业|Metal products
C34|通用设备制造业|General machinery
C35|专用设备制造业|Special machinery
C36|汽车制造业|Motor vehicles
C37|铁路、船舶、航空航天和其他运输设备制造业|Railway, ship, aerospace and other transport equipment
C38|电气机械和器材制造业|Electrical machinery
C39|计算机、通信和其他电子设备制造业|Computers, communication and other electronics
C40|仪器仪表制造业|Instruments and meters
C41|其他制造业|Other manufacturing
C42|废弃资源综合利用业|Recycling of waste
C43|金属制品、机械和设备修理业|Repair of metal products, machinery and equipment
D|电力、热力、燃气及水生产和供应业|Electricity, heat, gas and water supply
D44|电力、热力生产和供应业|Electricity and heat
D45|燃气生产和供应业|Gas
D46|水的生产和供应业|Water
E|建筑业|Construction
E47|房屋建筑业|Building construction
E48|土木工程建筑业|Civil engineering
E49|建筑安装业|Building installation
E50|建筑装饰、装修和其他建筑业|Building decoration and other construction
F|批发和零售业|Wholesale and retail trade
F51|批发业|Wholesale
F52|零售业|Retail
G|交通运输、仓储和邮政业|Transport, storage and post
G53|铁路运输业|Railway transport
G54|道路运输业|Road transport
G55|水上运输业|Water transport
G56|航空运输业|Air transport
G57|管道运输业|Pipeline transport
G58|多式联运和运输代理业|Multimodal transport and agency
G59|装卸搬运和仓储业|Loading, handling and storage
G591|装卸搬运|Loading and handling
G592|通用仓储|General storage
G593|低温仓储|Cold storage
G594|危险品仓储|Dangerous goods storage
G595|谷物、棉花等农产品仓储|Storage of grain, cotton and farm produce
G596|中药材仓储|Storage of Chinese medicinal herbs
G599|其他仓储业|Other storage
G60|邮政业|Post
H|住宿和餐饮业|Accommodation and catering
H61|住宿业|Accommodation
H62|餐饮业|Catering
I|信息传输、软件和信息技术服务业|Information transmission, software and IT services
I63|电信、广播电视和卫星传输服务|Telecom, broadcast and satellite transmission
I64|互联网和相关服务|Internet and related services
I65|软件和信息技术服务业|Software and IT services
J|金融业|Finance
J66|货币金融服务|Monetary services
J67|资本市场服务|Capital market services
J68|保险业|Insurance
J69|其他金融业|Other finance
K|房地产业|Real estate
K70|房地产业|Real estate
K701|房地产开发经营|Real estate development
K702|物业管理|Property management
K703|房地产中介服务|Real estate agency
K704|房地产租赁经营|Real estate leasing
K709|其他房地产业|Other real estate
L|租赁和商务服务业|Leasing and business services
L71|租赁业|Leasing
L72|商务服务业|Business services
M|科学研究和技术服务业|Scientific research and technical services
M73|研究和试验发展|Research and development
M74|专业技术服务业|Professional technical services
M75|科技推广和应用服务业|Technology promotion and application
N|水利、环境和公共设施管理业|Water, environment and public facilities
N76|水利管理业|Water management
N77|生态保护和环境治理业|Ecology and environment
N78|公共设施管理业|Public facilities
N79|土地管理业|Land management
O|居民服务、修理和其他服务业|Household, repair and other services
O80|居民服务业|Household services
O81|机动车、电子产品和日用产品修理业|Repair of vehicles, electronics and daily goods
O82|其他服务业|Other services
P|教育|Education
P83|教育|Education
Q|卫生和社会工作|Health and social work
Q84|卫生|Health
Q85|社会工作|Social work
R|文化、体育和娱乐业|Culture, sports and entertainment
R86|新闻和出版业|News and publishing
R87|广播、电视、电影和录音制作业|Radio, television, film and recording
R88|文化艺术业|Culture and arts
R89|体育|Sports
R90|娱乐业|Entertainment
S|公共管理、社会保障和社会组织|Public administration, social security and organisations
S91|中国共产党机关|Organs of the Communist Party of China
S92|国家机构|State organs
S93|人民政协、民主党派|CPPCC and democratic parties
S94|社会保障|Social security
S95|群众团体、社会团体和其他成员组织|Mass, social and other membership organisations
S96|基层群众自治组织及其他组织|Grass-roots self-governing and other organisations
T|国际组织|International organisations
T97|国际组织|International organisations
`;
