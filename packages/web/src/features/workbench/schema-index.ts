import type { Label } from '@dossier/shared';
import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { labelOf } from './variables';

export type LabelOf = (type: string, field: string) => Label | undefined;

export interface SchemaLine {
  type: string;
  field: string;
  /** As the schema writes it, such as `CustomerConnection!`. */
  returns: string;
  /** The type below it; null for a leaf. */
  inner: string | null;
  label: Label | undefined;
  description: string;
}

/** What the dictionary says of entities. */
export interface EntityWords {
  name: string;
  plural: string;
  label: Label;
  fields: readonly { name: string; label: Label }[];
  relations: readonly { name: string; label: Label }[];
}

const general: Readonly<Record<string, Label>> = {
  id: { zh: '标识', en: 'Id' },
  version: { zh: '版本', en: 'Version' },
  nodes: { zh: '记录', en: 'Records' },
  totalCount: { zh: '总数', en: 'Total' },
  amount: { zh: '金额', en: 'Amount' },
  currency: { zh: '币种', en: 'Currency' },
  count: { zh: '数量', en: 'Count' },
};

/** The words of a field: the dictionary's, else those in its description. */
export function labelsOf(entities: readonly EntityWords[], schema: GraphQLSchema | null): LabelOf {
  const words = new Map<string, Label>();
  for (const { name, plural, label, fields, relations } of entities) {
    const single = `Query.${name[0]!.toLowerCase()}${name.slice(1)}`;
    words.set(`Query.${plural}`, { zh: `${label.zh}列表`, en: `${label.en} list` });
    words.set(single, label);
    words.set(`${single}Groups`, { zh: `${label.zh}分组`, en: `${label.en} groups` });
    for (const one of [...fields, ...relations]) words.set(`${name}.${one.name}`, one.label);
  }
  return (type, field) => {
    const known = words.get(`${type}.${field}`);
    if (known) return known;
    const found = schema?.getType(type);
    const described = isObjectType(found) ? found.getFields()[field]?.description : undefined;
    const label = labelOf(described, '');
    return label.zh ? label : general[field];
  };
}

const fieldsOf = (schema: GraphQLSchema, type: string): GraphQLField<unknown, unknown>[] => {
  const found = schema.getType(type);
  return isObjectType(found) || isInterfaceType(found) ? Object.values((found as GraphQLObjectType).getFields()) : [];
};

/** The fields of a type as lines of the tree; those that have words first. */
export const linesOf = (schema: GraphQLSchema, type: string, label: LabelOf): SchemaLine[] =>
  fieldsOf(schema, type)
    .map(({ name, type: returns, description }) => {
      const inner = getNamedType(returns);
      return {
        type,
        field: name,
        returns: String(returns),
        inner: isCompositeType(inner) ? inner.name : null,
        label: label(type, name),
        description: description ?? '',
      };
    })
    .sort((a, b) => Number(!a.label) - Number(!b.label));

/** Every field of every type that a query can reach, for the search box. */
export function allLines(schema: GraphQLSchema, label: LabelOf): SchemaLine[] {
  const seen = new Set<string>();
  const pending = [schema.getQueryType()?.name ?? 'Query'];
  const lines: SchemaLine[] = [];
  for (let type = pending.shift(); type; type = pending.shift()) {
    if (seen.has(type)) continue;
    seen.add(type);
    const own = linesOf(schema, type, label);
    lines.push(...own);
    pending.push(...own.flatMap(({ inner }) => (inner ? [inner] : [])));
  }
  return lines;
}

/** Lines that match all words, by name or by label in either language: exact first, then the beginning, then anywhere. */
export function searchLines(lines: readonly SchemaLine[], text: string, most = 80): SchemaLine[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const ranked = lines.flatMap((line) => {
    const names = [line.field, line.label?.zh ?? '', line.label?.en ?? ''].map((name) => name.toLowerCase());
    const all = `${names.join(' ')} ${line.type.toLowerCase()}`;
    if (!words.every((word) => all.includes(word))) return [];
    const [first = ''] = words;
    const rank = names.includes(first) ? 0 : names.some((name) => name.startsWith(first)) ? 1 : 2;
    return [{ line, rank }];
  });
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ line }) => line);
}
