import { errorTexts, label, type ErrorCode, type Label } from '@dossier/shared';

/** What only an import can meet; all other faults are the archive's own (`errorTexts`). */
export const importTexts = {
  SCIENTIFIC_NOTATION: label(
    '“{value}”是科学计数法，原来的数字已经丢失；请把该列设为“文本”后重新填写',
    '“{value}” is in scientific notation, so digits are lost; set the column to text and write it again',
  ),
  DIGITS_LOST: label(
    '“{value}”超过 15 位，Excel 已把末尾的数字变成 0；请把该列设为“文本”后重新填写',
    '“{value}” has more than 15 digits, of which Excel keeps 15; set the column to text and write it again',
  ),
  DATE_INCOMPLETE: label(
    '“{value}”不是完整的日期，请补全年月日，如 2024-03-05',
    '“{value}” is not a whole date; write year, month and day, such as 2024-03-05',
  ),
  DATE_SHORT_YEAR: label(
    '“{value}”的年份只有两位，请写四位年份，如 2024-03-05',
    '“{value}” has a year of two digits; write four, such as 2024-03-05',
  ),
  CODE_NOT_FOUND: label(
    '“{value}”不在{field}的代码表中，请填写标准名称或代码，如 {example}',
    '“{value}” is not in the list of {field}; give a standard name or code such as {example}',
  ),
  CODE_AMBIGUOUS: label(
    '“{value}”可能是{candidates}，请写明上级地区，如“{example}”',
    '“{value}” may be {candidates}; name the higher region too, such as “{example}”',
  ),
  MONEY_RANGE: label('“{value}”是一个范围，请填写一个金额', '“{value}” is a range; give one amount'),
  NUMBER_RANGE: label('“{value}”是一个范围，请填写一个数字', '“{value}” is a range; give one number'),
  SAME_CUSTOMER_FAILED: label(
    '与第 {row} 行是同一客户，那一行没有导入；请改正后一起重新导入',
    'The same customer as row {row}, which was not imported; correct both and import them together',
  ),
  ALREADY_KEPT: label(
    '档案中已有客户“{name}”，已跳过；如要补充或更新，请选择“更新已有客户”重新导入',
    'Customer “{name}” is in the archive already and was skipped; to complete it, import again with “update”',
  ),
  ALREADY_KEPT_ERROR: label(
    '档案中已有客户“{name}”，请核对后删去该行，或选择“更新已有客户”',
    'Customer “{name}” is in the archive already; delete this row, or import with “update”',
  ),
  SAME_NAME_OTHER_CODE: label(
    '已有同名客户“{name}”，但信用代码不同（{code}）；请核对，确为不同单位请在“覆盖原因”写“同名不同单位”',
    'A customer named “{name}” has another credit code ({code}); check it, or write “same name, another company” as override reason',
  ),
  SAME_NAME_OTHER_ROW: label(
    '与第 {row} 行客户同名，但信用代码不同；请核对，确为不同单位请在“覆盖原因”写“同名不同单位”',
    'The customer of row {row} has the same name and another credit code; check it, or write “same name, another company” as override reason',
  ),
  CONTACT_ALREADY_KEPT: label(
    '联系人“{name}”已有，未重复添加',
    'Contact “{name}” is kept already and was not added twice',
  ),
  NOTHING_NEW: label('档案中的内容相同，没有变化', 'The archive has the same already; nothing changed'),
  CONTINUES_ROW: label(
    '没有写客户名称，按第 {row} 行的客户导入联系人',
    'No customer is named; the contact goes to the customer of row {row}',
  ),
  FIELD_DIFFERS: label(
    '{field}“{value}”与第 {row} 行同一客户的“{kept}”不同，保留第 {row} 行的值',
    '{field} “{value}” differs from “{kept}” of the same customer in row {row}, which is kept',
  ),
  APPROXIMATE: label('“{value}”按 {kept} 导入', '“{value}” was taken as {kept}'),
  CREDIT_CODE_IS_LEGACY: label(
    '“{value}”是 15 位注册号，已导入到“注册号”',
    '“{value}” is a registration number of 15 digits and went there',
  ),
  PHONE_MOVED: label('“{value}”已导入到{target}', '“{value}” went to {target}'),
  KEPT_IN_REMARKS: label('“{value}”已保留在备注中', '“{value}” was kept in the remarks'),
  OWNER_NOT_FOUND: label(
    '没有用户“{value}”，负责人记为导入人，原文保留在备注中',
    'There is no user “{value}”; the importer becomes the owner and the name is kept in the remarks',
  ),
  TOTAL_ROW: label('合计行，未导入', 'A row of totals; not imported'),
  FOOTER_ROW: label('表尾说明，未导入', 'A note below the table; not imported'),
  REPEATED_HEADER: label('重复的表头，未导入', 'The header again; not imported'),
  MONEY_WITHOUT_UNIT: label(
    '列“{header}”没有写单位，按“元”导入；如果是万元，请把表头改为“{header}（万元）”',
    'Column “{header}” names no unit and was read as yuan; if it means 万元, write “{header}（万元）” in the header',
  ),
  UNKNOWN_HEADER: label('不认识列“{header}”，没有导入', 'Column “{header}” is not known and was not imported'),
  UNKNOWN_HEADER_LIKE: label(
    '不认识列“{header}”，没有导入；是否为“{suggestion}”？',
    'Column “{header}” is not known and was not imported; is it “{suggestion}”?',
  ),
  SYSTEM_HEADER: label(
    '列“{header}”由系统维护，没有导入',
    'Column “{header}” is kept by the archive itself and was not imported',
  ),
  CLOSED_HEADER: label(
    '列“{header}”没有导入：您的角色不能填写“{field}”',
    'Column “{header}” was not imported: your role may not fill in “{field}”',
  ),
  REPEATED_COLUMN: label(
    '列“{header}”与“{first}”含义相同，没有导入',
    'Column “{header}” means the same as “{first}” and was not imported',
  ),
  CELLS_WITHOUT_HEADER: label(
    '第 {column} 列没有表头，没有导入（如“{value}”）',
    'Column {column} has no header and was not imported (such as “{value}”)',
  ),
} as const satisfies Record<string, Label>;

