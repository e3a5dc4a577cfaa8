import { auditOutcomes, defineFields, label, mayRead, traceVerbs, type Scope } from '@dossier/shared';
import type { Actor } from '../../platform/context/actor';
import { entityType } from '../../platform/graphql/entity-type';
import { relationName, type EntityDeclaration } from '../../platform/query/model';
import { fieldRight } from '../../platform/query/rights';
import { trailInRange } from '../access/range';

export const changeFields = defineFields({
  at: { kind: 'instant', required: true, access: 'system', label: label('时间', 'At') },
  actorId: {
    kind: 'ref',
    target: 'User',
    access: 'system',
    label: label('操作人', 'Actor'),
    hint: label('空表示系统', 'Null: the archive itself.'),
  },
  via: {
    kind: 'keyword',
    format: 'plain',
    max: 20,
    access: 'system',
    label: label('途径', 'Via'),
    hint: label('session、token、cli、system', 'session, token, cli or system.'),
  },
  ip: { kind: 'keyword', format: 'plain', max: 45, access: 'system', label: label('来源地址', 'Address') },
  requestId: { kind: 'keyword', format: 'plain', max: 40, access: 'system', label: label('请求号', 'Request id') },
  operationId: {
    kind: 'keyword',
    format: 'plain',
    max: 40,
    access: 'system',
    label: label('批次号', 'Operation'),
    hint: label('同一次导入或批量操作', 'Groups the changes of one import or bulk operation.'),
  },
  verb: {
    kind: 'keyword',
    format: 'plain',
    max: 40,
    required: true,
    access: 'system',
    label: label('操作', 'Verb'),
    hint: label(
      '如 CREATE、UPDATE、REMOVE、RESTORE、CHANGE_STAGE、GRADE、BLACKLIST，合同另有 SUBMIT、APPROVE、SIGN 等',
      'CREATE, UPDATE, REMOVE, RESTORE, or the verb of a domain step: CHANGE_STAGE, BLACKLIST, GRADE of customers; SUBMIT, APPROVE, SIGN, START, … of contracts.',
    ),
  },
  entity: {
    kind: 'keyword',
    format: 'plain',
    max: 40,
    required: true,
    access: 'system',
    label: label('对象', 'Entity'),
    hint: label('类型名，如 Customer、Contract', 'Name of its type, such as Customer or Contract.'),
  },
  recordId: {
    kind: 'keyword',
    format: 'plain',
    max: 40,
    required: true,
    access: 'system',
    label: label('记录', 'Record'),
    hint: label('记录的标识', 'Its exposed id, as `node(id)` takes it.'),
  },
  customerId: { kind: 'ref', target: 'Customer', access: 'system', label: label('所属客户', 'Customer') },
  version: { kind: 'int', access: 'system', label: label('版本', 'Version') },
  changes: {
    kind: 'objects',
    type: 'FieldChange',
    items: 200,
    access: 'system',
    label: label('字段变化', 'Changes'),
    fields: {
      field: { kind: 'keyword', format: 'plain', max: 60, required: true, label: label('字段', 'Field') },
      before: {
        kind: 'text',
        max: 20000,
        label: label('原值', 'Before'),
        hint: label('规范文本', 'Canonical text: strings as they are, everything else as JSON.'),
      },
      after: {
        kind: 'text',
        max: 20000,
        label: label('新值', 'After'),
        hint: label('规范文本', 'Canonical text: strings as they are, everything else as JSON.'),
      },
    },
  },
  outcome: {
    kind: 'enum',
    type: 'AuditOutcome',
    values: auditOutcomes,
    required: true,
    access: 'system',
    label: label('结果', 'Outcome'),
  },
  times: {
    kind: 'int',
    required: true,
    access: 'system',
    label: label('次数', 'Times'),
    hint: label('同一分钟内相同的失败合并为一条', 'Refusals alike within a minute are one row.'),
  },
  operation: {
    kind: 'keyword',
    format: 'plain',
    max: 80,
    access: 'system',
    label: label('接口', 'Operation'),
    hint: label('变更操作或接口路径', 'Mutation or route, e.g. updateCustomer.'),
  },
  subject: {
    kind: 'keyword',
    format: 'plain',
    max: 60,
    access: 'system',
    label: label('所试用户名', 'Name tried'),
    hint: label('登录失败时所填的用户名', 'User name of a sign-in that failed.'),
  },
  source: {
    kind: 'keyword',
    format: 'plain',
    max: 200,
    access: 'system',
    label: label('资料来源', 'Source'),
    hint: label('如导入的文件名', 'Where the facts come from, such as the file of an import.'),
  },
  sequence: {
    kind: 'int',
    access: 'system',
    label: label('链上序号', 'Sequence'),
    hint: label('空表示尚未封存', 'Place in the sealed chain; null until the sealer has come by.'),
  },
  hash: {
    kind: 'keyword',
    format: 'plain',
    max: 64,
    access: 'system',
    label: label('封印', 'Seal'),
    hint: label('与前一条相连的 HMAC-SHA-256', 'HMAC-SHA-256 over the row and the seal before it.'),
  },
  reason: { kind: 'text', max: 500, access: 'system', label: label('原因', 'Reason') },
});

/** Records whose timeline is for whoever may read them. */
const kinds: readonly (readonly [string, Scope])[] = [
  ['Customer', 'customer:read'],
  ['Collaborator', 'customer:read'],
  ['Contact', 'contact:read'],
  ['BankAccount', 'bankAccount:read'],
  ['Contract', 'contract:read'],
  ['ContractItem', 'contract:read'],
  ['Assessment', 'assessment:read'],
  ['Collaborator', 'customer:read'],
  ['Scorecard', 'scorecard:read'],
];
const readableKinds = (actor: Actor): string[] =>
  kinds.filter(([, scope]) => actor.scopes.has(scope)).map(([entity]) => entity);

/** That a field has changed may be known; from what to what, only by those who may read it. */
function closeFields(row: Record<string, unknown>, actor: Actor): void {
  const changes = row.changes as { field: string }[] | null;
  const model = { name: String(row['@entity']) };
  row.changes =
    changes?.map((change) =>
      mayRead(fieldRight(actor, model, relationName(change.field))) && mayRead(fieldRight(actor, model, change.field))
        ? change
        : { ...change, before: null, after: null },
    ) ?? null;
}

/** One line of the operation log: a change of a record, or a trace of what changed none. Written in the transaction it tells of; never altered. */
export const change: EntityDeclaration = {
  name: 'Change',
  plural: 'changes',
  table: 'audit_event',
  prefix: 'chg',
  base: 'log',
  label: { zh: '变更记录', en: 'Change' },
  description:
    'A line of the operation log: a change of a record field by field, or a sign-in, an export, a refusal. Who, when, from where.',
  fields: changeFields,
  // the timeline of a record is for whoever may read the record; the whole trail is limited by the row rule
  readScope: 'customer:read',
  rows: (actor) =>
    actor.scopes.has('audit:read') ? null : { entity: { in: readableKinds(actor) }, verb: { notIn: traceVerbs } },
  range: trailInRange,
  redact: { field: 'changes', by: 'entity', key: 'field', row: closeFields },
  inverses: { customerId: 'changes' },
  order: [{ at: { direction: 'DESC' } }],
};
export const Change = entityType(change);
