/**
 * The sentences of graphql-js (16) and Apollo in Chinese. Both speak English only, in fixed forms; each form has a line here, with the
 * place it names and the cure. Values were taken out before (`safeMessage`), so no line has one. A test walks every rule.
 */
type Line = readonly [form: RegExp, text: string];

const field = String.raw`"(\w+)"`;
const type = String.raw`"([\w![\]]+)"`;
const form = (text: string): RegExp =>
  new RegExp(`^${text.replaceAll('{name}', field).replaceAll('{type}', type).replaceAll('{any}', '([\\s\\S]+?)')}$`);
const line = (english: string, text: string): Line => [form(english), text];

/** What a document is made of. */
const documentLines: readonly Line[] = [
  line('Cannot query field {name} on type {type}\\.', '类型 $2 没有字段 $1，请改正字段名或删去它'),
  line('Unknown argument {name} on field "([\\w.]+)"\\.', '字段 $2 没有参数 $1，请改正参数名或删去它'),
  line('Unknown argument {name} on directive "@(\\w+)"\\.', '指令 @$2 没有参数 $1，请改正参数名或删去它'),
  line('Unknown type {type}\\.', '没有类型 $1，请改正类型名'),
  line('Unknown fragment {name}\\.', '没有定义片段 $1，请在文档中加上它或改正名称'),
  line('Unknown directive "@(\\w+)"\\.', '没有指令 @$1，请改正名称或删去它'),
  line('Directive "@(\\w+)" may not be used on (\\w+)\\.', '指令 @$1 不能用在此处（$2），请删去它'),
  line(
    'Field {name} argument {name} of type {type} is required, but it was not provided\\.',
    '字段 $1 缺少必填参数 $2（类型 $3），请补上',
  ),
  line(
    'Directive "@(\\w+)" argument {name} of type {type} is required, but it was not provided\\.',
    '指令 @$1 缺少必填参数 $2（类型 $3），请补上',
  ),
  line(
    'Field {name} must not have a selection since type {type} has no subfields\\.',
    '字段 $1 是单个值（类型 $2），请去掉后面的 { … }',
  ),
  line(
    'Field {name} of type {type} must have a selection of subfields\\.',
    '字段 $1（类型 $2）要写明取哪些子字段：$1 { … }',
  ),
  line('Field {name} of type {type} must have at least one field selected\\.', '字段 $1（类型 $2）至少要取一个子字段'),
  line(
    'Fields "(.+)" conflict because ([\\s\\S]+)\\. Use different aliases on the fields to fetch both if this was intentional\\.',
    '字段 $1 重复且内容不同，如果两者都要，请起不同的别名',
  ),
  line('The {any} definition is not executable\\.', '$1 是定义而不是查询，请删去它'),
  line('Fragment cannot condition on non composite type {type}\\.', '片段不能用于类型 $1，它没有子字段'),
  line('Fragment {name} cannot condition on non composite type {type}\\.', '片段 $1 不能用于类型 $2，它没有子字段'),
  line(
    'Fragment cannot be spread here as objects of type {type} can never be of type {type}\\.',
    '此处的类型是 $1，不可能是 $2，请改正片段的类型',
  ),
  line(
    'Fragment {name} cannot be spread here as objects of type {type} can never be of type {type}\\.',
    '片段 $1 不能用在此处：此处的类型是 $2，不可能是 $3',
  ),
  line('Cannot spread fragment {name} within itself(?: via {any})?\\.', '片段 $1 引用了自己，请去掉循环'),
  line('Fragment {name} is never used\\.', '片段 $1 没有用到，请使用或删去它'),
  line(
    'This anonymous operation must be the only defined operation\\.',
    '有多个操作时每个都要有名称，请给这个操作起名',
  ),
  line('Maximum introspection depth exceeded', '对接口定义的查询嵌套过深，请减少层级'),
  line('There can be only one operation named {name}\\.', '操作名 $1 重复，请改名'),
  line('There can be only one fragment named {name}\\.', '片段名 $1 重复，请改名'),
  line('There can be only one argument named {name}\\.', '参数 $1 写了两次，请只留一个'),
  line('There can be only one input field named {name}\\.', '输入字段 $1 写了两次，请只留一个'),
  line('There can be only one variable named "\\$(\\w+)"\\.', '变量 $$$1 声明了两次，请只留一个'),
  line('The directive "@(\\w+)" can only be used once at this location\\.', '指令 @$1 在此处只能用一次'),
  line('(?:Anonymous )?Subscription(?: {name})? must select only one top level field\\.', '订阅只能取一个顶层字段'),
  line(
    '(?:Anonymous )?Subscription(?: {name})? must not select an introspection top level field\\.',
    '订阅不能取接口定义的字段',
  ),
  line('Too many validation errors, error limit reached\\. Validation aborted\\.', '错误过多，其余未再检查'),
];

