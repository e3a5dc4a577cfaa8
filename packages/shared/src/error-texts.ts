/** The sentences of the error codes. Grouped by where they come from; keep each one naming the cure. */
import { label, type Label } from './dictionary';

const fields = {
  REQUIRED: label('请填写{field}', 'Fill in {field}'),
  TOO_LONG: label(
    '{field}最多 {max} 个字符，现有 {length} 个，请缩短',
    '{field} takes at most {max} characters, this has {length}; shorten it',
  ),
  TOO_MANY: label(
    '{field}最多 {max} 项，现有 {length} 项，请删减',
    '{field} takes at most {max} entries, this has {length}; remove some',
  ),
  CONTROL_CHARACTER: label(
    '{field}含有不可见的控制字符，请删除后重试',
    '{field} contains an invisible control character; delete it and try again',
  ),
  NOT_ASCII: label(
    '{field}只能用英文字母、数字和半角符号',
    '{field} takes only Latin letters, digits and half-width signs',
  ),
  WRONG_TYPE: label('{field}的值类型不对，应为{expected}', '{field} has the wrong type of value; give {expected}'),
  INVALID_FORMAT: label('{field}格式不对，例如：{example}', '{field} has the wrong format; for example {example}'),
  UNKNOWN_FIELD: label(
    '没有名为“{name}”的字段，请改正名称或删去',
    'There is no field “{name}”; correct the name or leave it out',
  ),
  READ_ONLY: label('{field}由系统维护，请删去该值', '{field} is kept by the archive itself; leave it out'),
  CREATE_ONLY: label('{field}只能在新建时填写，请删去该值', '{field} can be given only on creation; leave it out'),
  INVALID_OPTION: label(
    '{field}没有“{value}”这一选项，可选：{options}',
    '{field} has no option “{value}”; choose one of {options}',
  ),
  UNKNOWN_CODE: label(
    '{field}代码“{value}”不在代码表中，请核对；确认无误可说明原因后保存',
    '{field} code “{value}” is not in the code list; check it, or accept it with a reason',
  ),
  INVALID_DATE: label(
    '{field}不是有效日期，请按 2026-03-15 的格式填写',
    '{field} is not a calendar date; write it as 2026-03-15',
  ),
  INVALID_INSTANT: label(
    '{field}不是有效时间，请按 2026-03-15T08:00:00.000Z 的格式填写',
    '{field} is not an instant; write it as 2026-03-15T08:00:00.000Z',
  ),
  INVALID_NUMBER: label(
    '{field}不是数字，请只填数字，如 1234.5',
    '{field} is not a number; write digits only, such as 1234.5',
  ),
  NOT_INTEGER: label('{field}须为整数，请去掉小数', '{field} must be a whole number; drop the decimals'),
  TOO_SMALL: label('{field}不能小于 {min}', '{field} cannot be less than {min}'),
  TOO_LARGE: label('{field}不能大于 {max}', '{field} cannot be more than {max}'),
  DECIMAL_PLACES: label(
    '{field}最多 {places} 位小数，请自行取舍（系统不会四舍五入）',
    '{field} takes at most {places} decimal places; shorten it yourself, nothing is rounded for you',
  ),
  MONEY_FORMAT: label(
    '{field}不是有效金额，请填写数字，如 1234567.89',
    '{field} is not an amount; write digits such as 1234567.89',
  ),
  MONEY_PLACES: label(
    '{field}最多两位小数（到分），请自行取舍（系统不会四舍五入）',
    '{field} takes at most two decimal places; shorten it yourself, nothing is rounded for you',
  ),
  MONEY_NEGATIVE: label('{field}不能为负数', '{field} cannot be negative'),
  MONEY_TOO_LARGE: label(
    '{field}超出上限 9,999,999,999,999.99，请核对单位是否为元',
    '{field} is above 9,999,999,999,999.99; check that the unit is yuan, not cents',
  ),
  UNKNOWN_CURRENCY: label(
    '不支持币种“{value}”，请用 ISO 4217 代码，如 CNY、USD',
    'Currency “{value}” is not known; use an ISO 4217 code such as CNY or USD',
  ),
  CREDIT_CODE_FORMAT: label(
    '统一社会信用代码应为 18 位数字或大写字母（不含 I、O、Z、S、V），现为“{value}”，请核对',
    'A unified social credit code has 18 digits or capital letters (never I, O, Z, S, V); “{value}” does not, check it',
  ),
  CREDIT_CODE_CHECK_DIGIT: label(
    '统一社会信用代码校验位不符（末位应为 {expected}），请核对营业执照；确认无误可说明原因后保存',
    'The credit code fails its check character (the last should be {expected}); check the licence, or accept it with a reason',
  ),
  LEGACY_NUMBER_FORMAT: label(
    '注册号应为 15 位数字；18 位的请填到统一社会信用代码',
    'A registration number has 15 digits; one of 18 characters belongs in the credit code',
  ),
  LEGACY_NUMBER_CHECK_DIGIT: label(
    '注册号校验位不符（末位应为 {expected}），请核对；确认无误可说明原因后保存',
    'The registration number fails its check digit (the last should be {expected}); check it, or accept it with a reason',
  ),
  PHONE_FORMAT: label(
    '“{value}”不是有效的电话号码，请按 0571-88886666-801、13800138000 或 +国家代码 的格式填写',
    '“{value}” is not a phone number; write 0571-88886666-801, 13800138000, or + and the country code',
  ),
  MOBILE_FORMAT: label(
    '“{value}”不是有效的手机号，应为 1 开头的 11 位数字；座机请填到办公电话',
    '“{value}” is not a mobile number of 11 digits beginning with 1; a landline belongs in the office phone',
  ),
  EMAIL_FORMAT: label(
    '“{value}”不是有效的邮箱，例如 name@example.com',
    '“{value}” is not an email address; for example name@example.com',
  ),
  URL_FORMAT: label(
    '“{value}”不是有效的网址，例如 https://www.example.com',
    '“{value}” is not a web address; for example https://www.example.com',
  ),
  POSTAL_CODE_FORMAT: label('邮编应为 6 位数字，现为“{value}”', 'A postal code has 6 digits; “{value}” does not'),
  INVALID_REFERENCE: label(
    '{field}指向的记录不存在或已删除，请重新选择',
    '{field} points to a record that does not exist or was removed; choose again',
  ),
} as const satisfies Record<string, Label>;

