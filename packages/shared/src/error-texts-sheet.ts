/** Why a file cannot be read as a sheet; each sentence names the place and the cure. */
import { label, type Label } from './dictionary';

export const sheetTexts = {
  SHEET_EMPTY: label('文件是空的，没有可以导入的内容。', 'The file is empty.'),
  SHEET_TOO_LARGE: label(
    '文件超过 {limit} MB，请分成几个文件导入。',
    'The file is larger than {limit} MB. Split it and import the parts.',
  ),
  SHEET_OLD_XLS: label(
    '这是旧版 Excel（.xls）或 WPS（.et）文件，改扩展名没有用。请打开它，另存为“Excel 工作簿（.xlsx）”后再导入。',
    'This is an old Excel (.xls) or WPS (.et) file; renaming it does not convert it. Open it, save it as .xlsx and import again.',
  ),
  SHEET_ENCRYPTED: label(
    '文件设有打开密码。请在 Excel 中取消密码后再导入。',
    'The file is protected by a password. Remove the password in Excel and import again.',
  ),
  SHEET_TRUNCATED: label(
    '文件不完整或已损坏（可能没有传完）。请在 Excel 中打开检查，重新保存后再导入。',
    'The file is incomplete or damaged (perhaps the transfer broke off). Open it in Excel, save it again and import again.',
  ),
  SHEET_BOMB: label(
    '文件解压后过大，已拒绝读取。请只保留需要导入的工作表，清除空白格式行后另存。',
    'The file grows too large when unpacked and was refused. Keep only the sheet to import, clear empty formatted rows and save again.',
  ),
  SHEET_TOO_MANY_COLUMNS: label(
    '第 {row} 行超过 {limit} 列。请只保留需要导入的列。',
    'Row {row} has more than {limit} columns. Keep only the columns to import.',
  ),
  SHEET_TOO_MANY_ROWS: label(
    '超过 {limit} 行，请分成几个文件导入。',
    'More than {limit} rows. Split the file and import the parts.',
  ),
  SHEET_CELL_TOO_LONG: label(
    '第 {row} 行有单元格过长（可能是引号没有配对）。请检查这一行。',
    'Row {row} has a cell that is too long (perhaps a quote is not closed). Check this row.',
  ),
  SHEET_HTML: label(
    '这是网页（HTML/XML）内容，只是用了表格的扩展名。请用 Excel 打开它，另存为 .xlsx 后再导入。',
    'This is a web page (HTML/XML) with the extension of a sheet. Open it in Excel, save it as .xlsx and import again.',
  ),
  SHEET_OTHER_FORMAT: label(
    '这是 {format} 文件，不是可以导入的表格。请使用 .xlsx 或 .csv。',
    'This is a {format} file, not a sheet that can be imported. Use .xlsx or .csv.',
  ),
  SHEET_BINARY: label(
    '文件内容不是表格。请使用 .xlsx 或 .csv。',
    'The content of the file is not a table. Use .xlsx or .csv.',
  ),
  SHEET_UNKNOWN_ENCODING: label(
    '第 {row} 行附近的文字编码无法识别（支持 UTF-8、GBK/GB18030、UTF-16）。请在 Excel 中另存为“CSV UTF-8”或 .xlsx。',
    'The text encoding near row {row} is not known (UTF-8, GBK/GB18030 and UTF-16 are). Save it in Excel as "CSV UTF-8" or .xlsx.',
  ),
  SHEET_QUOTE_NOT_CLOSED: label(
    '第 {row} 行有一个双引号没有配对，后面的内容无法分列。请改正后再导入。',
    'A double quote in row {row} is not closed, so the rest cannot be split into columns. Correct it and import again.',
  ),
} as const satisfies Record<string, Label>;
export type SheetErrorCode = keyof typeof sheetTexts;
