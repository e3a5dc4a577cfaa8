import { escapeFormula, type Label } from '@dossier/shared';
import {
  getNamedType,
  isCompositeType,
  isEnumType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { Table } from '../../graph/result/table';
import { labelOf } from './variables';

/** Where each response key of a document comes from: `customers.nodes.owner` → `Customer.owner`. */
export function sourcesOf(schema: GraphQLSchema, document: DocumentNode): Map<string, { type: string; field: string }> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const sources = new Map<string, { type: string; field: string }>();
  const walk = (set: SelectionSetNode, type: GraphQLCompositeType, path: string, depth: number): void => {
    if (depth > 20) return;
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) {
        const field = isObjectType(type) || 'getFields' in type ? type.getFields()[node.name.value] : undefined;
        if (!field) continue;
        const own = node.name.value;
        const key = node.alias?.value ?? own;
        const at = own === 'node' && path ? path : path ? `${path}.${key}` : key;
        sources.set(at, { type: type.name, field: own });
        const inner = getNamedType(field.type);
        if (node.selectionSet && isCompositeType(inner)) walk(node.selectionSet, inner, at, depth + 1);
        continue;
      }
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
      const condition = fragment?.typeCondition && schema.getType(fragment.typeCondition.name.value);
      if (fragment) walk(fragment.selectionSet, isCompositeType(condition) ? condition : type, path, depth + 1);
    }
  };
  const query = schema.getQueryType();
  for (const node of document.definitions)
    if (node.kind === Kind.OPERATION_DEFINITION && query) walk(node.selectionSet, query, '', 0);
  return sources;
}

/** The words of a column's values, where they are of a closed list. */
export function choicesOf(
  schema: GraphQLSchema,
  table: string,
  key: string,
  sources: ReturnType<typeof sourcesOf>,
): ReadonlyMap<string, Label> {
  const source = sources.get([table, key].filter(Boolean).join('.'));
  const owner = source && schema.getType(source.type);
  const field = isObjectType(owner) ? owner.getFields()[source!.field] : undefined;
  const type = field && getNamedType(field.type);
  if (!isEnumType(type)) return new Map();
  return new Map(type.getValues().map(({ name, description }) => [name, labelOf(description, name)]));
}

const BOM = '\ufeff';
const cell = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? escapeFormula(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A table as a file that a sheet opens as it is and that runs no formula. */
export const csvOf = (
  { columns, rows }: Pick<Table, 'columns' | 'rows'>,
  titles: readonly string[],
  words: (column: number, value: unknown) => unknown = (_, value) => value,
): string =>
  BOM +
  [titles.map(cell), ...rows.map((row) => columns.map(({ key }, i) => cell(words(i, row[key]))))]
    .map((line) => `${line.join(',')}\r\n`)
    .join('');

/** A column's heading in words, by where each part of it comes from. */
export function titleOf(
  table: string,
  key: string,
  sources: ReturnType<typeof sourcesOf>,
  label: (type: string, field: string) => Label | undefined,
  locale: 'zh' | 'en',
): string {
  const parts = key.split('.');
  const words = parts.map((part, i) => {
    const source = sources.get([table, ...parts.slice(0, i + 1)].filter(Boolean).join('.'));
    const known = source && label(source.type, source.field);
    return known ? known[locale] : part;
  });
  // the wrappings of a connection say nothing to a reader
  const shown = words.filter((_, i) => words.length === 1 || !['nodes', 'edges'].includes(parts[i]!));
  return shown.join(' · ');
}
