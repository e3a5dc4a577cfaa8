import {
  GraphQLBoolean,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigMap,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import type { RequestContext } from '../../context/context';
import { titled } from '../../graphql/entity-type';
import { DecimalScalar, JsonScalar } from '../../graphql/scalars';
import type { GraphTypes } from '../graph-types';
import type { EntityModel } from '../model';
import { fieldsFor } from './fits';
import { readGroups, type GroupArguments } from './groups';
import { KeyTypes } from './key-types';
import type { AggregateTypes } from './types';

const must = (type: GraphQLOutputType) => new GraphQLNonNull(type as never);
const listOf = (type: GraphQLObjectType) => new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(type)));

const CurrencyShare = new GraphQLObjectType({
  name: 'CurrencyShare',
  description: 'A part of the sum of one currency.',
  fields: {
    currency: { type: must(GraphQLString), description: 'ISO 4217 code.' },
    share: { type: DecimalScalar, description: 'From 0 to 1; null where the whole is zero.' },
  },
});

/** Groups of an entity: `customerGroups`. */
export class GroupTypes {
  private readonly keys: KeyTypes;

  constructor(
    schema: GraphQLSchema,
    private readonly types: GraphTypes,
    private readonly aggregates: AggregateTypes,
  ) {
    this.keys = new KeyTypes(schema, types.direction);
  }

  root(model: EntityModel): GraphQLFieldConfig<unknown, RequestContext> {
    const { types } = this;
    return {
      type: must(this.connection(model)),
      description: `Groups of ${model.plural} (${model.label.zh}): what they have in common, how many they are, what they come to.`,
      args: {
        by: {
          type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(this.keys.by(model)))),
          description: 'Keys, 1 to 4; the first one leads.',
        },
        filter: { type: types.filter(model), description: 'Conditions on records; all when left out.' },
        having: { type: types.aggregates.having(model), description: 'Conditions on groups.' },
        orderBy: {
          type: new GraphQLList(new GraphQLNonNull(types.aggregates.groupOrder(model, this.keys.order(model)))),
          description: 'Order of the groups; by their keys when left out, those without a value first.',
        },
        first: { type: GraphQLInt, description: 'Groups, 1 to 1000; 100 when left out.' },
        offset: { type: GraphQLInt, description: 'Skip groups, at most 10 000.' },
        fillGaps: {
          type: GraphQLBoolean,
          description:
            'true: also the empty groups: months without records (of the days in `filter`, else between the first and the last), values of an enum that none has.',
        },
        timeZone: {
          type: GraphQLString,
          description: 'IANA name of the zone whose days instants fall into; the business zone when left out.',
        },
        fiscalYearStart: { type: GraphQLInt, description: 'First month of FISCAL_YEAR, 1 to 12; 1 when left out.' },
        ...types.rootArguments(model),
      },
      resolve: (_source, args, ctx, info) => readGroups(ctx, model, args as unknown as GroupArguments, info),
    };
  }

  private connection(model: EntityModel): GraphQLObjectType {
    const group = this.group(model);
    const total = this.aggregates.aggregate(model);
    return new GraphQLObjectType({
      name: `${model.name}GroupConnection`,
      description: `Groups of ${model.plural}.`,
      fields: {
        nodes: { type: listOf(group), description: 'The groups.' },
        truncated: { type: must(GraphQLBoolean), description: 'There are more groups than these.' },
        totalGroups: { type: must(GraphQLInt), description: 'How many groups there are; counted only if asked.' },
        total: { type: must(total), description: 'Over all records of the filter, whatever groups are shown.' },
        subtotals: {
          type: listOf(group),
          description:
            'With several keys: what the groups come to by the first key alone, by the first two, …; `having` does not apply.',
        },
      },
    });
  }

  private group(model: EntityModel): GraphQLObjectType {
    return new GraphQLObjectType({
      name: `${model.name}Group`,
      description: `${model.plural} that have the asked keys in common.`,
      fields: {
        key: { type: must(this.keys.key(model)), description: 'The keys, typed.' },
        keys: { type: must(new GraphQLList(GraphQLString)), description: 'The keys in words, in the order of `by`.' },
        level: { type: must(GraphQLInt), description: 'How many keys the group has; fewer than asked in subtotals.' },
        count: { type: must(GraphQLInt), description: 'How many records there are.' },
        aggregate: { type: must(this.aggregates.aggregate(model)), description: 'What they come to.' },
        share: { type: this.share(model), description: 'What part of the whole they are; null in subtotals.' },
        drillDown: {
          type: must(JsonScalar),
          description: `These records as a filter: \`${model.plural}(filter: …)\` finds them. It contains the filter of the groups, not their search.`,
        },
      },
    });
  }

  private share(model: EntityModel): GraphQLObjectType {
    const fields: GraphQLFieldConfigMap<unknown, unknown> = {
      count: { type: DecimalScalar, description: 'Of the number of records, from 0 to 1.' },
    };
    const figures = fieldsFor(model, 'sum');
    if (figures.length > 0) {
      const type = new GraphQLObjectType({
        name: `${model.name}SumShare`,
        description: `Parts of the sums of ${model.plural}.`,
        fields: Object.fromEntries(
          figures.map(({ name, field }) => [
            name,
            {
              type: field.kind === 'money' ? new GraphQLList(must(CurrencyShare)) : DecimalScalar,
              description: titled(field),
            },
          ]),
        ),
      });
      fields.sum = { type: must(type), description: 'Of the sums, from 0 to 1; amounts per currency.' };
    }
    return new GraphQLObjectType({
      name: `${model.name}Share`,
      description: `A part of all ${model.plural} of the filter.`,
      fields,
    });
  }
}
