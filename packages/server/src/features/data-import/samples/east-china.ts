import { Workbook, type CellValue, type Worksheet } from 'exceljs';
import { sampleCompany, sampleLandline, sampleMobile, samplePerson } from './companies';

/** What stands in one line of the list; keys are columns. */
type Line = Partial<Record<ColumnKey, CellValue>>;

const COLUMNS = [
  'serial',
  'name',
  'code',
  'type',
  'ownership',
  'industry',
  'province',
  'city',
  'capital',
  'established',
  'representative',
  'headcount',
  'contact',
  'title',
  'phone',
  'email',
  'address',
  'stage',
  'owner',
  'mood',
  'remarks',
  'reason',
] as const;
type ColumnKey = (typeof COLUMNS)[number];

const TOP: Partial<Record<ColumnKey, string>> = {
  serial: '序号',
  name: '客户名称*',
  code: '统一社会信用代码',
  type: '客户类型',
  ownership: '企业性质',
  industry: '所属行业',
  province: '省',
  city: '市',
  capital: '注册资本（万元）',
  established: '成立日期',
  representative: '法人',
  headcount: '人数',
  contact: '联系人',
  address: '地址',
  stage: '客户状态',
  owner: '业务员',
  mood: '跟进热度',
  remarks: '备注',
  reason: '覆盖原因',
};
const BOTTOM: Partial<Record<ColumnKey, string>> = { contact: '姓名', title: '职务', phone: '联系电话', email: '邮箱' };
const [FIRST_HEADER_ROW, FIRST_DATA_ROW] = [3, 5];

const day = (year: number, month: number, date: number) => new Date(Date.UTC(year, month - 1, date));
/** Dates as five clerks would write them. */
const DATES: ReadonlyArray<CellValue> = [
  day(2012, 3, 5),
  '2015年8月20日',
  '2018/7/1',
  '2009.11.03',
  '20160415',
  day(2020, 12, 31),
];
/** Amounts of a column that says 万元. */
const CAPITALS: ReadonlyArray<CellValue> = [
  1200,
  '1,200万元',
  '1.2亿',
  500,
  '５００',
  '￥5,000,000.00',
  '壹仟万元整',
  3000.5,
];
const OWNERSHIPS = ['民营', '国企', '外资', '民营企业', '合资', '股份制'];
const STAGES = ['合作中', '意向', '潜在客户', '合作', '暂停'];
const TITLES = ['采购经理', '总经理', '财务主管', '设备部长', '销售总监'];

/** A whole, good line. */
function goodLine(index: number): Line {
  const company = sampleCompany(index);
  return {
    name: company.name,
    code: company.creditCode,
    type: '企业',
    ownership: OWNERSHIPS[index % OWNERSHIPS.length]!,
    industry: company.industry,
    province: company.province,
    city: company.city,
    capital: CAPITALS[index % CAPITALS.length]!,
    established: DATES[index % DATES.length]!,
    representative: samplePerson(index + 40),
    headcount:
      index % 3 === 0 ? { formula: `${20 + index}+${index * 3}`, result: 20 + index * 4 } : `约${50 + index * 10}人`,
    contact: company.person,
    title: TITLES[index % TITLES.length]!,
    phone: phoneCell(index),
    email: mailCell(index),
    address: `${company.city}样本路${index + 1}号`,
    stage: STAGES[index % STAGES.length]!,
    mood: '★★★'.slice(0, (index % 3) + 1),
  };
}

/** Several numbers in a cell, in the ways that are met. */
function phoneCell(index: number): CellValue {
  const company = sampleCompany(index);
  const [mobile, landline] = [sampleMobile(index), sampleLandline(company, index)];
  const forms: CellValue[] = [
    Number(mobile),
    `${mobile}、${landline}`,
    `${landline}\n${mobile}`,
    `手机：${mobile}（微信同号）`,
    `${landline}转80${index % 10}`,
    `${mobile.slice(0, 3)} ${mobile.slice(3, 7)} ${mobile.slice(7)}`,
    `${mobile}/${sampleMobile(index + 500)}`,
  ];
  return forms[index % forms.length]!;
}

const mailCell = (index: number): CellValue => {
  const text = `contact${index + 1}@example.com`;
  return index % 4 === 0 ? { text, hyperlink: `mailto:${text}` } : text;
};

/** The wrong last character of a code. */
const spoil = (code: string) => code.slice(0, 17) + (code.endsWith('0') ? '1' : '0');

/** Lines in their order; null is a blank row. `merge` = the next lines are further contacts of the same company. */
function lines(): Array<{ line: Line; merge?: number } | null> {
  const all: Array<{ line: Line; merge?: number } | null> = [];
  for (let index = 0; index < 46; index++) {
    const line = goodLine(index);
    if (index === 6) all.push({ line, merge: 1 }, { line: secondContact(index) });
    else if (index === 20)
      all.push({ line, merge: 2 }, { line: secondContact(index) }, { line: secondContact(index + 100) });
    else all.push({ line: { ...line, ...FAULTS[index] } });
    if (index === 9 || index === 30) all.push(null);
    if (index === 15) all.push({ line: goodLine(4) });
    if (index === 28) all.push({ line: { name: '小计', capital: 26000 } });
    if (index === 33) all.push({ line: { contact: samplePerson(70), phone: sampleMobile(70), title: '仓库主管' } });
    if (index === 38) all.push({ line: goodLine(11) });
    if (index === 40)
      all.push({
        line: {
          ...goodLine(2),
          contact: samplePerson(71),
          phone: sampleMobile(71),
          email: 'second@example.com',
          ownership: '国企',
        },
      });
  }
  return all;
}

