import {
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLInputObjectType,
  GraphQLString,
  type GraphQLArgumentConfig,
  type GraphQLInputFieldConfigMap,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { describe } from '../graphql/entity-type';
import { AggregateInputs } from './aggregate/inputs';
import { filterOf, forgetFilters, IntFilter, list } from './field-filters';
import type { EntityModel, RelationModel } from './model';

const SortDirection = new GraphQLEnumType({
  name: 'SortDirection',
  description: 'Direction of an order key.',
  values: { ASC: { description: 'Ascending.' }, DESC: { description: 'Descending.' } },
});
const NullsPlace = new GraphQLEnumType({
  name: 'NullsPlace',
  description: 'Where records without a value go; by default first when ascending, last when descending.',
  values: { FIRST: { description: 'Before all others.' }, LAST: { description: 'After all others.' } },
});
const OrderDirection = new GraphQLInputObjectType({
  name: 'OrderDirection',
  description:
    'How one field orders. Names order by pinyin, values of an enum as they are declared, amounts by their number whatever the currency.',
  fields: {
    direction: { type: SortDirection, description: 'ASC when left out.' },
    nulls: { type: NullsPlace, description: 'Where records without a value go.' },
  },
});

/** Kinds that have an order. */
const SORTABLE = new Set([
  'id',
  'text',
  'keyword',
  'code',
  'enum',
  'int',
  'decimal',
  'date',
  'instant',
  'bool',
  'money',
]);

/** Filter and order inputs of every entity, made on first use and shared by all who refer to them. */
export class GraphTypes {
  private readonly filters = new Map<string, GraphQLInputObjectType>();
  private readonly orders = new Map<string, GraphQLInputObjectType>();
  private readonly lists = new Map<string, GraphQLInputObjectType>();
  /** How one field orders. */
  readonly direction = OrderDirection;
  /** Inputs that name aggregates. */
  readonly aggregates = new AggregateInputs(OrderDirection);

  constructor(private readonly schema: GraphQLSchema) {
    forgetFilters();
  }

  filter(model: EntityModel): GraphQLInputObjectType {
    return remember(
      this.filters,
      model.name,
      () =>
        new GraphQLInputObjectType({
          name: `${model.name}Filter`,
          description: `Conditions on ${model.plural}; all that are given must hold, an empty filter matches all.`,
          fields: () => this.filterFields(model),
        }),
    );
  }

  private filterFields(model: EntityModel): GraphQLInputFieldConfigMap {
    const self = this.filter(model);
    const fields: GraphQLInputFieldConfigMap = {
      and: { type: list(self), description: 'All of these hold.' },
      or: { type: list(self), description: 'At least one of these holds; an empty list matches nothing.' },
      not: { type: self, description: 'This does not hold; its exact complement, also where values are missing.' },
    };
    for (const field of model.fields.values()) {
      const type = filterOf(field, this.schema);
      if (type) fields[field.name] = { type, description: describe(field.field) };
    }
    for (const relation of model.relations.values()) {
      if (relation.kind === 'one')
        fields[relation.name] = { type: this.one(relation), description: relation.description };
      else if (relation.kind === 'many' || relation.filter)
        fields[relation.name] = { type: this.many(relation), description: relation.description };
    }
    return fields;
  }

  /** A to-one filter is the target's filter plus `isNull`. */
  private one(relation: RelationModel): GraphQLInputType {
    const { target } = relation;
    return remember(
      this.lists,
      `${target.name}One`,
      () =>
        new GraphQLInputObjectType({
          name: `${target.name}ReferenceFilter`,
          description: `Conditions on a referred ${target.name}. \`id\` compares the reference itself, so \`{id: {ne: …}}\` includes records that refer to none. One that is out of your reach counts as none.`,
          fields: () => ({
            isNull: { type: GraphQLBoolean, description: 'true: refers to none; false: refers to one.' },
            ...this.filterFields(target),
          }),
        }),
    );
  }

  private many(relation: RelationModel): GraphQLInputType {
    const { target } = relation;
    const filter = this.filter(target);
    return remember(this.lists, target.name, () => {
      const { isNull: _never, ...comparisons } = IntFilter.toConfig().fields;
      const count = new GraphQLInputObjectType({
        name: `${target.name}CountFilter`,
        description: `Conditions on how many ${target.plural} there are.`,
        fields: { where: { type: filter, description: 'Count only these.' }, ...comparisons },
      });
      return new GraphQLInputObjectType({
        name: `${target.name}ListFilter`,
        description: `Conditions on related ${target.plural}.`,
        fields: {
          some: { type: filter, description: 'At least one matches.' },
          every: { type: filter, description: 'All match (also when there are none).' },
          none: { type: filter, description: 'None matches.' },
          count: { type: count, description: 'How many there are.' },
          aggregate: {
            type: this.aggregates.listCondition(target, filter),
            description: 'What they come to: sums, averages, extremes.',
          },
        },
      });
    });
  }

  private listOrder({ target }: RelationModel): GraphQLInputObjectType {
    return this.aggregates.listOrder(target, this.filter(target));
  }

  /** What a list at the root takes besides filter, order and page. */
  rootArguments(model: EntityModel): Record<string, GraphQLArgumentConfig> {
    return {
      ...(model.base === 'record'
        ? { deleted: { type: GraphQLBoolean, description: 'true: the recycle bin instead of the live records.' } }
        : {}),
      ...(model.search
        ? {
            search: {
              type: GraphQLString,
              description:
                'Name, pinyin or initials, credit code, phone or contact name; best matches first unless an order is given.',
            },
          }
        : {}),
    };
  }

  order(model: EntityModel): GraphQLInputObjectType {
    return remember(
      this.orders,
      model.name,
      () =>
        new GraphQLInputObjectType({
          name: `${model.name}Order`,
          description: `One key of an order of ${model.plural}; give exactly one field. The id is always the last key.`,
          fields: () => {
            const fields: GraphQLInputFieldConfigMap = {};
            for (const field of model.fields.values())
              if (SORTABLE.has(field.field.kind))
                fields[field.name] = { type: OrderDirection, description: describe(field.field) };
            for (const relation of model.relations.values())
              if (relation.kind === 'one')
                fields[relation.name] = { type: this.order(relation.target), description: relation.description };
              else if (relation.kind === 'many')
                fields[relation.name] = { type: this.listOrder(relation), description: relation.description };
            return fields;
          },
        }),
    );
  }
}

function remember<T>(map: Map<string, T>, key: string, make: () => T): T {
  let value = map.get(key);
  if (!value) map.set(key, (value = make()));
  return value;
}
