import { encodeGb18030 } from '../../../platform/sheet/encode-gb18030';
import { sampleCompany, sampleLandline, sampleMobile, samplePerson } from './companies';

const HEADER = [
  '联系电话',
  '联系人',
  '公司名称',
  '税号',
  '详细地址',
  '成立时间',
  '注册资金',
  '电子邮件',
  '行业',
  '所在地',
  '来源',
  '标签',
  '法人手机',
  '爱好',
  '说明',
];

/** `2018` → `２０１８`. */
const wide = (text: string): string =>
  text.replace(/[0-9A-Za-z]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));

const INDUSTRIES = ['软件', '机械', '物流', '39', 'C26', '食品', '批发', '道路运输业'];
const SOURCES = ['展会', '转介绍', '网络推广', '电话', '招投标'];
const CAPITALS = [
  '1,200万元',
  '５００万',
  '1.2亿元',
  '300万人民币',
  '50万美元',
  '壹佰万元整',
  '2000000',
  '1000万元人民币',
];

type Line = string[];

function goodLine(index: number): Line {
  const company = sampleCompany(index + 200);
  const mobile = sampleMobile(index + 200);
  const landline = sampleLandline(company, index);
  const year = 2001 + (index % 20);
  const dates = [
    `${year}年${(index % 12) + 1}月${(index % 27) + 1}日`,
    `${year}-0${(index % 9) + 1}-1${index % 9}`,
    wide(`${year}/${(index % 12) + 1}/8`),
    `${year}.6.${(index % 27) + 1}`,
  ];
  const phones = [
    mobile,
    `${landline}；${mobile}`,
    wide(mobile),
    `${landline}\n${mobile}`,
    `=""${landline}""`.replaceAll('""', '"'),
  ];
  return [
    phones[index % phones.length]!,
    company.person,
    company.name,
    index % 6 === 0 ? wide(company.creditCode) : company.creditCode,
    `${company.city}示例大道${wide(String(index + 1))}号，${index % 9}楼`,
    dates[index % dates.length]!,
    CAPITALS[index % CAPITALS.length]!,
    `list${index + 1}@example.com`,
    INDUSTRIES[index % INDUSTRIES.length]!,
    company.province === company.city ? company.city : company.province + company.city,
    SOURCES[index % SOURCES.length]!,
    index % 2 ? '重点、华东' : '',
    '',
    '',
    '',
  ];
}

const at = (title: string): number => HEADER.indexOf(title);
const change = (line: Line, changes: Readonly<Record<string, string>>): Line => {
  const changed = [...line];
  for (const [title, value] of Object.entries(changes)) changed[at(title)] = value;
  return changed;
};

/** What is wrong on purpose, by line. */
const FAULTS: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  3: { 说明: '第一行说明\n第二行说明，带"引号"' },
  5: { 联系人: `${samplePerson(300)}、${samplePerson(301)}`, 联系电话: `${sampleMobile(300)}、${sampleMobile(301)}` },
  9: { 联系电话: '1.99E+10' },
  12: { 成立时间: '99.5.1' },
  14: { 注册资金: '500-1000万' },
  18: { 税号: '110108000000016' },
  21: { 所在地: '鼓楼区' },
  24: { 联系人: '无', 电子邮件: '' },
  26: { 来源: '天上掉的' },
  29: { 税号: '91310115MA1K0001' },
  33: { 公司名称: '' },
};

function lines(): Line[] {
  const all: Line[] = [];
  for (let index = 0; index < 36; index++) {
    all.push(change(goodLine(index), FAULTS[index] ?? {}));
    if (index === 7) all.push(HEADER.map(() => ''));
    if (index === 16) all.push(goodLine(10));
    if (index === 20)
      all.push(
        change(goodLine(1), { 联系人: samplePerson(310), 联系电话: sampleMobile(310), 电子邮件: 'more@example.com' }),
      );
    if (index === 30) all.push([...HEADER]);
  }
  all.push(
    change(
      HEADER.map(() => ''),
      { 联系电话: '合计', 公司名称: '36 家' },
    ),
  );
  return all;
}

const quote = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** customers-gbk.csv: what an old system exports, in the encoding of Chinese Windows. */
export const gbkList = (): Buffer =>
  encodeGb18030([HEADER, ...lines()].map((line) => line.map(quote).join(',')).join('\r\n') + '\r\n');