/** What values and variables are judged by. */
const valueLines: readonly Line[] = [
  line(
    'Variable "\\$(\\w+)" is not defined(?: by operation {name})?\\.',
    '变量 $$$1 没有声明，请在操作名后声明它的类型',
  ),
  line('Variable "\\$(\\w+)" is never used(?: in operation {name})?\\.', '变量 $$$1 没有用到，请使用或删去它'),
  line('Variable "\\$(\\w+)" cannot be non-input type {type}\\.', '变量 $$$1 的类型 $2 不能作为输入，请换成输入类型'),
  line(
    'Variable "\\$(\\w+)" expected value of type {type} which cannot be used as an input type\\.',
    '变量 $$$1 的类型 $2 不能作为输入，请换成输入类型',
  ),
  line(
    'Variable "\\$(\\w+)" of type {type} used in position expecting type {type}\\.',
    '变量 $$$1 声明为 $2，而此处需要 $3，请改正声明',
  ),
  line(
    'Variable "\\$(\\w+)" is of type {type} but must be non-nullable to be used for OneOf Input Object {type}\\.',
    '变量 $$$1 用于 $3 时不能为空，请声明为 $2!',
  ),
  line('Variable "\\$(\\w+)" of required type {type} was not provided\\.', '缺少必填变量 $$$1（类型 $2），请补上'),
  line('Variable "\\$(\\w+)" of non-null type {type} must not be null\\.', '变量 $$$1（类型 $2）不能为 null'),
  line('Field "([\\w.]+)" of required type {type} was not provided\\.', '缺少必填字段 $1（类型 $2），请补上'),
  line('Argument {name} of required type {type} was not provided\\.', '缺少必填参数 $1（类型 $2），请补上'),
  line(
    'Argument {name} of required type {type} was provided the variable "\\$(\\w+)" which was not provided a runtime value\\.',
    '必填参数 $1（类型 $2）来自变量 $$$3，请给该变量一个值',
  ),
  line('Argument {name} of non-null type {type} must not be null\\.', '参数 $1（类型 $2）不能为 null'),
  line('Argument {name} has invalid value[\\s\\S]*', '参数 $1 的值不对，请按类型填写'),
  line('Field {name} is not defined by type {type}\\.', '输入类型 $2 没有字段 $1，请改正字段名或删去它'),
  line('Field "([\\w.]+)" must be non-null\\.', '字段 $1 不能为 null'),
  line(
    '(?:OneOf Input Object {type} must specify exactly one key|Exactly one key must be specified for OneOf type {type})\\.',
    '$1$2 必须且只能填一个字段',
  ),
  line('Expected value of type {type}(?:; ([\\s\\S]+?))?\\.?', '值的类型应为 $1'),
  line('Expected type {type} to be an object\\.', '此处应为对象 { … }，类型 $1'),
  line('Expected type {type}\\.(?: ([\\s\\S]+))?', '值的类型应为 $1'),
  line('Expected non-nullable type {type} not to be null\\.', '此处不能为 null（类型 $1）'),
  line('The value does not exist in {type} enum\\.', '$1 没有这个选项，请用它的选项之一'),
  line(
    'Enum {type} cannot represent non-(?:enum|string) value\\.',
    '$1 的值应为它的选项之一，文档中不加引号，变量中加引号',
  ),
  line('Enum {type} cannot represent value\\.', '$1 的值应为它的选项之一'),
  line('Int cannot represent non-integer value\\.', '应为整数'),
  line('Int cannot represent non 32-bit signed integer value\\.', '整数超出范围（±21 亿）'),
  line('Float cannot represent non numeric value\\.', '应为数字'),
  line('String cannot represent (?:a non string )?value\\.', '应为文字，请加引号'),
  line('Boolean cannot represent a non boolean value\\.', '应为 true 或 false'),
  line('ID cannot represent (?:a non-string and non-integer )?value\\.', '应为记录的 id（文字）'),
  line('(\\w+): write it like "(.+?)"(?: \\(.*\\))?', '$1 的格式不对，应如 $2'),
  line('invalid value', '值不对'),
  line(
    'Too many errors processing variables, error limit reached\\. Execution aborted\\.',
    '变量中的错误过多，其余未再检查',
  ),
];

