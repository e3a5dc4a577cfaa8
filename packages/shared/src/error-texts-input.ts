/** Sentences about what was given: one field, or several together. */
import { label, type Label } from './dictionary';

export const fieldTexts = {
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
  DATE_AHEAD: label('{field}不能晚于今天（{today}），请核对', '{field} cannot be after today ({today}); check it'),
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
  BANK_CODE_FORMAT: label('联行号应为 12 位数字，请核对', 'A bank code has 12 digits; check it'),
  BANK_ACCOUNT_FORMAT: label('银行账号应为 8 至 32 位数字，请核对', 'An account number has 8 to 32 digits; check it'),
  DUPLICATE_DEFAULT_ACCOUNT: label(
    '该客户已有默认账户，请刷新后重试',
    'The customer has a default account already; reload and try again',
  ),
  DUPLICATE_BASIC_ACCOUNT: label(
    '该客户已有基本存款账户，一个单位只能有一个，请改选账户性质',
    'The customer has a basic account already, and may have one only; choose another kind',
  ),
  CARD_CHECK_DIGIT: label(
    '银行卡号校验位不符，请核对卡面；确认无误可说明原因后保存',
    'The card number fails its check digit; check the card, or accept it with a reason',
  ),
  IDENTITY_FORMAT: label(
    '证件号码应为 5 至 30 位字母或数字；居民身份证为 18 位（或 15 位旧证），含有效的出生日期',
    'An identity number has 5 to 30 letters or digits; a resident card has 18 (or 15, if old) with a date of birth in it',
  ),
  IDENTITY_CHECK_DIGIT: label(
    '居民身份证号校验位不符，请核对证件；确认无误可说明原因后保存',
    'The card number fails its check character; check the card, or accept it with a reason',
  ),
  IDENTITY_TYPE_REQUIRED: label('请选择证件类型', 'Choose which papers the number is from'),
  INVALID_REFERENCE: label(
    '{field}指向的记录不存在或已删除，请重新选择',
    '{field} points to a record that does not exist or was removed; choose again',
  ),
} as const satisfies Record<string, Label>;

export const ruleTexts = {
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
    "The amount {amount} differs from the items' total {total}; check it, or accept it with a reason",
  ),
  CONTRACT_LINE_CLOSED: label(
    '新的一行需要“{field}”，而您不能填写，请由有权限的人添加',
    'A new line needs “{field}”, which you may not fill in; ask somebody who may to add it',
  ),
  CONTRACT_PRICES_CLOSED: label(
    '这样改会改变金额，而您不能查看“{field}”：由新的金额可以推算出来，请由有权限的人修改',
    'This would change amounts, and “{field}”, which you may not see, could be reckoned from them; ask somebody who may see it',
  ),
  CONTRACT_NOT_EDITABLE: label(
    '合同处于“{status}”，不能直接修改；请先撤回、修订或发起变更',
    'The contract is “{status}” and cannot be edited; withdraw, revise or start a change first',
  ),
  CUSTOMER_HAS_CONTRACTS: label(
    '该客户有{contracts}，会随客户一起移入回收站；确需删除请说明原因',
    'This customer has {contracts}, which would go to the recycle bin with it; if that is meant, give a reason',
  ),
  CUSTOMER_KEPT_BY_CONTRACTS: label(
    '该客户有{contracts}，不能删除；确需删除请交有合同审批权限的经理处理',
    'This customer has {contracts} and cannot be removed by you; ask a manager who approves contracts',
  ),
  CONTRACT_NOT_REMOVABLE: label(
    '合同处于“{status}”，不能删除；请先撤回、作废，或保留存档',
    'The contract is “{status}” and cannot be removed; withdraw or void it first, or keep it on file',
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
  SCORE_RANGE: label(
    '维度“{dimension}”应填 {min} 到 {max} 之间的数，现为“{value}”',
    'Dimension “{dimension}” takes a number from {min} to {max}; “{value}” is not',
  ),
  SCORES_MISSING: label(
    '人工评分的维度都没有填写，请至少填一项：{dimensions}',
    'None of the judged dimensions is scored; fill in at least one of {dimensions}',
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