export type ImportCode = ErrorCode | keyof typeof importTexts;

/** A parameter with two labels is shown in the reader's language. */
export type ProblemParams = Readonly<Record<string, string | number | Label>>;

/** `ERROR` keeps the row out; `NOTE` tells what was done with it. */
export type ProblemLevel = 'ERROR' | 'NOTE';

/** One remark about a row or about the file; `column` is the header as the clerk wrote it. */
export interface Problem {
  level: ProblemLevel;
  code: ImportCode;
  column: string | null;
  params: ProblemParams;
  /** A reason in the column 覆盖原因 lets the row in. */
  overridable?: boolean;
}

export const problem = (code: ImportCode, column: string | null = null, params: ProblemParams = {}): Problem => ({
  level: 'ERROR',
  code,
  column,
  params,
});

export const note = (code: ImportCode, column: string | null = null, params: ProblemParams = {}): Problem => ({
  ...problem(code, column, params),
  level: 'NOTE',
});

/** The sentence of a problem; one that does not name its field itself begins with the column. */
export function problemText({ code, column, params, overridable }: Problem, locale: 'zh' | 'en'): string {
  const texts: Readonly<Record<string, Label>> = { ...errorTexts, ...importTexts };
  const template = texts[code]?.[locale] ?? code;
  const named = template.includes('{field}') || template.includes('{header}');
  const sentence = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name] ?? (name === 'field' ? (column ?? '') : '');
    return typeof value === 'object' ? value[locale] : String(value);
  });
  const whole =
    named || !column ? sentence : locale === 'zh' ? `列“${column}”：${sentence}` : `Column “${column}”: ${sentence}`;
  return overridable ? whole + OVERRIDE_HINT[locale] : whole;
}

const OVERRIDE_HINT = label(
  '（在“覆盖原因”列写明原因即可导入）',
  ' (a reason in the column “override reason” lets it in)',
);

/** Thrown for a whole file that cannot be imported. */
export class ImportError extends Error {
  constructor(readonly problem: Problem) {
    super(problemText(problem, 'en'));
    this.name = 'ImportError';
  }
}