/** How a document is spelt. */
const syntaxLines: readonly Line[] = [
  line('Unexpected <EOF>\\.', '文档没有写完，请检查括号是否成对'),
  line('Unexpected variable "\\$(\\w+)" in constant value\\.', '此处只能写固定的值，不能用变量 $$$1'),
  line('Unexpected single quote character[\\s\\S]*', '文字要用双引号 " 括起来，不能用单引号'),
  line('Unexpected character: {any}\\.', '此处不能有字符 $1'),
  line('Unexpected description, {any}', '此处不能有说明文字，请删去它'),
  line('Unexpected {any}\\.', '此处不能有 $1'),
  line('Expected {any}\\.', '此处应为 $1'),
  line('Name "(\\w+)" is reserved and cannot be used for an enum value\\.', '$1 是保留字，不能作为选项'),
  line('Invalid number[\\s\\S]*', '数字写法不对'),
  line('Invalid character(?: within String)?: [\\s\\S]*', '文字中有不允许的字符，请改用转义写法'),
  line('Invalid (?:Unicode|character) escape sequence[\\s\\S]*', '文字中的转义写法不对'),
  line('Unterminated string\\.', '文字缺少结尾的引号'),
  line(
    'Document contains more tha[nt] (\\d+) (?:tokens|comments)\\. Parsing aborted\\.',
    '文档过长（上限 $1），请拆分',
  ),
  line(
    'Source contains more than (\\d+) UTF-16 code units\\. Parsing aborted\\.',
    '文档过长（上限 $1 个字符），请拆分',
  ),
];

/** What Apollo refuses before a document is read. */
const requestLines: readonly Line[] = [
  line(
    'Must provide operation name if query contains multiple operations\\.',
    '文档有多个操作，请用 operationName 指明执行哪一个',
  ),
  line('Unknown operation named {any}\\.', '文档中没有这个名称的操作，请改正 operationName'),
  line('Must provide an operation\\.|No operations found in request\\.', '文档中没有操作，请写上 query 或 mutation'),
  line('Operation batching disabled\\.', '一次请求只能有一个操作，请分开发送'),
  line('GraphQL queries must be strings\\.[\\s\\S]*', 'query 应为文字'),
  line('GraphQL operations must contain a non-empty `query` [\\s\\S]*', '请求缺少 query，请补上要执行的文档'),
  line('POST body missing, [\\s\\S]*', '请求没有内容，或 Content-Type 不是 application/json'),
  line(
    '`?(variables|extensions|operationName)`? in a POST body [\\s\\S]*',
    '$1 的类型不对：variables 与 extensions 应为对象，operationName 应为文字',
  ),
  line("The '?(\\w+)'? search parameter [\\s\\S]*", '地址中的参数 $1 不对：只能出现一次，且应为 JSON 对象'),
  line('GET requests only support query operations, [\\s\\S]*', 'GET 只能查询，修改请用 POST'),
  line('PersistedQueryNotFound', '服务器没有存过这个查询，请连同文档再发一次'),
  line('PersistedQueryNotSupported', '不支持预存的查询，请直接发送文档'),
  line(
    'This operation has been blocked as a potential Cross-Site Request Forgery[\\s\\S]*',
    '请求缺少 x-requested-with 头，已拒绝',
  ),
];

const tokenNames: readonly (readonly [RegExp, string])[] = [
  [/\bBlockString\b/g, '多行文字'],
  [/\bString\b/g, '文字'],
  [/\bName\b/g, '名称'],
  [/\bInt\b/g, '整数'],
  [/\bFloat\b/g, '小数'],
  [/<EOF>/g, '文档结尾'],
];

function find(lines: readonly Line[], message: string): string | null {
  for (const [pattern, text] of lines) {
    if (pattern.test(message)) return message.replace(pattern, text);
  }
  return null;
}

/** A sentence of the protocol in Chinese; null when it is none of those known. */
export function inChinese(message: string): string | null {
  const variable = /^Variable "\$(\w+)"(?: at "([\w.[\]]+)")?: ([\s\S]+)$/.exec(message);
  if (variable)
    return `变量 $${variable[1]!}${variable[2] ? ` 的 ${variable[2]}` : ''}：${inChinese(variable[3]!) ?? variable[3]!}`;
  const syntax = /^Syntax Error: ([\s\S]+)$/.exec(message);
  if (syntax) {
    const text = find(syntaxLines, syntax[1]!);
    return text && `语法错误：${tokenNames.reduce((said, [english, chinese]) => said.replace(english, chinese), text)}`;
  }
  return find(documentLines, message) ?? find(valueLines, message) ?? find(requestLines, message);
}
