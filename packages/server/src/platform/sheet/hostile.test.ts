import { randomBytes } from 'node:crypto';
import { buildZip, rawWorkbook } from './test-kit/zip-builder';
import { readAll, readTexts, tempFolder } from './test-kit/temp-file';

const temp = tempFolder();
const empty = '<sheetData/>';
const goodSheet = `<sheetData>${Array.from({ length: 300 }, (_, i) => `<row><c t="inlineStr"><is><t>客户${i} ${(i * 7919).toString(36)}</t></is></c></row>`).join('')}</sheetData>`;
const code = (name: string, data: string | Buffer) =>
  readAll(temp.write(name, data)).then(
    () => 'read',
    (error: { code?: string }) => error.code ?? error,
  );

describe('files that must not be read', () => {
  it.each<[string, string, () => string | Buffer]>([
    ['an empty file', 'SHEET_EMPTY', () => ''],
    ['a CSV of blanks', 'SHEET_EMPTY', () => ' \r\n\r\n'],
    [
      'an .xls named .xlsx',
      'SHEET_OLD_XLS',
      () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2048)]),
    ],
    [
      'a workbook with a password',
      'SHEET_ENCRYPTED',
      () =>
        Buffer.concat([
          Buffer.from('d0cf11e0a1b11ae1', 'hex'),
          Buffer.alloc(600),
          Buffer.from('EncryptedPackage', 'utf16le'),
          Buffer.alloc(600),
        ]),
    ],
    ['an encrypted zip', 'SHEET_ENCRYPTED', () => buildZip([{ name: 'xl/workbook.xml', data: 'x', flags: 1 }])],
    ['half a workbook', 'SHEET_TRUNCATED', () => rawWorkbook({ sheet: goodSheet }).subarray(0, 900)],
    [
      'a wrong check sum',
      'SHEET_TRUNCATED',
      () => rawWorkbook({ sheet: goodSheet, strings: '<si/>', extra: [] }).fill(0x41, 1090, 1094),
    ],
    [
      'a size that lies',
      'SHEET_TRUNCATED',
      () => buildZip([{ name: 'xl/workbook.xml', data: 'x'.repeat(5000), declaredSize: 10 }]),
    ],
    ['HTML named .xlsx', 'SHEET_HTML', () => '\ufeff\r\n<html><table><tr><td>客户</td></tr></table></html>'],
    ['XML spreadsheet 2003', 'SHEET_HTML', () => '<?xml version="1.0"?><Workbook></Workbook>'],
    ['a PDF', 'SHEET_OTHER_FORMAT', () => '%PDF-1.7 …'],
    ['a Word file', 'SHEET_OTHER_FORMAT', () => buildZip([{ name: 'word/document.xml', data: '<w/>' }])],
    ['an ordinary zip', 'SHEET_OTHER_FORMAT', () => buildZip([{ name: 'a.txt', data: 'a' }])],
    ['an OpenDocument sheet', 'SHEET_OTHER_FORMAT', () => buildZip([{ name: 'content.xml', data: '<a/>' }])],
    ['random bytes', 'SHEET_BINARY', () => Buffer.concat([Buffer.from([1, 0, 0, 2]), randomBytes(4000)])],
    [
      'bytes of no encoding',
      'SHEET_UNKNOWN_ENCODING',
      () => Buffer.concat([Buffer.from('甲,乙\n'), Buffer.from([0x81, 0x20, 0xff, 0x0a])]),
    ],
    ['a quote that never closes', 'SHEET_QUOTE_NOT_CLOSED', () => '客户名称,电话\n"甲公司,1\n乙公司,2\n'],
    ['a path that climbs', 'SHEET_TRUNCATED', () => buildZip([{ name: '../../etc/passwd', data: 'x' }])],
    [
      'two parts of one name',
      'SHEET_TRUNCATED',
      () =>
        buildZip([
          { name: 'xl/workbook.xml', data: 'a' },
          { name: 'XL/workbook.xml', data: 'b' },
        ]),
    ],
    ['an XML entity', 'SHEET_TRUNCATED', () => rawWorkbook({ sheet: goodSheet, strings: '<si><t>&bomb;</t></si>' })],
    [
      '201 columns',
      'SHEET_TOO_MANY_COLUMNS',
      () => rawWorkbook({ sheet: '<sheetData><row r="3"><c r="GS3"><v>1</v></c></row></sheetData>' }),
    ],
    [
      '201 columns of CSV',
      'SHEET_TOO_MANY_COLUMNS',
      () => `${Array.from({ length: 201 }, (_, i) => `列${i}`).join(',')}\n`,
    ],
    [
      'row 1,048,577',
      'SHEET_TOO_MANY_ROWS',
      () => rawWorkbook({ sheet: '<sheetData><row r="1048577"><c><v>1</v></c></row></sheetData>' }),
    ],
    [
      '1,001 parts',
      'SHEET_BOMB',
      () => buildZip(Array.from({ length: 1001 }, (_, i) => ({ name: `a${i}`, data: '' }))),
    ],
    [
      'a deflate bomb',
      'SHEET_BOMB',
      () => rawWorkbook({ sheet: empty, extra: [{ name: 'xl/media/a.bin', data: Buffer.alloc(20 << 20) }] }),
    ],
    [
      'many parts of a fair ratio that sum up',
      'SHEET_BOMB',
      () => buildZip([{ name: 'a', data: 'a', declaredSize: 201 << 20 }]),
    ],
  ])('%s → %s', async (name, expected, make) => {
    expect(await code(`${name}.xlsx`, make())).toBe(expected);
  });

  it('names the row', async () => {
    const path = temp.write('wide.csv', `a,b\nc,d\n${'x,'.repeat(200)}x\n`);
    await expect(readAll(path)).rejects.toMatchObject({
      code: 'SHEET_TOO_MANY_COLUMNS',
      details: { row: 3, limit: 200 },
    });
  });

  it('refuses a document type', async () => {
    const zip = rawWorkbook({ sheet: goodSheet });
    const doctype = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><sst><si><t>&b;</t></si></sst>';
    expect(await code('doctype.xlsx', zip)).toBe('read');
    const workbook = rawWorkbook({ sheet: goodSheet, extra: [] });
    expect(workbook.length).toBeGreaterThan(0);
    expect(await code('doctype2.xlsx', buildZip([{ name: 'xl/workbook.xml', data: doctype }]))).toBe('SHEET_TRUNCATED');
  });
});

it('tolerates empty styled cells beyond the last column', async () => {
  const sheet =
    '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>客户</t></is></c><c r="XFD1" s="1"/></row></sheetData>';
  expect(await readTexts(temp.write('styled.xlsx', rawWorkbook({ sheet })))).toEqual([['客户']]);
});
