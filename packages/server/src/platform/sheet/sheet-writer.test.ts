import { createWriteStream, readFileSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import fc from 'fast-check';
import { escapeFormula, unescapeFormula } from '@dossier/shared';
import { readAll, readTexts, tempFolder } from './test-kit/temp-file';
import { openSheet } from './sheet';
import { writeSheetFile, writeXlsx, type OutputTable } from './sheet-writer';

const temp = tempFolder();
const NASTY = [
  '=cmd|"/c calc"!A1',
  '+1+cmd',
  '-1+cmd',
  '@SUM(1)',
  '\t=1',
  ' =1',
  '\u00a0=1',
  '甲\n=1',
  '＝1',
  '﹦1',
  '﹢1',
  "'=1",
  "''12",
  '-5',
  '13800138000',
  '',
];

const table = (rows: OutputTable['rows']): OutputTable => ({
  sheetName: '导入结果',
  header: ['客户名称', '注册资本', '成立日期', '原因'],
  rows,
  marked: [3],
});

describe('writing', () => {
  it.each(['xlsx', 'csv'] as const)('round trip of nasty texts as %s', async (format) => {
    const path = temp.path(`nasty.${format}`);
    await writeSheetFile(path, format, table(NASTY.map((text) => [text, text])));
    const texts = (await readTexts(path)).slice(1);
    expect(texts).toEqual(NASTY.filter((text) => text !== '').map((text) => [text, text]));
  });

  it('writes no cell a sheet program would run', async () => {
    const path = temp.path('safe.csv');
    await writeSheetFile(path, 'csv', table(NASTY.map((text) => [text])));
    const lines = readFileSync(path, 'utf8').split('\r\n').slice(1);
    expect(lines.filter((line) => /^"?[\s\u00a0]*[=+@＝﹦﹢]/.test(line))).toEqual([]);
  });

  it('keeps numbers, dates and long digits', async () => {
    const path = temp.path('kinds.xlsx');
    await writeSheetFile(
      path,
      'xlsx',
      table([
        [
          { kind: 'number', text: '1200.5' },
          { kind: 'number', text: '13800138000' },
          { kind: 'date', text: '2024-03-05' },
          null,
        ],
      ]),
    );
    const [, row] = await readAll(path);
    expect(row!.cells).toEqual([
      { kind: 'number', text: '1200.5' },
      { kind: 'text', text: '13800138000' },
      { kind: 'date', text: '2024-03-05' },
    ]);
  });

  it('goes on in a second sheet where the first is full', async () => {
    const path = temp.path('two.xlsx');
    const output = createWriteStream(path);
    const sheets = await writeXlsx(output, table(Array.from({ length: 7 }, (_, i) => [String(i)])), 4);
    await finished(output);
    const file = await openSheet(path);
    const found = [];
    for (const index of [0, 1, 2]) {
      const rows = [];
      for await (const { cells } of (await file.sheet(index)).rows()) rows.push(cells[0]!.text);
      found.push(rows);
    }
    await file.close();
    const [head] = table([]).header;
    expect([sheets, file.sheetNames]).toEqual([3, ['导入结果', '导入结果 (2)', '导入结果 (3)']]);
    expect(found).toEqual([
      [head, '0', '1', '2'],
      [head, '3', '4', '5'],
      [head, '6'],
    ]);
  });

  it('unescape is the inverse of escape for every text', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^['=+\-@\t1-3 \n]{0,8}$/));
    fc.assert(
      fc.property(text, (value) => {
        fc.pre(!/^="[^"]*"$/.test(value));
        expect(unescapeFormula(escapeFormula(value))).toBe(value);
      }),
      { numRuns: 2000 },
    );
  });
});
