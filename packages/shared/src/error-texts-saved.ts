/** Sentences about saved views and queries. */
import { label, type Label } from './dictionary';

export const savedTexts = {
  JSON_TOO_LARGE: label(
    '超过 {max} 个值或嵌套超过 {depth} 层，请缩小或拆开',
    'This holds more than {max} values or nests deeper than {depth}; make it smaller or split it',
  ),
  INVALID_JSON: label('不是有效的 JSON，请检查引号与括号', 'This is not valid JSON; check quotes and brackets'),
  UNKNOWN_LIST: label(
    '没有名为“{value}”的列表，请改用记录类型名，如 Customer',
    'There is no list “{value}”; give the type of its records, such as Customer',
  ),
  SAVED_FILTER_INVALID: label('筛选或排序不符合列表：{detail}', 'The filter or order does not fit the list: {detail}'),
  SAVED_SECRET: label(
    '条件里有账号或证件号码，不能保存；请改成参数，运行时再填',
    'It asks for an account or identity number, which is not kept; make it a parameter and give it when it runs',
  ),
  DOCUMENT_INVALID: label('文档不能使用：{detail}', 'The document cannot be used: {detail}'),
  DOCUMENT_NOT_ONE_QUERY: label(
    '文档须恰好包含一个查询，不能有修改操作',
    'The document must hold exactly one query and no mutation',
  ),
  PARAMETER_UNKNOWN: label(
    '文档中没有变量 ${value}，请改正或删去该参数',
    'The document has no variable ${value}; correct or delete the parameter',
  ),
  PARAMETER_TWICE: label('参数“{value}”重复，请删去一个', 'Parameter “{value}” is there twice; delete one'),
  PARAMETER_DEFAULT: label('默认值不符合变量类型：{detail}', 'The default does not fit the variable: {detail}'),
  DUPLICATE_QUERY_NAME: label('发布名“{value}”已被使用，请换一个', 'The name “{value}” is taken; choose another'),
  QUERY_NAME_FORMAT: label(
    '发布名由小写字母、数字和连字符组成，以字母开头，如 overdue-reviews',
    'A published name has small letters, digits and hyphens and begins with a letter, such as overdue-reviews',
  ),
  NOT_PUBLISHED: label('该查询没有发布，无需撤下', 'The query is not published; there is nothing to take back'),
  SHARE_FORBIDDEN: label(
    '您没有共享的权限，请选“仅自己”或联系管理员',
    'You may not share; choose “Only me” or ask an administrator',
  ),
  NO_SUCH_REVISION: label(
    '没有版本 {number}，请刷新后重选',
    'There is no revision {number}; refresh and choose another',
  ),
  PUBLISHED_QUERY_NOT_FOUND: label(
    '没有名为“{name}”的已发布查询，请核对名称与版本',
    'No query is published as “{name}”; check name and version',
  ),
  PERSISTED_ONLY: label(
    '该令牌只能按名称运行已发布的查询，请用 documentId 给出发布名',
    'This token runs published queries by name only; give the name as documentId',
  ),
  NOT_RUN: label('未运行，仅预估开销', 'It was not run; only its cost was asked'),
  COST_OF_QUERY_ONLY: label(
    '只能预估查询的开销，不能预估修改操作',
    'Only the cost of a query can be told, not of a mutation',
  ),
} as const satisfies Record<string, Label>;
