import {
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLFieldConfigMap,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { titled } from '../../graphql/entity-type';
import { DateScalar, DecimalScalar, InstantScalar } from '../../graphql/scalars';
import type { EntityModel, FieldModel } from '../model';
import { fieldsFor, type AggregateFunction } from './fits';

const WORDS: Record<AggregateFunction, string> = {
  countDistinct: 'How many different values there are; records without one do not count.',
  sum: 'Sums, exact; amounts per currency. Null where there is no value.',
  avg: 'Averages of the values there are, rounded half up: amounts to two decimal places, other figures to two more than the field has.',
  min: 'Least values; amounts per currency.',
  max: 'Greatest values; amounts per currency.',
};

/** Output types of aggregates, made once for each entity. */
export class AggregateTypes {
  private readonly made = new Map<string, GraphQLObjectType>();
  private readonly money: GraphQLOutputType;

  constructor(schema: GraphQLSchema) {
    this.money = new GraphQLList(new GraphQLNonNull(schema.getType('Money') as GraphQLObjectType));
  }

  aggregate(model: EntityModel): GraphQLObjectType {
    return this.once(`${model.name}Aggregate`, `Aggregates of ${model.plural}; only what is asked is computed.`, () => {
      const fields: GraphQLFieldConfigMap<unknown, unknown> = {
        count: { type: new GraphQLNonNull(GraphQLInt), description: 'How many records there are.' },
      };
      const add = (fn: AggregateFunction, kind: string, typeOf: (field: FieldModel) => GraphQLOutputType) => {
        const able = fieldsFor(model, fn);
        if (able.length === 0) return;
        const type = this.once(`${model.name}${kind}`, `${kind} of ${model.plural}.`, () =>
          Object.fromEntries(able.map((one) => [one.name, { type: typeOf(one), description: titled(one.field) }])),
        );
        fields[fn] = { type: new GraphQLNonNull(type), description: WORDS[fn] };
      };
      add('countDistinct', 'DistinctCounts', () => new GraphQLNonNull(GraphQLInt));
      for (const fn of ['sum', 'avg'] as const) add(fn, 'Figures', (field) => this.figure(field));
      for (const fn of ['min', 'max'] as const) add(fn, 'Extremes', (field) => this.extreme(field));
      return fields;
    });
  }

  private figure({ field }: FieldModel): GraphQLOutputType {
    return field.kind === 'money' ? this.money : DecimalScalar;
  }
  private extreme(one: FieldModel): GraphQLOutputType {
    const { kind } = one.field;
    if (kind === 'int') return GraphQLInt;
    if (kind === 'date') return DateScalar;
    return kind === 'instant' ? InstantScalar : this.figure(one);
  }

  private once(
    name: string,
    description: string,
    fields: () => GraphQLFieldConfigMap<unknown, unknown>,
  ): GraphQLObjectType {
    let type = this.made.get(name);
    if (!type) this.made.set(name, (type = new GraphQLObjectType({ name, description, fields })));
    return type;
  }
}