const rules = {
  DATE_ORDER: label(
    '{later}不能早于{earlier}，请改正其中一个日期',
    '{later} cannot be before {earlier}; correct one of the dates',
  ),
  REASON_REQUIRED: label('请说明原因', 'Give a reason'),
  SCALE_REASON_REQUIRED: label('填写人工划型时，请同时填写原因', 'A manual scale needs its reason'),
  SCALE_REASON_WITHOUT_SCALE: label(
    '只填了人工划型原因，请同时选择人工划型或清空原因',
    'There is a reason but no manual scale; choose the scale or clear the reason',
  ),
  REPORTS_TO_SELF: label(
    '联系人不能以自己或自己的下属为上级，请改选',
    'A contact cannot report to themselves or to their own staff; choose another',
  ),
  OTHER_CUSTOMER: label(
    '{field}不属于该客户，请改选该客户的联系人',
    '{field} belongs to another customer; choose a contact of this one',
  ),
  CONTRACT_AMOUNT_MISMATCH: label(
    '合同金额 {amount} 与明细合计 {total} 不一致，请核对；确认无误可说明原因后保存',
    'The amount {amount} differs from the items’ total {total}; check it, or accept it with a reason',
  ),
  CONTRACT_NOT_EDITABLE: label(
    '合同处于“{status}”，不能直接修改；请先撤回、修订或发起变更',
    'The contract is “{status}” and cannot be edited; withdraw, revise or start a change first',
  ),
  SIGNED_ON_REQUIRED: label('请填写签约日期', 'Give the signing date'),
  WEIGHTS_NOT_100: label('各维度权重合计为 {sum}，应为 100，请调整', 'The weights add up to {sum}; make them 100'),
  DIMENSION_DUPLICATE: label('维度标识“{key}”重复，请改名', 'The dimension key “{key}” is used twice; rename one'),
  DIMENSION_INCOMPLETE: label(
    '维度“{dimension}”的评分规则缺少参数：{missing}',
    'The rule of dimension “{dimension}” lacks {missing}; fill it in',
  ),
  GRADE_BANDS_NOT_FROM_ZERO: label(
    '等级划分须有一档从 0 分开始，请补上',
    'The grade bands leave low totals without a grade; add one from 0',
  ),
  GRADE_UNKNOWN: label(
    '等级“{grade}”不在等级划分中，请先添加或改选',
    'Grade “{grade}” is not among the grade bands; add it or choose another',
  ),
  UNKNOWN_DIMENSION: label(
    '评分卡没有维度“{dimension}”，请删去该项',
    'The scorecard has no dimension “{dimension}”; leave it out',
  ),
  METRIC_NOT_JUDGED: label(
    '维度“{dimension}”由系统计算，不能手工评分，请删去该项',
    'Dimension “{dimension}” is computed by the archive; leave its score out',
  ),
  SCORECARD_NOT_PUBLISHED: label(
    '评分卡尚未发布或已停用，请选择已发布的版本',
    'The scorecard is not published; choose a published version',
  ),
  SCORECARD_PUBLISHED: label(
    '已发布的评分卡不能修改，请另建新版本',
    'A published scorecard does not change; make a new version',
  ),
  LAST_ADMINISTRATOR: label(
    '至少保留一名启用的系统管理员，请先指定另一位',
    'One active administrator must remain; appoint another first',
  ),
} as const satisfies Record<string, Label>;

