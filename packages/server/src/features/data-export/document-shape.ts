import { groupWords, headingText, label, type Field, type Label, type Locale } from '@dossier/shared';
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
import { cellAt, figuresOf, valueAt, type Out, type Part, type Shape } from './document-cells';
import { LEVEL } from './document-hidden';
import { keyCell, type AskedKey } from './document-keys';
import { isPart, wordOf } from './document-words';
import { valueCell } from './export.values';

/** A column of a document's rows. */
export interface DocumentColumn {
  path: readonly string[];
  heading: string;
  cell(row: unknown): Out;
  /** Amounts of several currencies, of which each has a column: of what they are, and those of a row. */
  amounts?: { model: EntityModel; field: string; of(row: unknown): ReadonlyMap<string, Out> };
}
interface Place {
  path: readonly string[];
  /** Names in the schema, where the path may have aliases. */
  names: readonly string[];
  words: readonly Label[];
  /** The words end with that of a record that is referred to. */
  related: boolean;
}
/** Types of which a list has one item for each currency, and their figure. */
const figures: Readonly<Record<string, string>> = { Money: 'amount', CurrencyShare: 'share' };
const startsWith = (names: readonly string[], path: readonly string[]): boolean =>
  path.every((name, i) => names[i] === name);

/** The columns that the rows of a document have, by what it selects of them. */
export class DocumentShape {
  /** Entities that are met. */
  readonly met = new Set<EntityModel>();

  /** `keys`: what the groups are asked by; none for a list. */
  constructor(
    private readonly models: Models,
    private readonly walk: Walk,
    private readonly locale: Locale,
    private readonly keys: readonly AskedKey[],
  ) {}

  columns(type: GraphQLObjectType, sets: readonly SelectionSetNode[], model: EntityModel): DocumentColumn[] {
    const grouped = type.name === `${model.name}Group`;
    const visit = (parts: readonly Part[], place: Place): DocumentColumn[] =>
      parts.flatMap(({ key, name, word, related, shape }) => {
        // the name of a record that is referred to is the record
        const said = word && !(place.related && name === 'name') ? [word] : [];
        const at: Place = {
          path: [...place.path, key],
          names: [...place.names, name],
          words: [...place.words, ...said],
          related: related || (place.related && !word),
        };
        if (grouped && name === 'keys' && place.path.length === 0) return this.keyColumns(key);
        return shape.kind === 'object' ? visit(shape.parts, at) : this.column(shape, at);
      });
    return visit(this.parts(type, sets, model), { path: [], names: [], words: [], related: false });
  }

  private column(shape: Shape, { path, names, words }: Place): DocumentColumn {
    const at = names[0] === 'key' ? this.keys.findIndex((one) => startsWith(names.slice(1), one.path)) : -1;
    const asked = this.keys[at];
    const heading = headingText(words, this.locale, asked?.way) || path.at(-1)!;
    const cell = (row: unknown): Out => cellAt(shape, valueAt(row, path));
    if (shape.kind === 'amounts') {
      const of = (row: unknown) => figuresOf(shape, valueAt(row, path));
      return { path, heading, cell, amounts: { model: shape.model, field: shape.field, of } };
    }
    if (!asked) return { path, heading, cell };
    const part = names[asked.path.length + 1];
    const told = (row: unknown): Out => {
      const value = valueAt(row, path) ?? null;
      if (value === null) return part === undefined || part === 'label' ? groupWords.none[this.locale] : null;
      return part === 'label' ? keyCell(asked, String(value), this.locale) : cell(row);
    };
    return { path, heading, cell: this.ofKey(at, told) };
  }

  /** A cell of a key; a row that is a subtotal has no keys below its level. */
  private ofKey(at: number, cell: (row: unknown) => Out): DocumentColumn['cell'] {
    return (row) => {
      const level = valueAt(row, [LEVEL]);
      return typeof level === 'number' && at >= level ? groupWords.all[this.locale] : cell(row);
    };
  }

  private keyColumns(key: string): DocumentColumn[] {
    return this.keys.map((asked, i) => ({
      path: [key, String(i)],
      heading: headingText(asked.words, this.locale, asked.way),
      cell: this.ofKey(i, (row) => keyCell(asked, (valueAt(row, [key, String(i)]) as string) ?? null, this.locale)),
    }));
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
      const relation = model.relations.get(name);
      const word = alias && alias !== name ? label(alias, alias) : wordOf(name, model, type.name);
      const declared = isPart(type.name) ? undefined : (model.fields.get(name)?.field as Field);
      const shape = this.shapeOf(field.type, setsOf(nodes), relation?.target ?? model, { name, field: declared });
      return { key, name, word, related: relation !== undefined, shape };
    });
  }

  private shapeOf(
    type: GraphQLOutputType,
    sets: readonly SelectionSetNode[],
    model: EntityModel,
    own: { name: string; field: Field | undefined },
  ): Shape {
    const { name, field } = own;
    if (isNonNullType(type)) return this.shapeOf(type.ofType, sets, model, own);
    const named = getNamedType(type);
    if (isListType(type)) {
      const asked = [...collect(named.name, sets, this.walk)];
      const [figure] = asked.find(([, nodes]) => nodes[0]!.name.value === figures[named.name]) ?? [];
      if (figure) return { kind: 'amounts', model, field: name, figure };
      return { kind: 'list', of: this.shapeOf(type.ofType, sets, model, own) };
    }
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
    return { kind: 'object', parts: this.parts(named, sets, model) };
  }
}
