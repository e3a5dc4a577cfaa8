import { Workbook } from 'exceljs';
import { openSheet } from './sheet';
import { readAll, readTexts, tempFolder } from './test-kit/temp-file';
import { rawWorkbook } from './test-kit/zip-builder';

const temp = tempFolder();
const rows = (xml: string) => `<sheetData>${xml}</sheetData>`;

describe('values of an XLSX', () => {
  it('keeps codes and phones exact', async () => {
    const sheet = rows(
      '<row r="1"><c r="A1"><v>13800138000</v></c><c r="B1"><v>1.3800138E10</v></c><c r="C1"><v>0.30000000000000004</v></c>' +
        '<c r="D1"><v>1E-7</v></c><c r="E1"><v>-12.50</v></c></row>',
    );
    expect(await readTexts(temp.write('codes.xlsx', rawWorkbook({ sheet })))).toEqual([
      ['13800138000', '13800138000', '0.3', '0.0000001', '-12.5'],
    ]);
  });

  it('reads what number formats mean', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="000000"/>' +
      '<numFmt numFmtId="166" formatCode="#,##0&quot;万元&quot;"/><numFmt numFmtId="167" formatCode="0!.0,&quot;万&quot;"/>' +
      '<numFmt numFmtId="168" formatCode="[Red]#,##0.00"/><numFmt numFmtId="169" formatCode="h:mm"/></numFmts>' +
      '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
      `<cellXfs>${[0, 164, 165, 166, 167, 10, 14, 31, 168, 169].map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs>`;
    const cell = (style: number, value: string) => `<c s="${style}"><v>${value}</v></c>`;
    const sheet = rows(
      `<row>${cell(1, '45356')}${cell(2, '10010')}${cell(3, '1200')}${cell(4, '12000000')}${cell(5, '0.13')}${cell(6, '45356.354166666664')}${cell(7, '59')}${cell(8, '1200')}${cell(9, '0.5')}</row>`,
    );
    const [row] = await readAll(temp.write('formats.xlsx', rawWorkbook({ sheet, styles })));
    expect(row!.cells.map((c) => `${c!.kind} ${c!.text}`)).toEqual([
      'date 2024-03-05',
      'text 010010',
      'text 1200万',
      'number 12000000',
      'percent 13%',
      'date 2024-03-05 08:30:00',
      'date 1900-02-28',
      'number 1200',
      'text 12:00:00',
    ]);
  });

  it('counts dates from 1904 when the workbook says so', async () => {
    const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>';
    const sheet = rows('<row r="1"><c r="A1" s="0"><v>43894</v></c></row>');
    const path = temp.write('1904.xlsx', rawWorkbook({ sheet, styles, date1904: true }));
    expect(await readTexts(path)).toEqual([['2024-03-05']]);
  });

  it('reads shared, rich, phonetic, inline, formula, error, boolean and ISO date cells', async () => {
    const strings =
      '<si><t>苏州</t></si><si><r><t>苏</t></r><r><rPr><b/></rPr><t xml:space="preserve">州 </t></r><rPh sb="0" eb="1"><t>ス</t></rPh></si><si><t>第一行_x000D_\n第二行</t></si>';
    const sheet = rows(
      '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="D2" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r></is></c>' +
        '<c r="E2" t="str"><f>A2&amp;"x"</f><v>苏州x</v></c><c r="F2"><f>1+1</f><v>2</v></c><c r="G2"><f>1+1</f></c><c r="H2" t="e"><v>#N/A</v></c>' +
        '<c r="I2" t="b"><v>1</v></c><c r="J2" t="d"><v>2024-03-05T00:00:00</v></c><c r="K2" t="s"><v>2</v></c></row>',
    );
    const [row] = await readAll(temp.write('kinds.xlsx', rawWorkbook({ sheet, strings })));
    expect(row!.number).toBe(2);
    expect(row!.cells.map((cell) => (cell ? `${cell.kind} ${cell.text}` : null))).toEqual([
      'text 苏州',
      'text 苏州 ',
      null,
      'text 甲乙',
      'text 苏州x',
      'number 2',
      'error #FORMULA',
      'error #N/A',
      'bool TRUE',
      'date 2024-03-05',
      'text 第一行\r\n第二行',
    ]);
  });

  it('repeats a merged cell in its area and says so', async () => {
    const sheet =
      rows(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>名单</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>甲公司</t></is></c><c r="B2" t="inlineStr"><is><t>张</t></is></c></row>' +
          '<row r="3"><c r="B3" t="inlineStr"><is><t>李</t></is></c></row><row r="4"><c r="B4" t="inlineStr"><is><t>王</t></is></c></row>',
      ) + '<mergeCells count="2"><mergeCell ref="A2:A3"/><mergeCell ref="A1:B1"/></mergeCells>';
    const result = await readAll(temp.write('merged.xlsx', rawWorkbook({ sheet })));
    expect(result.map(({ cells }) => cells.map((cell) => (cell ? cell.text + (cell.merged ?? '') : '')))).toEqual([
      ['名单', '名单right'],
      ['甲公司', '张'],
      ['甲公司down', '李'],
      ['', '王'],
    ]);
  });

  it('reads what exceljs writes, over many chunks', async () => {
    const workbook = new Workbook();
    workbook.addWorksheet('说明', { state: 'hidden' }).addRow(['不要导入']);
    const sheet = workbook.addWorksheet('客户');
    for (let index = 0; index < 5000; index++)
      sheet.addRow([
        `公司${index}`,
        13800000000 + index,
        new Date(Date.UTC(2024, 2, 5)),
        null,
        { text: 'a@example.com', hyperlink: 'mailto:a@example.com' },
      ]);
    await workbook.xlsx.writeFile(temp.path('exceljs.xlsx'));
    const file = await openSheet(temp.path('exceljs.xlsx'));
    expect(file.sheetNames).toEqual(['客户']);
    const opened = await file.sheet(0);
    expect(opened.rowCount).toBe(5000);
    let count = 0;
    for await (const { number, cells } of opened.rows()) {
      expect(cells.map((cell) => cell?.text ?? null)).toEqual([
        `公司${number - 1}`,
        String(13800000000 + number - 1),
        '2024-03-05',
        null,
        'a@example.com',
      ]);
      count++;
    }
    expect(count).toBe(5000);
    await file.close();
  });

  it('reads prefixed elements and rows without references', async () => {
    const sheet =
      '<x:sheetData xmlns:x="a"><x:row><x:c t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c><x:c><x:v>1</x:v></x:c></x:row></x:sheetData>';
    expect(await readTexts(temp.write('prefix.xlsx', rawWorkbook({ sheet })))).toEqual([['甲', '1']]);
  });
});