const records = {
  NOT_FOUND: label('记录不存在或已删除，请刷新列表', 'The record does not exist or was removed; refresh the list'),
  DELETED: label('记录在回收站中，请先恢复', 'The record is in the recycle bin; restore it first'),
  NOT_DELETED: label('记录未被删除，无需恢复', 'The record is not removed; there is nothing to restore'),
  VERSION_CONFLICT: label(
    '他人已修改同一字段，请对照差异后重新保存',
    'Someone else changed the same field; compare and save again',
  ),
  DUPLICATE_CREDIT_CODE: label(
    '该统一社会信用代码已有客户“{name}”，请打开原档案或更正代码',
    'Customer “{name}” already has this credit code; open that record or correct the code',
  ),
  DUPLICATE_NAME: label(
    '已有同名客户“{name}”，请打开原档案；确为不同单位可说明原因后保存',
    'A customer named “{name}” exists; open that record, or accept with a reason if it is another',
  ),
  DUPLICATE_SIMILAR: label(
    '可能与客户“{name}”重复，请核对；确为不同单位可说明原因后保存',
    'This may be the same as “{name}”; compare, or accept with a reason if it is another',
  ),
  DUPLICATE_CODE: label(
    '编号“{value}”已被使用，请换一个或留空自动生成',
    'Number “{value}” is taken; use another or leave it empty for the next one',
  ),
  DUPLICATE_USER_NAME: label('用户名“{value}”已被使用，请换一个', 'User name “{value}” is taken; choose another'),
  DUPLICATE_PRIMARY: label(
    '该客户已有主要联系人，请先取消原主要联系人',
    'The customer already has a primary contact; take the mark off that one first',
  ),
  REFERENCED: label(
    '有 {count} 条记录引用它，不能删除；请先处理这些记录',
    '{count} records point to it, so it cannot be removed; deal with those first',
  ),
  ILLEGAL_TRANSITION: label(
    '当前为“{from}”，不能{action}；可执行：{allowed}',
    'It is “{from}”, so “{action}” is not possible; possible: {allowed}',
  ),
  PARENT_DELETED: label(
    '所属客户在回收站中，请先恢复客户',
    'Its customer is in the recycle bin; restore the customer first',
  ),
  IDEMPOTENCY_MISMATCH: label(
    '同一幂等键已用于不同内容，请换用新的幂等键',
    'This idempotency key was used for another content; use a new key',
  ),
  TOO_MANY_ROWS: label('一次最多处理 {max} 条，请分批', 'At most {max} records at once; split the batch'),
} as const satisfies Record<string, Label>;

