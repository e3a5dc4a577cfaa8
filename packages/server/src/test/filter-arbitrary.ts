import { Exact, relativeNames } from '@dossier/shared';
import fc, { type Arbitrary } from 'fast-check';
import {
  exposeId,
  type EntityModel,
  type FieldModel,
  type Filter,
  type OrderInput,
  type RelationModel,
} from '../platform/query/model';
import { fieldsFor } from '../platform/query/aggregate/fits';
import { codesOf, isMoney, texts, type World } from './random-archive';

/** Random filters and orders of an entity, with operands near the values that exist. */
export class FilterArbitrary {
  constructor(private readonly world: World) {}

  filter(model: EntityModel, depth = 3): Arbitrary<Filter> {
    const inner = () => this.filter(model, depth - 1);
    const fields = [...model.fields.values()].filter((field) => field.field.kind !== 'objects');
    const relations = this.relations(model);
    const field = fc
      .constantFrom(...fields)
      .chain((one) => this.condition(model, one).map((condition): Filter => ({ [one.name]: condition })));
    if (depth === 0) return field;
    const relation = relations.length
      ? [
          {
            weight: 3,
            arbitrary: fc
              .constantFrom(...relations)
              .chain((one) => this.related(one, depth - 1).map((condition): Filter => ({ [one.name]: condition }))),
          },
        ]
      : [];
    return fc.oneof(
      { weight: 4, arbitrary: field },
      { weight: 2, arbitrary: fc.tuple(field, field).map(([a, b]): Filter => ({ ...a, ...b })) },
      ...relation,
      {
        weight: 1,
        arbitrary: fc
          .array(fc.nat(9), { maxLength: 3 })
          .chain((list) => fc.tuple(...list.map(inner)))
          .map((list): Filter => ({ and: list })),
      },
      {
        weight: 2,
        arbitrary: fc
          .array(fc.nat(9), { maxLength: 3 })
          .chain((list) => fc.tuple(...list.map(inner)))
          .map((list): Filter => ({ or: list })),
      },
      {
        weight: 2,
        arbitrary: fc
          .constant(0)
          .chain(inner)
          .map((one): Filter => ({ not: one })),
      },
      { weight: 1, arbitrary: fc.constant({}) },
    );
  }

  order(model: EntityModel): Arbitrary<OrderInput[]> {
    return fc.array(this.key(model, 2), { maxLength: 3 });
  }

  private key(model: EntityModel, depth: number): Arbitrary<OrderInput> {
    const sortable = [...model.fields.values()].filter(
      (field) => !['objects', 'list', 'secret'].includes(field.field.kind),
    );
    const direction = fc.record(
      { direction: fc.constantFrom('ASC', 'DESC'), nulls: fc.constantFrom('FIRST', 'LAST') },
      { requiredKeys: [] },
    );
    const field = fc
      .tuple(fc.constantFrom(...sortable), direction)
      .map(([one, how]): OrderInput => ({ [one.name]: how }));
    const many = this.relations(model).filter((relation) => relation.kind === 'many');
    const own = many.length
      ? fc.oneof({ weight: 4, arbitrary: field }, { weight: 1, arbitrary: this.relatedOrder(many, direction) })
      : field;
    const ones = this.relations(model).filter((relation) => relation.kind === 'one');
    if (depth === 0 || ones.length === 0) return own;
    const path = fc
      .constantFrom(...ones)
      .chain((relation) => this.key(relation.target, depth - 1).map((key): OrderInput => ({ [relation.name]: key })));
    return fc.oneof({ weight: 2, arbitrary: own }, { weight: 1, arbitrary: path });
  }

  /** By an aggregate of related records. */
  private relatedOrder(many: RelationModel[], direction: Arbitrary<object>): Arbitrary<OrderInput> {
    return fc.constantFrom(...many).chain((relation) => {
      const fields = (['countDistinct', 'sum', 'min', 'max'] as const).flatMap((fn) =>
        fieldsFor(relation.target, fn).map((field) => [fn, field] as const),
      );
      const count = direction.map((how): OrderInput => ({ count: how }));
      const figure = fc
        .tuple(fc.constantFrom(...fields), direction, fc.constantFrom('CNY', 'USD'))
        .map(([[fn, field], how, currency]): OrderInput => ({
          [fn]: { [field.name]: field.field.kind === 'money' && fn !== 'countDistinct' ? { ...how, currency } : how },
        }));
      return fc
        .tuple(fc.oneof(count, figure), fc.option(this.filter(relation.target, 0), { nil: undefined }))
        .map(([by, where]): OrderInput => ({ [relation.name]: { aggregate: { ...by, ...(where ? { where } : {}) } } }));
    });
  }

