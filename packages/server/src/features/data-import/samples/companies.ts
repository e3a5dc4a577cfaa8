import { creditCheckCharacter, organisationCheckCharacter } from '@dossier/shared';

/** An invented company of the sample sheets: its brand begins with 样 (sample), its credit code with an organisation code that is not issued. */
export interface SampleCompany {
  name: string;
  creditCode: string;
  province: string;
  city: string;
  region: string;
  areaCode: string;
  industry: string;
  person: string;
}

const CITIES = [
  ['上海市', '上海市', '310115', '021'],
  ['江苏省', '苏州市', '320505', '0512'],
  ['江苏省', '南京市', '320106', '025'],
  ['江苏省', '无锡市', '320205', '0510'],
  ['浙江省', '杭州市', '330106', '0571'],
  ['浙江省', '宁波市', '330205', '0574'],
  ['安徽省', '合肥市', '340104', '0551'],
  ['福建省', '厦门市', '350203', '0592'],
  ['山东省', '青岛市', '370202', '0532'],
  ['江西省', '南昌市', '360102', '0791'],
] as const;
const BRANDS = '衡泰宏达启辰锐驰博远嘉禾瑞丰卓越恒信天成永固新源华茂';
const TRADES = [
  ['精密机械', '通用设备制造业'],
  ['电子科技', '计算机、通信和其他电子设备制造业'],
  ['新材料', '化学原料和化学制品制造业'],
  ['物流', '道路运输业'],
  ['软件', '软件和信息技术服务业'],
  ['包装', '造纸和纸制品业'],
  ['食品', '食品制造业'],
] as const;
const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗';
const GIVEN = ['建国', '晓燕', '志强', '丽华', '文斌', '雪梅', '海涛', '静', '俊杰', '敏'];

const CODE_SET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A valid credit code of the series YX, which no authority issues. */
export function sampleCreditCode(index: number, region: string): string {
  let organisation = '';
  for (let rest = index * 7919 + 104_729; organisation.length < 6; rest = Math.floor(rest / CODE_SET.length)) {
    organisation = CODE_SET[rest % CODE_SET.length]! + organisation;
  }
  const code = `91${region}YX${organisation}${organisationCheckCharacter(`YX${organisation}`)}`;
  return code + creditCheckCharacter(code);
}

/** The nth invented company; the same on every machine. */
export function sampleCompany(index: number): SampleCompany {
  const [province, city, region, areaCode] = CITIES[index % CITIES.length]!;
  const [trade, industry] = TRADES[index % TRADES.length]!;
  const brand = `样${BRANDS[index % BRANDS.length]!}`;
  const place = city.replace('市', '');
  return {
    name: `${place}${brand}${trade}有限公司`,
    creditCode: sampleCreditCode(index, region),
    province,
    city,
    region,
    areaCode,
    industry,
    person: samplePerson(index),
  };
}

/** The nth invented person. */
export const samplePerson = (index: number): string =>
  SURNAMES[(index * 7) % SURNAMES.length]! + GIVEN[(index * 3) % GIVEN.length]!;

/** A mobile number of a block that is kept for examples here: 199 0000 ####. */
export const sampleMobile = (index: number): string => `1990000${String(1000 + index * 37).slice(-4)}`;
export const sampleLandline = (company: SampleCompany, index: number): string =>
  `${company.areaCode}-6666${String(1000 + index * 53).slice(-4)}`;
