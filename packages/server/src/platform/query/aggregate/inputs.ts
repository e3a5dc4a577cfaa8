import { GraphQLInputObjectType, GraphQLString, type GraphQLInputFieldConfigMap, type GraphQLInputType } from 'graphql';
import { titled } from '../../graphql/entity-type';
import { DateFilter, DecimalFilter, InstantFilter, IntFilter, MoneyFilter } from '../field-filters';
import type { EntityModel, FieldModel } from '../model';
import { fieldsFor, type AggregateFunction } from './fits';

const COUNT = 'How many records there are.';

/** Inputs that name aggregates: conditions on them and orders by them. Made once for each entity. */
export class AggregateInputs {
  private readonly made = new Map<string, GraphQLInputObjectType>();
  private readonly moneyDirection: GraphQLInputObjectType;

  constructor(private readonly direction: GraphQLInputObjectType) {
    this.moneyDirection = new GraphQLInputObjectType({
      name: 'MoneyDirection',
      description: 'How amounts of one currency order.',
      fields: () => ({
        ...direction.toConfig().fields,
        currency: { type: GraphQLString, description: 'ISO 4217 code; CNY when left out.' },
      }),
    });
  }

  /** Conditions on the aggregates of groups. */
  having(model: EntityModel): GraphQLInputObjectType {
    return this.once(
      `${model.name}Having`,
      `Conditions on aggregates of ${model.plural}; all that are given must hold.`,
      () => this.conditions(model),
    );
  }

  /** Conditions on the aggregates of related records. */
  listCondition(model: EntityModel, filter: GraphQLInputType): GraphQLInputObjectType {
    return this.once(
      `${model.name}AggregateFilter`,
      `Conditions on aggregates of related ${model.plural}; all that are given must hold.`,
      () => ({ where: { type: filter, description: 'Only these.' }, ...this.conditions(model) }),
    );
  }

  /** An order of groups: by a key or by an aggregate. */
  groupOrder(model: EntityModel, key: GraphQLInputType): GraphQLInputObjectType {
    return this.once(
      `${model.name}GroupOrder`,
      `One key of an order of groups of ${model.plural}; give exactly one. The keys of the groups follow.`,
      () => ({ key: { type: key, description: 'A key that is in `by`.' }, ...this.orders(model) }),
    );
  }

  /** An order of records by the aggregates of related ones. */
  listOrder(model: EntityModel, filter: GraphQLInputType): GraphQLInputObjectType {
    const aggregate = this.once(
      `${model.name}AggregateOrder`,
      `One aggregate of related ${model.plural}; give exactly one beside \`where\`.`,
      () => ({ where: { type: filter, description: 'Only these.' }, ...this.orders(model) }),
    );
    return this.once(`${model.name}ListOrder`, `An order by related ${model.plural}.`, () => ({
      aggregate: { type: aggregate, description: 'By one of their aggregates.' },
    }));
  }

  private conditions(model: EntityModel): GraphQLInputFieldConfigMap {
    return {
      count: { type: IntFilter, description: COUNT },
      ...this.byFunction(
        model,
        'Filter',
        () => IntFilter,
        (field) => figure(field),
        extreme,
      ),
    };
  }

  private orders(model: EntityModel): GraphQLInputFieldConfigMap {
    const directed = ({ field }: FieldModel) => (field.kind === 'money' ? this.moneyDirection : this.direction);
    return {
      count: { type: this.direction, description: COUNT },
      ...this.byFunction(model, 'Order', () => this.direction, directed, directed),
    };
  }

  private byFunction(
    model: EntityModel,
    suffix: string,
    distinct: (field: FieldModel) => GraphQLInputType,
    figures: (field: FieldModel) => GraphQLInputType,
    extremes: (field: FieldModel) => GraphQLInputType,
  ): GraphQLInputFieldConfigMap {
    const fields: GraphQLInputFieldConfigMap = {};
    const add = (
      fn: AggregateFunction,
      kind: string,
      typeOf: (field: FieldModel) => GraphQLInputType,
      description: string,
    ) => {
      const able = fieldsFor(model, fn);
      if (able.length === 0) return;
      const type = this.once(`${model.name}${kind}${suffix}`, `${kind} of ${model.plural}.`, () =>
        Object.fromEntries(able.map((one) => [one.name, { type: typeOf(one), description: titled(one.field) }])),
      );
      fields[fn] = { type, description };
    };
    add('countDistinct', 'DistinctCounts', distinct, 'How many different values there are.');
    add('sum', 'Figures', figures, 'Sums; amounts of one currency.');
    add('avg', 'Figures', figures, 'Averages, not rounded; amounts of one currency.');
    add('min', 'Extremes', extremes, 'Least values; amounts of one currency.');
    add('max', 'Extremes', extremes, 'Greatest values; amounts of one currency.');
    return fields;
  }

  private once(name: string, description: string, fields: () => GraphQLInputFieldConfigMap): GraphQLInputObjectType {
    let type = this.made.get(name);
    if (!type) this.made.set(name, (type = new GraphQLInputObjectType({ name, description, fields })));
    return type;
  }
}

const figure = ({ field }: FieldModel): GraphQLInputType => (field.kind === 'money' ? MoneyFilter : DecimalFilter);
function extreme(one: FieldModel): GraphQLInputType {
  const { kind } = one.field;
  if (kind === 'int') return IntFilter;
  if (kind === 'date') return DateFilter;
  return kind === 'instant' ? InstantFilter : figure(one);
}