  /** Relations between entities of the random archive that can be filtered by. */
  private relations(model: EntityModel): RelationModel[] {
    return [...model.relations.values()].filter(
      (relation) => this.world.records.has(relation.target.name) && (relation.kind !== 'hasOne' || relation.filter),
    );
  }

  private related(relation: RelationModel, depth: number): Arbitrary<Filter> {
    const inner = this.filter(relation.target, depth);
    if (relation.kind === 'one') {
      return fc.oneof(
        inner,
        fc.record({ isNull: fc.boolean() }),
        this.condition(relation.target, relation.target.fields.get('id')!).map((id): Filter => ({ id })),
        inner.map((filter): Filter => ({ isNull: false, ...filter })),
      );
    }
    const number = fc.nat(3);
    const count = fc.record(
      {
        where: inner,
        eq: number,
        ne: number,
        gte: number,
        lt: number,
        in: fc.array(number, { maxLength: 2 }),
        between: fc.tuple(number, number).map(span),
      },
      { requiredKeys: [] },
    );
    const aggregate = fc
      .tuple(fc.option(inner, { nil: undefined }), this.aggregates(relation.target))
      .map(([where, conditions]): Filter => ({ aggregate: { ...(where ? { where } : {}), ...conditions } }));
    return fc.oneof(
      { weight: 2, arbitrary: aggregate },
      inner.map((some): Filter => ({ some })),
      inner.map((every): Filter => ({ every })),
      inner.map((none): Filter => ({ none })),
      count.map((one): Filter => ({ count: one })),
    );
  }

  /** Conditions on the aggregates of records. */
  aggregates(model: EntityModel): Arbitrary<Filter> {
    const figure = (field: FieldModel, fn: string): Arbitrary<Filter> => {
      if (fn === 'countDistinct') return fc.record({ gte: fc.nat(3) });
      const { kind } = field.field;
      if (kind === 'date' || kind === 'instant') return this.condition(model, field);
      const operand = fc.constantFrom('-1', '0', '1', '12', '100', '2000', '9999999999999');
      const bound = fc.oneof(
        operand.map((gte): Filter => ({ gte })),
        operand.map((lt): Filter => ({ lt })),
        operand.map((eq): Filter => ({ eq })),
        fc.tuple(operand, operand).map((list): Filter => ({ in: list })),
        fc.tuple(operand, operand).map((ends): Filter => ({ between: span(ends) })),
        fc.record({ isNull: fc.boolean() }),
      );
      if (kind === 'int' && (fn === 'min' || fn === 'max')) return fc.nat(2000).map((n): Filter => ({ lte: n }));
      if (kind !== 'money') return bound;
      return fc
        .tuple(bound, fc.constantFrom(undefined, 'CNY', 'USD'))
        .map(([condition, currency]): Filter => (currency ? { ...condition, currency } : condition));
    };
    const one = fc
      .constantFrom(
        ...(['countDistinct', 'sum', 'avg', 'min', 'max'] as const).filter((fn) => fieldsFor(model, fn).length > 0),
      )
      .chain((fn) =>
        fc
          .constantFrom(...fieldsFor(model, fn))
          .chain((field) => figure(field, fn).map((condition): Filter => ({ [fn]: { [field.name]: condition } }))),
      );
    return fc.oneof(
      one,
      fc.nat(3).map((gte): Filter => ({ count: { gte } })),
      fc.tuple(one, fc.nat(3)).map(([rest, lte]): Filter => ({ ...rest, count: { lte } })),
    );
  }

  private condition(model: EntityModel, field: FieldModel): Arbitrary<Filter> {
    const { kind } = field.field;
    const isNull = fc.record({ isNull: fc.boolean() });
    const value = this.operand(model, field);
    const equal = fc.oneof(
      value.map((eq): Filter => ({ eq })),
      value.map((ne): Filter => ({ ne })),
      isNull,
      fc.array(value, { maxLength: 3 }).map((list): Filter => ({ in: list })),
      fc.array(value, { maxLength: 3 }).map((list): Filter => ({ notIn: list })),
    );
    const ordered = fc.oneof(
      equal,
      value.map((gt): Filter => ({ gt })),
      value.map((gte): Filter => ({ gte })),
      value.map((lt): Filter => ({ lt })),
      value.map((lte): Filter => ({ lte })),
      fc.tuple(value, value).map((ends): Filter => ({ between: span(ends) })),
      fc.tuple(value, value).map(([gte, ne]): Filter => ({ gte, ne })),
    );
    const piece = value.chain((text) => pieceOf(String(text)));
    const like = fc.oneof(
      piece.map((contains): Filter => ({ contains })),
      piece.map((startsWith): Filter => ({ startsWith })),
      piece.map((endsWith): Filter => ({ endsWith })),
    );
    const relative = fc.constantFrom(...relativeNames).map((name): Filter => ({ relative: name }));
    switch (kind) {
      case 'text':
        return fc.oneof(
          equal,
          like,
          value.map((eqIgnoreCase): Filter => ({ eqIgnoreCase })),
        );
      case 'keyword':
      case 'code':
        return fc.oneof(equal, like);
      case 'secret':
        return fc.oneof(
          value.map((eq): Filter => ({ eq })),
          isNull,
        );
      case 'int':
      case 'decimal':
        return ordered;
      case 'date':
      case 'instant':
        return fc.oneof({ weight: 4, arbitrary: fc.oneof(ordered, relative) }, { weight: 1, arbitrary: part(kind) });
      case 'money':
        return fc
          .tuple(
            fc.oneof({ weight: 5, arbitrary: ordered }, { weight: 1, arbitrary: fc.constant<Filter>({}) }),
            fc.option(fc.constantFrom('CNY', 'USD', 'EUR'), { nil: undefined }),
          )
          .map(([condition, currency]): Filter => (currency ? { ...condition, currency } : condition));
      case 'bool':
        return fc.oneof(
          fc.boolean().map((eq): Filter => ({ eq })),
          isNull,
        );
      case 'list':
        return fc.oneof(
          fc.constantFrom('重点', 'VIP', 'a"b', 'b', ',', '%', '","', 'back\\', '\\').map((has): Filter => ({ has })),
          isNull,
        );
      default:
        return equal;
    }
  }

