import { type Field, type Locale } from '@dossier/shared';
import {
  getNamedType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type SelectionSetNode,
} from 'graphql';
import { collect, setsOf, type Walk } from '../../platform/query/ast';
import type { EntityModel } from '../../platform/query/model';
import type { Models } from '../../platform/query/models';
import type { Cell } from '../../platform/sheet/sheet-types';
import { valueCell } from './export.values';

/** What stands at one place of an answer, and how people read it. */
type Shape =
  | { kind: 'leaf'; cell(value: unknown): Cell | string | null }
  | { kind: 'object'; parts: readonly Part[] }
  | { kind: 'list'; of: Shape };
interface Part {
  key: string;
  /** Its words; empty for a wrapping that says nothing to a reader. */
  word: string;
  shape: Shape;
}
/** A column of a document's rows. */
export interface DocumentColumn {
  path: readonly string[];
  heading: string;
  cell(row: unknown): Cell | string | null;
}

const figures: Readonly<Record<string, Record<Locale, string>>> = {
  count: { zh: '数量', en: 'Count' },
  totalCount: { zh: '数量', en: 'Count' },
  countDistinct: { zh: '去重数量', en: 'Distinct' },
  sum: { zh: '合计', en: 'Sum of' },
  avg: { zh: '平均', en: 'Average' },
  min: { zh: '最小', en: 'Least' },
  max: { zh: '最大', en: 'Greatest' },
  share: { zh: '占比', en: 'Share of' },
  keys: { zh: '分组', en: 'Group' },
  level: { zh: '层级', en: 'Level' },
  drillDown: { zh: '下钻条件', en: 'Condition' },
};
const wrappings = new Set(['nodes', 'edges', 'node', 'aggregate', 'key']);

/** The columns that the rows of a document have, by what it selects of them. */
export class DocumentShape {
  /** Entities that are met. */
  readonly met = new Set<EntityModel>();

  constructor(
    private readonly models: Models,
    private readonly walk: Walk,
    private readonly locale: Locale,
  ) {}

  columns(type: GraphQLObjectType, sets: readonly SelectionSetNode[], model: EntityModel): DocumentColumn[] {
    const columns: DocumentColumn[] = [];
    const visit = (parts: readonly Part[], path: readonly string[], words: readonly string[]): void => {
      for (const { key, word, shape } of parts) {
        const [at, said] = [[...path, key], word ? [...words, word] : words];
        if (shape.kind === 'object') visit(shape.parts, at, said);
        else
          columns.push({
            path: at,
            heading: said.join(this.locale === 'zh' ? '' : ' ') || key,
            cell: (row) => cellOfShape(shape, valueAt(row, at)),
          });
      }
    };
    visit(this.parts(type, sets, model), [], []);
    return columns;
  }

  private parts(type: GraphQLObjectType, sets: readonly SelectionSetNode[], around: EntityModel): Part[] {
    const own = this.models.all().find(({ name }) => name === type.name);
    const model = own ?? around;
    this.met.add(model);
    return [...collect(type.name, sets, this.walk)].flatMap(([key, nodes]) => {
      const name = nodes[0]!.name.value;
      const field = type.getFields()[name];
      if (!field || name.startsWith('__')) return [];
      const alias = nodes[0]!.alias?.value;
      const target = model.relations.get(name)?.target;
      const word = alias && alias !== name ? alias : this.wordOf(name, model, type);
      const shape = this.shapeOf(field.type, setsOf(nodes), target ?? model, model.fields.get(name)?.field as Field);
      return [{ key, word, shape }];
    });
  }

  private wordOf(name: string, model: EntityModel, { name: type }: GraphQLObjectType): string {
    // a period is told by its label: the heading is its field's
    if (wrappings.has(name) || (type === 'PeriodKey' && name === 'label')) return '';
    const label = figures[name] ?? model.fields.get(name)?.field.label ?? model.relations.get(name)?.label;
    return label?.[this.locale] ?? name;
  }

  private shapeOf(
    type: GraphQLOutputType,
    sets: readonly SelectionSetNode[],
    model: EntityModel,
    field: Field | undefined,
  ): Shape {
    if (isNonNullType(type)) return this.shapeOf(type.ofType, sets, model, field);
    if (isListType(type)) return { kind: 'list', of: this.shapeOf(type.ofType, sets, model, field) };
    const named = getNamedType(type);
    if (isLeafType(named)) {
      const words = isEnumType(named) ? new Map(named.getValues().map((one) => [one.name, one.description])) : null;
      const known = named.name === 'Int' || named.name === 'Float' ? undefined : field;
      return {
        kind: 'leaf',
        cell: (value) => valueCell(value, known, { type: named.name, words, locale: this.locale }),
      };
    }
    // a type that several kinds of records share tells its columns only by the row: it stays as it is
    if (!isObjectType(named)) return { kind: 'leaf', cell: (value) => (value == null ? null : JSON.stringify(value)) };
    if (named.name === 'Money')
      return {
        kind: 'leaf',
        cell: (value) => valueCell(value, field, { type: 'Money', words: null, locale: this.locale }),
      };
    return { kind: 'object', parts: this.parts(named, sets, model) };
  }
}

const valueAt = (row: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], row);

function cellOfShape(shape: Shape, value: unknown): Cell | string | null {
  if (value === null || value === undefined) return null;
  if (shape.kind === 'leaf') return shape.cell(value);
  if (shape.kind === 'object') return textOf(shape, value);
  const items = (value as unknown[]).filter((item) => item !== null);
  // one amount is a figure that can be reckoned with; several currencies are words
  if (items.length === 1) return cellOfShape(shape.of, items[0]);
  return items.map((item) => textOf(shape.of, item)).join('\n') || null;
}

function textOf(shape: Shape, value: unknown): string {
  if (shape.kind !== 'object') {
    const cell = cellOfShape(shape, value);
    return cell === null ? '' : typeof cell === 'string' ? cell : cell.text;
  }
  const parts = shape.parts.map((part) => textOf(part.shape, valueAt(value, [part.key]) ?? null));
  return parts.filter(Boolean).join(' ');
}
