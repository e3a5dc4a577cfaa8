import { changeFields, traceReason, traceReasonsLike, traceVerbs, type Label, type Locale } from '@dossier/shared';
import { enumFilter, relativeFilter } from '../../composables/quickFilters';
import type { ListDefaults } from '../../composables/useListState';
import { columnOf, columnsOf, type Column } from '../../graph/column';
import { entityOf, hasEntity, type Entity } from '../../graph/entity';
import type { GraphFilter } from '../../graph/filter';
import type { Option, QuickFilter } from '../../graph/list';
import { i18n } from '../../locales';
import { kindLabel } from '../../ui/record/changeText';
import { changeEntity, verbNames } from './audit-log.entity';
import './known';

/** Every column of the log; stamps of records it has none. */
export const logColumns = (): Column[] =>
  columnsOf(changeEntity, [
    columnOf(changeEntity, 'at', { width: 160 }),
    columnOf(changeEntity, 'actor.name', { width: 110 }),
    columnOf(changeEntity, 'verb', { width: 158 }),
    columnOf(changeEntity, 'customer.name', { width: 220 }),
    columnOf(changeEntity, 'ip', { width: 130 }),
    columnOf(changeEntity, 'reason', { width: 192 }),
  ]).filter(({ key }) => !key.startsWith('created'));

export const logDefaults: ListDefaults = {
  sort: [{ path: 'at', descending: true }],
  columns: ['at', 'actor.name', 'verb', 'entity', 'outcome', 'reason', 'ip', 'subject', 'recordId', 'sequence'],
};

const inWords = (words: { zh: string; en: string }): string => words[i18n.global.locale.value];
const traces: ReadonlySet<string> = new Set(traceVerbs);
const verbOptions = (): Option[] =>
  Object.entries(verbNames)
    .map(([value, words]) => ({
      value,
      label: inWords(words),
      group: i18n.global.t(traces.has(value) ? 'auditLog.traces' : 'auditLog.changes'),
    }))
    .sort((a, b) => Number(traces.has(b.value)) - Number(traces.has(a.value)));

const kinds = [
  'Customer',
  'Contact',
  'Contract',
  'ContractItem',
  'Assessment',
  'Scorecard',
  'User',
  'ApiToken',
  'ImportJob',
  'ExportJob',
  'SavedQuery',
  'SavedView',
  'Dashboard',
  'QuerySchedule',
];
/** What a line is about, in words. */
export const entityText = (type: string): string => (type ? inWords(kindLabel(type)) : '');

export const logFilters = (people: () => Promise<Option[]>): QuickFilter[] => [
  relativeFilter('on', 'at', changeFields.at.label, [
    'TODAY',
    'YESTERDAY',
    'LAST_7_DAYS',
    'LAST_30_DAYS',
    'LAST_90_DAYS',
  ]),
  {
    key: 'verb',
    label: changeFields.verb.label,
    options: verbOptions,
    toFilter: (values) => ({ verb: { in: values } }),
  },
  enumFilter('outcome', 'outcome', changeFields.outcome),
  {
    key: 'actor',
    label: changeFields.actorId.label,
    options: people,
    toFilter: (values) => ({ actor: { id: { in: values } } }),
  },
  {
    key: 'entity',
    label: changeFields.entity.label,
    options: () => kinds.map((value) => ({ value, label: entityText(value) })),
    toFilter: (values) => ({ entity: { in: values } }),
  },
];

/** What a word may be: a name, an address, an id that stands in a report, a part of a reason. */
export const wordFilter = (word: string): GraphFilter | null =>
  word === ''
    ? null
    : {
        or: [
          { actor: { name: { contains: word } } },
          { customer: { name: { contains: word } } },
          { subject: { contains: word } },
          { ip: { startsWith: word } },
          { recordId: { eq: word } },
          { requestId: { eq: word } },
          { operation: { contains: word } },
          { reason: { contains: word } },
          { reason: { in: traceReasonsLike(word) } },
        ],
      };

interface Told {
  id: string;
  verb?: unknown;
  entity?: unknown;
  reason?: unknown;
}

/** The reason of a line in words: codes of the archive are translated, columns of an export have their names. */
export function reasonText({ verb, entity, reason }: Told, locale: Locale): string | null {
  if (typeof reason !== 'string' || reason === '') return null;
  if (verb === 'EXPORT') return columnNames(String(entity ?? ''), reason, locale) ?? reason;
  return traceReason(String(verb ?? ''), reason, locale);
}

/** “name, owner.name” as the columns are called; null where it is no list of columns. */
function columnNames(type: string, paths: string, locale: Locale): string | null {
  if (!hasEntity(type)) return null;
  const labels = paths.split(', ').map((path) => pathLabel(entityOf(type), path.split('.')));
  return labels.every((found) => found !== null)
    ? [...new Set(labels.map((found) => found![locale]))].join(locale === 'zh' ? '、' : ', ')
    : null;
}

function pathLabel(entity: Entity, [head = '', ...rest]: string[]): Label | null {
  const relation = entity.relations[head];
  if (rest.length === 0)
    return entity.fields[head]?.label ?? entity.fields[`${head}Id`]?.label ?? relation?.label ?? null;
  // a part of a value, such as the currency of an amount, is that value
  if (!relation || !hasEntity(relation.to)) return entity.fields[head]?.label ?? null;
  const inner = pathLabel(entityOf(relation.to), rest);
  // the name of somebody is that somebody
  if (inner && rest.length === 1 && rest[0] === 'name') return relation.label;
  return inner && { zh: `${relation.label.zh}·${inner.zh}`, en: `${relation.label.en}: ${inner.en}` };
}