  /** Mostly a value that some record has. */
  private operand(model: EntityModel, field: FieldModel): Arbitrary<unknown> {
    const { name, field: declared } = field;
    if (field.computed && 'values' in declared) return fc.constantFrom(...Object.keys(declared.values));
    const rows = this.world.records.get(model.name) ?? [];
    const present = [
      ...new Set(
        rows
          .map((row) => row[name])
          .filter((value) => value !== null && value !== undefined)
          .map((value) => (isMoney(value) ? value.amount : value)),
      ),
    ];
    const strange = strangeOperand(field);
    if (declared.kind === 'id')
      return fc.oneof(
        fc.constantFrom(...rows.map((row) => exposeId(model, row.id))),
        fc.constantFrom('', 'cus_1', rows[0]!.id),
      );
    if (present.length === 0) return strange;
    return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...present) }, { weight: 1, arbitrary: strange });
  }
}

const part = (kind: string): Arbitrary<Filter> =>
  fc
    .tuple(
      fc.constantFrom(
        'QUARTER_OF_YEAR',
        'MONTH_OF_YEAR',
        'DAY_OF_WEEK',
        ...(kind === 'instant' ? ['HOUR_OF_DAY'] : []),
      ),
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom(undefined, 'America/New_York', 'UTC'),
    )
    .map(([of, is, timeZone]): Filter => ({
      part: { of, is, ...(timeZone && kind === 'instant' ? { timeZone } : {}) },
    }));

function strangeOperand({ field }: FieldModel): Arbitrary<unknown> {
  switch (field.kind) {
    case 'enum':
      return fc.constantFrom(...Object.keys(field.values));
    case 'date':
      return fc.constantFrom('2026-03-15', '1000-01-01', '9999-12-31');
    case 'instant':
      return fc.constantFrom('2026-03-15T00:00:00+08:00', '2026-03-14T16:00:00Z', '2000-02-29T12:30:00.123456Z');
    case 'money':
      return fc.constantFrom('0', '-5', '1000.5', '99999999999999999999');
    case 'decimal':
      return fc.constantFrom('0', '-1', '12.50', '99999999999999999999');
    case 'int':
      return fc.constantFrom(-1, 0, 2_147_483_647);
    case 'code':
      return fc.constantFrom(...codesOf(field.set), codesOf(field.set)[0]!.toLowerCase());
    default:
      return fc.constantFrom(...texts, '', ' ', 'ＫＨ－１', ' abc ', 'abc\u0000', '\u0000', '\n');
  }
}

/** What lies between two operands, whichever comes first. */
function span([one, other]: readonly [unknown, unknown]): { from: unknown; to: unknown } {
  const at = (x: unknown) => new Exact(/^-?[\d.]+$/.test(String(x)) ? String(x) : Date.parse(String(x)));
  return at(one).lte(at(other)) ? { from: one, to: other } : { from: other, to: one };
}

/** A part of a text, at times in another case or width. */
const pieceOf = (text: string): Arbitrary<string> =>
  fc
    .tuple(
      fc.nat(6),
      fc.nat(4),
      fc.constantFrom(
        (s: string) => s,
        (s: string) => s.toUpperCase(),
        (s: string) => s.normalize('NFD'),
      ),
    )
    .map(([from, length, twist]) => {
      const chars = [...text];
      const start = from % Math.max(1, chars.length);
      return twist(chars.slice(start, start + length + 1).join(''));
    });
