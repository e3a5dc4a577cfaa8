/**
 * 统计上大中小微型企业划分办法（2017）, one line per sector:
 * key|zh|en|headcount L,M,S|revenue L,M,S|assets L,M,S|industries. Headcount in persons, revenue and assets in 万元; an
 * empty cell is an index the sector does not use. Industries are prefixes of GB/T 4754 codes.
 */
export const scaleRule2017 = `
AGRICULTURE|农、林、牧、渔业|Agriculture||20000,500,50||A
INDUSTRY|工业|Industry|1000,300,20|40000,2000,300||B,C,D
CONSTRUCTION|建筑业|Construction||80000,6000,300|80000,5000,300|E
WHOLESALE|批发业|Wholesale|200,20,5|40000,5000,1000||F51
RETAIL|零售业|Retail|300,50,10|20000,500,100||F52
TRANSPORT|交通运输业|Transport|1000,300,20|30000,3000,200||G54,G55,G56,G57,G58,G591
STORAGE|仓储业|Storage|200,100,20|30000,1000,100||G592,G593,G594,G595,G596,G599
POST|邮政业|Post|1000,300,20|30000,2000,100||G60
ACCOMMODATION|住宿业|Accommodation|300,100,10|10000,2000,100||H61
CATERING|餐饮业|Catering|300,100,10|10000,2000,100||H62
TELECOM|信息传输业|Information transmission|2000,100,10|100000,1000,100||I63,I64
SOFTWARE|软件和信息技术服务业|Software and IT services|300,100,10|10000,1000,50||I65
REAL_ESTATE|房地产开发经营|Real estate development||200000,1000,100|10000,5000,2000|K701
PROPERTY|物业管理|Property management|1000,300,100|5000,1000,500||K702
BUSINESS_SERVICES|租赁和商务服务业|Leasing and business services|300,100,10||120000,8000,100|L
OTHER|其他未列明行业|Other sectors|300,100,10|||M,N,O,Q85,R,K703,K704,K709
`;

/** Industries the rule leaves out: railways, finance (a rule of its own), education, health, public bodies. */
export const scaleNotCovered = ['G53', 'J', 'P', 'Q84', 'S', 'T'];