const queries = {
  INVALID_ID: label('编号“{value}”无效，请使用查询返回的 id', 'Id “{value}” is not valid; use an id that a query gave'),
  INVALID_CURSOR: label(
    '游标无效或不属于此查询，请从第一页重新开始',
    'The cursor is not valid for this query; start from the first page',
  ),
  PAGE_SIZE: label('每页须在 1 到 {max} 条之间', 'A page has 1 to {max} records'),
  PAGE_ARGUMENTS: label(
    'first/after、last/before、offset 不能混用，请只用一种',
    'first/after, last/before and offset do not mix; use one of them',
  ),
  OFFSET_TOO_LARGE: label(
    'offset 最大为 {max}，更深的页请用游标',
    'offset goes up to {max}; use cursors for deeper pages',
  ),
  FILTER_INVALID: label('筛选条件不对：{detail}', 'The filter is not valid: {detail}'),
  FILTER_TOO_COMPLEX: label('筛选条件超过 {max} 个，请精简', 'The filter has more than {max} conditions; simplify it'),
  FILTER_LIST_TOO_LONG: label(
    'in 列表最多 {max} 个值，请分批查询',
    'An in list has at most {max} values; ask in batches',
  ),
  SEARCH_TOO_LONG: label('搜索词最多 {max} 个字符', 'A search has at most {max} characters'),
  QUERY_TOO_DEEP: label('查询嵌套超过 {max} 层，请减少层级', 'The query nests deeper than {max}; flatten it'),
  QUERY_TOO_LARGE: label(
    '查询过大（上限 {max} 个词），请拆分',
    'The query is too large (limit {max} tokens); split it',
  ),
  QUERY_TOO_MANY_ALIASES: label('别名超过 {max} 个，请拆分查询', 'The query has more than {max} aliases; split it'),
  QUERY_TOO_COSTLY: label(
    '查询范围过大，请减小每页条数或嵌套列表',
    'The query asks for too much; use smaller pages or fewer nested lists',
  ),
  QUERY_TIMEOUT: label('查询超时，请缩小范围后重试', 'The query took too long; narrow it and try again'),
  BODY_TOO_LARGE: label('请求内容超过 {max}，请拆分', 'The request is larger than {max}; split it'),
  BAD_REQUEST: label('请求无效：{detail}', 'The request is not valid: {detail}'),
  RATE_LIMITED: label('请求过于频繁，请 {seconds} 秒后重试', 'Too many requests; try again in {seconds} seconds'),
  BUSY: label('系统繁忙，请稍后重试', 'The system is busy; try again shortly'),
  INTERNAL: label(
    '系统内部错误，请稍后重试；反馈时请附上请求号 {requestId}',
    'Something went wrong inside; try again, and quote request {requestId} when reporting it',
  ),
} as const satisfies Record<string, Label>;

const access = {
  UNAUTHENTICATED: label('请先登录', 'Sign in first'),
  SESSION_EXPIRED: label('登录已过期，请重新登录', 'The session has expired; sign in again'),
  BAD_CREDENTIALS: label('用户名或密码不对，请重试', 'The user name or the password is wrong; try again'),
  TOO_MANY_ATTEMPTS: label(
    '尝试次数过多，请 {minutes} 分钟后重试',
    'Too many attempts; try again in {minutes} minutes',
  ),
  USER_INACTIVE: label('账号已停用，请联系系统管理员', 'The account is switched off; ask an administrator'),
  FORBIDDEN: label('没有“{scope}”权限，请联系系统管理员', 'You lack the right “{scope}”; ask an administrator'),
  CSRF: label(
    '请求缺少来源标记，请在请求头加 x-requested-with: dossier',
    'The request lacks its origin mark; add the header x-requested-with: dossier',
  ),
  TOKEN_INVALID: label('访问令牌无效或已撤销，请更换令牌', 'The API token is not valid or was revoked; use another'),
  TOKEN_EXPIRED: label('访问令牌已过期，请新建令牌', 'The API token has expired; create a new one'),
  NOT_DEMO: label('仅演示模式可切换身份', 'Switching people is possible in demo mode only'),
} as const satisfies Record<string, Label>;

