import { encodeGb18030 } from './encode-gb18030';
import { readTexts, tempFolder } from './test-kit/temp-file';
import { openSheet } from './sheet';

const temp = tempFolder();
const TEXT =
  '客户名称,电话,备注\r\n苏州甲公司,0512-66668888,"第一行\n第二行, 有逗号 ""引号"""\r\n\r\n上海乙公司,13800138000,\r\n';
const EXPECTED = [
  ['客户名称', '电话', '备注'],
  ['苏州甲公司', '0512-66668888', '第一行\n第二行, 有逗号 "引号"'],
  ['上海乙公司', '13800138000'],
];

const swap = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('CSV', () => {
  it.each<[string, string, Buffer]>([
    ['UTF-8', 'utf-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark', 'utf-8', Buffer.from('\ufeff' + TEXT)],
    ['GBK', 'gb18030', encodeGb18030(TEXT)],
    ['UTF-16 LE with a mark', 'utf-16le', Buffer.from('\ufeff' + TEXT, 'utf16le')],
    ['UTF-16 LE without', 'utf-16le', Buffer.from(TEXT, 'utf16le')],
    ['UTF-16 BE with a mark', 'utf-16be', swap('\ufeff' + TEXT)],
    ['UTF-16 BE without', 'utf-16be', swap(TEXT)],
  ])('%s', async (name, encoding, data) => {
    const path = temp.write(`${name}.csv`, data);
    expect(await readTexts(path)).toEqual(EXPECTED);
    const file = await openSheet(path);
    expect(file.encoding).toBe(encoding);
  });

  it('decodes a character that lies across two chunks', async () => {
    const line = '苏州工业园区某某精密机械有限公司,一二三\n';
    for (const encode of [(text: string) => Buffer.from(text), encodeGb18030]) {
      const rows = await readTexts(temp.write('long.csv', encode('a' + line.repeat(4000))));
      expect(rows).toHaveLength(4000);
      expect(rows.slice(1).every(([name]) => name === '苏州工业园区某某精密机械有限公司')).toBe(true);
    }
  });

  it.each([
    ['tab', '客户\t电话\n甲,乙\t1\n丙\t2\n', '\t'],
    ['semicolon', '客户;电话\n"甲;乙";1\n丙;2,5\n', ';'],
    ['pipe', '客户|电话\n甲|1\n', '|'],
    ['told by Excel', 'sep=;\r\n客户;电话\r\n甲;1\r\n', ';'],
    ['one column', '客户\n甲\n', ','],
  ])('finds the delimiter: %s', async (name, text, delimiter) => {
    const file = await openSheet(temp.write(`${name}.csv`, text));
    expect(file.delimiter).toBe(delimiter);
    const rows = [];
    for await (const row of (await file.sheet(0)).rows()) rows.push(row);
    expect(rows[0]!.cells[0]!.text).toBe('客户');
  });

  it('keeps the row numbers a sheet program shows', async () => {
    const file = await openSheet(temp.write('numbers.csv', 'a,b\n\n"1\n2",x\n , \nc,d\n'));
    const numbers = [];
    for await (const row of (await file.sheet(0)).rows()) numbers.push(row.number);
    expect(numbers).toEqual([1, 3, 5]);
  });

  it('takes off the marks that keep digits and formulas text', async () => {
    const path = temp.write('marks.csv', `a,b,c,d\n"=""0123""",'=1+1,'007,O'Neill\n`);
    expect((await readTexts(path))[1]).toEqual(['0123', '=1+1', '007', "O'Neill"]);
  });
});