const secondContact = (index: number): Line => ({
  contact: samplePerson(index + 60),
  title: '联络员',
  phone: sampleMobile(index + 60),
  email: `second${index}@example.com`,
});

/** What is wrong in the sheet on purpose, by the number of the company. */
const FAULTS: Readonly<Record<number, Line>> = {
  8: { code: spoil(sampleCompany(8).creditCode) },
  13: { code: spoil(sampleCompany(13).creditCode), reason: '已核对营业执照原件，与执照一致' },
  17: { established: '2023年2月30日' },
  22: { phone: '199000012345' },
  25: { capital: '面议' },
  27: { contact: null, title: null },
  31: { email: 'not-a-mail' },
  32: { industry: '炼金术' },
  35: { owner: '王经理' },
  36: { city: '工业园区', province: '江苏省苏州市' },
  37: { headcount: { error: '#N/A' } as CellValue },
  42: { name: null },
  43: { code: '9.1440E+17' },
  44: { established: '3/5/2021' },
};

/** 客户名单-华东.xlsx: a list as it grows over the years in a sales office. */
export function eastChinaWorkbook(): Workbook {
  const workbook = new Workbook();
  workbook.creator = 'Dossier';
  workbook.created = workbook.modified = day(2025, 11, 1);
  addInstructions(workbook.addWorksheet('填表说明'));
  const sheet = workbook.addWorksheet('华东客户');
  addHeader(sheet);
  let row = FIRST_DATA_ROW;
  let serial = 1;
  for (const entry of lines()) {
    if (entry) {
      const numbered = entry.line.name || entry.line.code ? { serial: serial++, ...entry.line } : entry.line;
      writeLine(sheet, row, numbered);
      if (entry.merge)
        for (const key of ['serial', 'name', 'code', 'address'] as const) mergeDown(sheet, row, key, entry.merge);
    }
    row++;
  }
  writeLine(sheet, row, {
    serial: '合计',
    capital: { formula: `SUM(I${FIRST_DATA_ROW}:I${row - 1})`, result: 58_000 },
  });
  writeLine(sheet, row + 2, { serial: '制表人：销售内勤　　审核：' });
  return workbook;
}

function addInstructions(sheet: Worksheet): void {
  sheet.addRow(['填表说明']);
  sheet.addRow(['1. 名单中的公司、人员、电话均为虚构，仅供试用导入。']);
  sheet.addRow(['2. 表中故意留有错误，用来查看导入如何指出它们。']);
}

function addHeader(sheet: Worksheet): void {
  const last = COLUMNS.length;
  sheet.mergeCells(1, 1, 1, last);
  Object.assign(sheet.getCell(1, 1), {
    value: '华东区客户名单（虚构示例）',
    font: { bold: true, size: 16 },
    alignment: { horizontal: 'center' },
  });
  sheet.mergeCells(2, 1, 2, last);
  sheet.getCell(2, 1).value = '制表单位：销售二部　　日期：2025年11月1日';
  COLUMNS.forEach((key, index) => {
    const column = index + 1;
    sheet.getColumn(column).width =
      key === 'name' || key === 'address' ? 30 : key === 'code' || key === 'phone' || key === 'email' ? 22 : 12;
    sheet.getCell(FIRST_HEADER_ROW, column).value = TOP[key] ?? null;
    if (BOTTOM[key]) sheet.getCell(FIRST_HEADER_ROW + 1, column).value = BOTTOM[key];
    else sheet.mergeCells(FIRST_HEADER_ROW, column, FIRST_HEADER_ROW + 1, column);
  });
  const contact = COLUMNS.indexOf('contact') + 1;
  sheet.mergeCells(FIRST_HEADER_ROW, contact, FIRST_HEADER_ROW, contact + 3);
  for (const row of [FIRST_HEADER_ROW, FIRST_HEADER_ROW + 1]) sheet.getRow(row).font = { bold: true };
  sheet.views = [{ state: 'frozen', ySplit: FIRST_DATA_ROW - 1, xSplit: 2 }];
}

function writeLine(sheet: Worksheet, row: number, line: Line): void {
  COLUMNS.forEach((key, index) => {
    const value = line[key];
    if (value === undefined || value === null) return;
    const cell = sheet.getCell(row, index + 1);
    cell.value = value;
    if (value instanceof Date) cell.numFmt = row % 2 ? 'yyyy"年"m"月"d"日"' : 'yyyy/m/d';
    if (key === 'phone') cell.alignment = { wrapText: true };
  });
}

const mergeDown = (sheet: Worksheet, row: number, key: ColumnKey, rows: number): void => {
  const column = COLUMNS.indexOf(key) + 1;
  sheet.mergeCells(row, column, row + rows, column);
};