const imports = {
  IMPORT_NO_FILE: label('没有收到文件，请选择一个 .xlsx 或 .csv 文件', 'No file arrived; choose an .xlsx or .csv file'),
  IMPORT_FILE_TOO_LARGE: label(
    '文件超过 {max}，请拆分后分批导入',
    'The file is larger than {max}; split it and import in parts',
  ),
  IMPORT_EMPTY_FILE: label('文件是空的，请检查后重新选择', 'The file is empty; check it and choose again'),
  IMPORT_NOT_XLSX: label(
    '这不是 Excel 工作簿（.xlsx）或 CSV 文件，请用 Excel 或 WPS 另存为 .xlsx',
    'This is neither an .xlsx workbook nor a CSV file; save it as .xlsx and try again',
  ),
  IMPORT_XLS_RENAMED: label(
    '这是旧版 .xls 文件（仅改了扩展名），请在 Excel 或 WPS 中另存为 .xlsx',
    'This is an old .xls file with another ending; save it as .xlsx in Excel or WPS',
  ),
  IMPORT_ENCRYPTED: label(
    '文件有密码保护，请去掉密码后重试',
    'The file is protected by a password; remove it and try again',
  ),
  IMPORT_DAMAGED: label('文件已损坏，无法读取；请重新另存后重试', 'The file is damaged; save it again and retry'),
  IMPORT_ZIP_BOMB: label(
    '文件解压后过大（上限 {max}），请检查文件来源',
    'The file unpacks to more than {max}; check where it comes from',
  ),
  IMPORT_ENCODING: label(
    '无法识别文字编码，请将 CSV 另存为 UTF-8',
    'The text encoding is not known; save the CSV as UTF-8',
  ),
  IMPORT_TOO_MANY_COLUMNS: label(
    '列数 {count} 超过上限 {max}，请删除多余的列',
    '{count} columns are more than {max}; delete those not needed',
  ),
  IMPORT_TOO_MANY_ROWS: label(
    '行数 {count} 超过上限 {max}，请拆分后分批导入',
    '{count} rows are more than {max}; split the file',
  ),
  IMPORT_NO_SHEET: label(
    '找不到工作表“{sheet}”，可选：{sheets}',
    'There is no sheet “{sheet}”; choose one of {sheets}',
  ),
  IMPORT_NO_HEADER: label(
    '前 {rows} 行没有找到表头，请确认有一行写着“{example}”等列名',
    'No header row in the first {rows} rows; make sure one row has names such as “{example}”',
  ),
  IMPORT_NO_ROWS: label('表头下面没有数据，请检查文件', 'There are no rows under the header; check the file'),
  IMPORT_UNKNOWN_HEADER: label(
    '不认识列“{header}”，请在映射中选择字段或忽略该列',
    'Column “{header}” is not known; map it to a field or leave it out',
  ),
  IMPORT_DUPLICATE_HEADER: label(
    '列“{first}”和“{second}”都对应{field}，请只保留一列',
    'Columns “{first}” and “{second}” both mean {field}; keep one',
  ),
  IMPORT_MISSING_COLUMN: label('缺少必填列：{field}，请补上该列', 'The required column {field} is missing; add it'),
  IMPORT_ROW_EMPTY_KEY: label(
    '该行没有可识别的客户，请填写客户全称、编号或统一社会信用代码',
    'This row names no customer; give a name, a code or a credit code',
  ),
  IMPORT_CUSTOMER_NOT_FOUND: label(
    '找不到客户“{value}”，请先导入客户或改正名称',
    'There is no customer “{value}”; import it first or correct the name',
  ),
  IMPORT_CUSTOMER_AMBIGUOUS: label(
    '有 {count} 个客户叫“{value}”，请改填客户编号或统一社会信用代码',
    '{count} customers are called “{value}”; give the code or the credit code instead',
  ),
  IMPORT_USER_NOT_FOUND: label(
    '找不到用户“{value}”，请填写用户名或姓名',
    'There is no user “{value}”; give the user name or the full name',
  ),
  IMPORT_DUPLICATE_ROW: label('与第 {row} 行重复，请删去一行', 'This repeats row {row}; delete one'),
  IMPORT_DATE_AMBIGUOUS: label(
    '“{value}”无法确定年月日，请写成 2026-03-15',
    '“{value}” leaves day and month open; write it as 2026-03-15',
  ),
  IMPORT_FORMULA_ERROR: label(
    '单元格是错误值 {value}，请改正公式或填写数值',
    'The cell holds the error {value}; correct the formula or write the value',
  ),
  IMPORT_CANCELLED: label('导入已取消，已写入的行保留', 'The import was cancelled; rows already written stay'),
} as const satisfies Record<string, Label>;

/** All codes and their sentences. */
export const errorTexts = { ...fields, ...rules, ...records, ...queries, ...access, ...imports } as const;
export type ErrorCode = keyof typeof errorTexts;
