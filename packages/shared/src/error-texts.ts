/** The sentences of the error codes. Grouped by where they come from; keep each one naming the cure. */
import { label, type Label } from './dictionary';
import { dutyTexts } from './error-texts-duties';
import { fieldTexts, ruleTexts } from './error-texts-input';
import { signInTexts } from './error-texts-sign-in';
import { exportTexts } from './error-texts-export';
import { savedTexts } from './error-texts-saved';
import { scheduleTexts } from './error-texts-schedule';
import { sheetTexts, type SheetErrorCode } from './error-texts-sheet';

const records = {
  NOT_FOUND: label('记录不存在或已删除，请刷新列表', 'The record does not exist or was removed; refresh the list'),
  DELETED: label('记录在回收站中，请先恢复', 'The record is in the recycle bin; restore it first'),
  NOT_DELETED: label('记录未被删除，无需恢复', 'The record is not removed; there is nothing to restore'),
  VERSION_CONFLICT: label(
    '他人已修改同一字段，请对照差异后重新保存',
    'Someone else changed the same field; compare and save again',
  ),
  VERSION_AHEAD: label(
    '版本号 {expected} 比当前的 {current} 还新，请重新读取记录后再保存',
    'Version {expected} is ahead of the record, which is at {current}; read it again and save',
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
  DUPLICATE_ROLE_CODE: label('角色编码“{value}”已被使用，请换一个', 'Role code “{value}” is taken; choose another'),
  DUPLICATE_DEPARTMENT_CODE: label(
    '部门编码“{value}”已被使用，请换一个',
    'Department code “{value}” is taken; choose another',
  ),
  DUPLICATE_COLLABORATOR: label(
    '该同事已是协作人，请修改原有记录',
    'This colleague is a collaborator already; change that entry',
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
  NOT_RESTORABLE: label('“{field}”不能恢复：{why}', '“{field}” cannot be brought back: {why}'),
  NO_FORMER_VALUE: label(
    '新建记录之前没有值，请选择之后的修改',
    'There was no value before the record was made; choose a later change',
  ),
  AS_OF_FUTURE: label(
    '日期 {day} 在今天之后，请选择今天或更早的一天',
    'The day {day} has not come yet; choose today or a day before',
  ),
  AS_OF_FILTER: label(
    '查看某日档案时，{field} 不支持筛选、排序、搜索、游标与统计，只接受 first 和 offset',
    '{field} as of a day takes neither filter, order, search, cursor nor aggregate, only first and offset',
  ),
  AS_OF_UNAVAILABLE: label(
    '{field} 没有逐日的历史，不能与 asOf 一起查询',
    '{field} has no history by day and cannot be asked together with asOf',
  ),
  AS_OF_TOO_LARGE: label(
    '该日 {field} 超过 {max} 条，无法还原',
    'There are more than {max} {field}, too many to rebuild as of a day',
  ),
  PARENT_DELETED: label(
    '所属客户在回收站中，请先恢复客户',
    'Its customer is in the recycle bin; restore the customer first',
  ),
  IDEMPOTENCY_KEY_EMPTY: label(
    'idempotencyKey 不能为空文本；不需要时请不要传',
    'idempotencyKey cannot be an empty text; leave it out if it is not needed',
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
  PAGE_SIZE: label(
    '{field} 每页（first 或 last）须在 1 到 {max} 条之间，更多的请用 after 翻页，全部数据请用导出',
    'A page of {field} (first or last) has 1 to {max} records; page on with after, or export the whole list',
  ),
  PAGE_ARGUMENTS: label(
    'first/after、last/before、offset 不能混用，请只用一种',
    'first/after, last/before and offset do not mix; use one of them',
  ),
  OFFSET_TOO_LARGE: label(
    '{field} 的 offset 最大为 {max}，更深的页请用游标（after）',
    'offset of {field} goes up to {max}; use cursors (after) for deeper pages',
  ),
  FILTER_INVALID: label('筛选条件不对：{detail}', 'The filter is not valid: {detail}'),
  ORDER_INVALID: label('排序（orderBy）不对：{detail}', 'The order (orderBy) is not valid: {detail}'),
  AGGREGATE_INVALID: label('统计不对：{detail}', 'The aggregate is not valid: {detail}'),
  FILTER_TOO_COMPLEX: label(
    '筛选条件过于复杂，在 {field} 处超过 {max} 个条件或 {depth} 层；请减少条件与嵌套，多个取值合成一个 in',
    'The filter is too complex: at {field} it passes {max} conditions or {depth} levels; nest less, and put several values into one in',
  ),
  FILTER_LIST_TOO_LONG: label(
    '{field} 的 in 列表合计最多 {max} 个值，请分批查询，或改用能选出这些记录的条件',
    'The in lists at {field} have at most {max} values; ask in batches, or filter by what these records have in common',
  ),
  SEARCH_TOO_LONG: label('搜索词最多 {max} 个字符，请缩短', 'A search has at most {max} characters; shorten it'),
  QUERY_TOO_DEEP: label(
    '查询嵌套超过 {max} 层，最深处是 {field}；请减少层级，里层的数据另查一次',
    'The query nests deeper than {max}, deepest at {field}; nest less and ask for the inner records by themselves',
  ),
  QUERY_TOO_LARGE: label(
    '查询过大（上限 {max} 个词），请拆成几个查询，重复的部分写成片段，取值写成变量',
    'The query is too large (limit {max} tokens); split it, repeat by fragments and give values as variables',
  ),
  QUERY_TOO_MANY_ALIASES: label(
    '别名超过 {max} 个，最多的是 {field}；请用筛选（in）或分组一次查完，或拆成几个查询',
    'The query has more than {max} aliases, most of them for {field}; ask once with a filter (in) or groups, or split it',
  ),
  QUERY_TOO_MANY_DIRECTIVES: label(
    '指令超过 {max} 个，最多的在 {field} 上；请把相同的合到一个片段上',
    'The query has more than {max} directives, most of them on {field}; put one on a fragment instead',
  ),
  QUERY_TOO_MANY_FIELDS: label(
    '片段展开后超过 {max} 个字段，最多的在 {field} 之下；请去掉重复引用的片段和用不到的字段',
    'With its fragments spread out the query has more than {max} fields, most of them below {field}; spread each fragment once and leave out what is not needed',
  ),
  QUERY_TOO_COSTLY: label(
    '查询最多会读取 {cost} 行（上限 {max}），最多的是 {field}；请减小它的每页条数（first）、少嵌套或少统计一些，或拆成几个查询',
    'The query may read {cost} rows (limit {max}), most of them for {field}; give it a smaller page (first), nest or add up less, or split the query',
  ),
  QUERY_TIMEOUT: label('查询超时，请缩小范围后重试', 'The query took too long; narrow it and try again'),
  BODY_TOO_LARGE: label('请求内容超过 {max}，请拆分', 'The request is larger than {max}; split it'),
  BAD_REQUEST: label('请求无效：{detail}', 'The request is not valid: {detail}'),
  RATE_LIMITED: label('请求过于频繁，请 {seconds} 秒后重试', 'Too many requests; try again in {seconds} seconds'),
  BUSY: label('系统繁忙，请稍后重试', 'The system is busy; try again shortly'),
  DATABASE_AWAY: label('暂时连不上数据库，请稍后重试', 'The database does not answer just now; try again shortly'),
  STORAGE_FULL: label(
    '磁盘空间不足，未能保存；请联系系统管理员清理空间后重试',
    'The disk is full, so nothing was saved; ask an administrator to make room and try again',
  ),
  INTERNAL: label(
    '系统内部错误，请稍后重试；反馈时请附上请求号 {requestId}',
    'Something went wrong inside; try again, and quote request {requestId} when reporting it',
  ),
} as const satisfies Record<string, Label>;

/** Who works where, and who may do what. */
const organisation = {
  DEPARTMENT_IN_CIRCLE: label(
    '上级部门不能是自己或自己的下级，请改选',
    'A department cannot lie below itself; choose another parent',
  ),
  DEPARTMENT_IN_USE: label(
    '部门下还有 {departments} 个下级部门、{people} 名人员，请先移走',
    'The department has {departments} departments and {people} people below it; move them first',
  ),
  MANAGER_IN_CIRCLE: label(
    '直属上级不能是自己或自己的下属，请改选',
    'Nobody reports to themselves, directly or through others; choose another manager',
  ),
  UNKNOWN_ROLE: label('没有角色“{value}”，请重新选择', 'There is no role “{value}”; choose again'),
  ROLE_BUILT_IN: label('内置角色不可修改，请复制后调整', 'Built-in roles are locked; copy one and change the copy'),
  ROLE_IN_USE: label(
    '还有 {count} 名用户使用此角色，请先更换',
    '{count} people have this role; give them another first',
  ),
  UNKNOWN_SCOPE: label('没有权限“{value}”，请重新选择', 'There is no scope “{value}”; choose again'),
  UNKNOWN_FIELD_RIGHT: label(
    '字段“{value}”不存在或不能限制，请重新选择',
    'The field “{value}” does not exist or cannot be kept back; choose again',
  ),
  FIELD_RIGHT_TWICE: label('字段“{value}”列了两次，请删去一条', 'The field “{value}” is named twice; delete one'),
  COLLABORATOR_IS_OWNER: label('客户负责人无需加为协作人', 'The owner of the customer needs no entry'),
  DATE_PAST: label('{field}不能早于今天（{today}），请核对', '{field} cannot lie before today ({today}); check it'),
  SAME_PERSON: label('移交人与接收人不能是同一人，请改选', 'From and to are the same person; choose another'),
  RECEIVER_INACTIVE: label('接收人已停用，请改选', 'The receiver is switched off; choose another'),
  NOT_THEIR_CUSTOMER: label(
    '客户“{name}”不属于移交人，请刷新后重选',
    'Customer “{name}” is not theirs; refresh and choose again',
  ),
  NOTHING_TO_HAND_OVER: label('没有可交接的客户，请先选择', 'There is no customer to hand over; choose some'),
  OWNS_CUSTOMERS: label(
    '该用户名下还有 {count} 个客户，请先交接；仍要停用可说明原因后保存',
    'This person still owns {count} customers; hand them over first, or accept with a reason',
  ),
  VIEWING_AS: label(
    '正在以他人身份查看，不能修改任何内容；请先退出',
    'You are viewing as somebody else and can change nothing; end it first',
  ),
} as const satisfies Record<string, Label>;

const access = {
  UNAUTHENTICATED: label('请先登录', 'Sign in first'),
  SESSION_EXPIRED: label('登录已过期，请重新登录', 'The session has expired; sign in again'),
  BAD_CREDENTIALS: label('用户名或密码不对，请重试', 'The user name or the password is wrong; try again'),
  TOO_MANY_ATTEMPTS: label('尝试次数过多，请 {seconds} 秒后重试', 'Too many attempts; try again in {seconds} seconds'),
  FIELD_NOT_READABLE: label(
    '您不能查看“{field}”，因此不能按它筛选、排序或搜索，请去掉该条件',
    'You may not see “{field}”, so you cannot filter, order or search by it; leave it out',
  ),
  FIELD_NOT_EDITABLE: label(
    '您不能修改“{field}”，请去掉该项或联系系统管理员',
    'You may not change “{field}”; leave it out or ask an administrator',
  ),
  RECORD_NOT_EDITABLE: label(
    '您可以查看该记录，但不能修改：它不在您负责的范围内，请联系负责人或系统管理员',
    'You may see this record but not change it: it is not in your range. Ask its owner or an administrator',
  ),
  FORBIDDEN: label('没有“{scope}”权限，请联系系统管理员', 'You lack the right “{scope}”; ask an administrator'),
  CSRF: label(
    '请求缺少来源标记，请在请求头加 x-requested-with: dossier',
    'The request lacks its origin mark; add the header x-requested-with: dossier',
  ),
  TOKEN_INVALID: label('访问令牌无效或已撤销，请更换令牌', 'The API token is not valid or was revoked; use another'),
  TOKEN_LIFETIME: label(
    '到期日须在明天到一年之内，请改选',
    'The expiry lies between tomorrow and one year from now; choose another date',
  ),
  TOKEN_EXPIRED: label('访问令牌已过期，请新建令牌', 'The API token has expired; create a new one'),
  NOT_DEMO: label('仅演示模式可切换身份', 'Switching people is possible in demo mode only'),
} as const satisfies Record<string, Label>;

const reveals = {
  REVEAL_REASON: label('请写明查看原因，至少 {min} 个字', 'Say why, in {min} characters or more'),
  REVEAL_LIMIT: label(
    '一小时内最多查看 {max} 次敏感信息，{minutes} 分钟后（{at}）可再次查看',
    'At most {max} values are revealed in an hour; you can go on in {minutes} min, at {at}',
  ),
  NOT_SECRET: label('“{name}”不是加密保存的字段', '“{name}” is not a field that is kept sealed'),
  NO_VALUE: label('该字段没有内容', 'The field has no value'),
  SECRET_UNREADABLE: label(
    '无法解密：服务器缺少对应的密钥，或数据被改动过，请联系系统管理员',
    'It cannot be opened: its key is missing on the server, or the data was altered; ask an administrator',
  ),
} as const satisfies Record<string, Label>;

const imports = {
  IMPORT_HAS_SECRETS: label(
    '表中有“{header}”列，账号与证件号码不接受表格导入（表格会以明文留存），请删去该列后重试，再在客户页面逐条录入',
    'The sheet has a column “{header}”: account and identity numbers are not taken from sheets, which lie about in plain text; delete the column, and enter them on the customer page',
  ),
  IMPORT_NO_FILE: label('没有收到文件，请选择一个 .xlsx 或 .csv 文件', 'No file arrived; choose an .xlsx or .csv file'),
  IMPORT_FILE_TOO_LARGE: label(
    '文件超过 {max}，请拆分后分批导入',
    'The file is larger than {max}; split it and import in parts',
  ),
  IMPORT_NO_HEADER: label(
    '前 {rows} 行没有找到表头，请确认有一行写着“{example}”等列名',
    'No header row in the first {rows} rows; make sure one row has names such as “{example}”',
  ),
  IMPORT_NO_ROWS: label('表头下面没有数据，请检查文件', 'There are no rows under the header; check the file'),
  IMPORT_DUPLICATE_ROW: label('与第 {row} 行重复，请删去一行', 'This repeats row {row}; delete one'),
  IMPORT_DATE_AMBIGUOUS: label(
    '“{value}”无法确定年月日，请写成 2026-03-15',
    '“{value}” leaves day and month open; write it as 2026-03-15',
  ),
  IMPORT_FORMULA_ERROR: label(
    '单元格是错误值 {value}，请改正公式或填写数值',
    'The cell holds the error {value}; correct the formula or write the value',
  ),
} as const satisfies Record<string, Label>;

/** All codes and their sentences. */
export const errorTexts = {
  ...fieldTexts,
  ...ruleTexts,
  ...records,
  ...queries,
  ...access,
  ...organisation,
  ...dutyTexts,
  ...signInTexts,
  ...sheetTexts,
  ...exportTexts,
  ...savedTexts,
  ...scheduleTexts,
  ...reveals,
  ...imports,
} as const;
export type ErrorCode = keyof typeof errorTexts;
export type { SheetErrorCode };
