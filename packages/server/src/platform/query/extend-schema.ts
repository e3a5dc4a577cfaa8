import {
  GraphQLBoolean,
  GraphQLID,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  type GraphQLArgumentConfig,
  type GraphQLFieldConfig,
  type GraphQLInterfaceType,
  type GraphQLResolveInfo,
} from 'graphql';
import type { RequestContext } from '../context/context';
import { DateScalar } from '../graphql/scalars';
import { GroupTypes } from './aggregate/group-types';
import { AggregateTypes } from './aggregate/types';
import { readRecordAsOf } from './as-of';
import { GraphTypes } from './graph-types';
import { groupsRoot, type EntityModel } from './model';
import type { Models } from './models';
import type { PageArguments } from './page';
import type { Row } from './connection';
import { readConnection, readRecord } from './read';
import { withRight } from './rights';
import { relationKey } from './selection';

type FieldConfig = GraphQLFieldConfig<Row, RequestContext>;

const PageInfo = new GraphQLObjectType({
  name: 'PageInfo',
  description: 'Where a page stands in its list.',
  fields: {
    hasNextPage: { type: new GraphQLNonNull(GraphQLBoolean), description: 'More rows follow.' },
    hasPreviousPage: { type: new GraphQLNonNull(GraphQLBoolean), description: 'Rows come before.' },
    startCursor: { type: GraphQLString, description: 'Cursor of the first row.' },
    endCursor: { type: GraphQLString, description: 'Cursor of the last row.' },
  },
});

/**
 * Completes the base schema (entity types, mutations, hand-written queries) with what follows from the entity declarations:
 * roots, relation fields, connections, filters and orders. Everything it adds is plain graphql-js, so the schema can be rebuilt
 * while the server runs.
 */
export function extendSchema(base: GraphQLSchema, models: Models): GraphQLSchema {
  const types = new GraphTypes(base);
  const aggregates = new AggregateTypes(base);
  const groups = new GroupTypes(base, types, aggregates);
  const connections = new Map<string, GraphQLObjectType>();
  const objectOf = (model: EntityModel) => base.getType(model.name) as GraphQLObjectType;
  const nonNullList = (type: GraphQLObjectType) => new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(type)));

  const connectionOf = (model: EntityModel): GraphQLObjectType => {
    let connection = connections.get(model.name);
    if (connection) return connection;
    const node = objectOf(model);
    const edge = new GraphQLObjectType({
      name: `${model.name}Edge`,
      description: 'A row of a list with its cursor.',
      fields: {
        cursor: { type: new GraphQLNonNull(GraphQLString), description: 'Position of the row.' },
        node: { type: new GraphQLNonNull(node), description: 'The row.' },
      },
    });
    connection = new GraphQLObjectType({
      name: `${model.name}Connection`,
      description: `A page of ${model.plural}.`,
      fields: {
        nodes: { type: nonNullList(node), description: 'The rows.' },
        edges: { type: nonNullList(edge), description: 'The rows with cursors.' },
        pageInfo: { type: new GraphQLNonNull(PageInfo), description: 'Where the page stands.' },
        totalCount: {
          type: new GraphQLNonNull(GraphQLInt),
          description: 'Exact number of rows in the whole list; counted only if asked.',
        },
        aggregate: {
          type: new GraphQLNonNull(aggregates.aggregate(model)),
          description: 'Sums, averages, extremes and counts over the whole list, whatever the page.',
        },
      },
    });
    connections.set(model.name, connection);
    return connection;
  };

  const pageArguments = (model: EntityModel, root: boolean): Record<string, GraphQLArgumentConfig> => ({
    filter: { type: types.filter(model), description: 'Conditions; all rows when left out.' },
    orderBy: {
      type: new GraphQLList(new GraphQLNonNull(types.order(model))),
      description: 'Keys of the order, the most important first.',
    },
    first: { type: GraphQLInt, description: 'Rows from the start, 1 to 200; 50 when left out.' },
    after: { type: GraphQLString, description: 'Start after this cursor.' },
    last: { type: GraphQLInt, description: 'Rows from the end, 1 to 200.' },
    before: { type: GraphQLString, description: 'End before this cursor.' },
    offset: {
      type: GraphQLInt,
      description: 'Skip rows, at most 10 000; for numbered pages. Cursors reach any depth at constant cost.',
    },
    ...(root ? types.rootArguments(model) : {}),
  });

  const query = {
    ...base.getQueryType()!.toConfig(),
    description: 'What can be asked. Every list takes a filter, an order and a page, at the root and nested.',
  };
  for (const model of models.all()) {
    const fields = objectOf(model).getFields();
    for (const relation of model.relations.values()) {
      const many = relation.kind === 'many';
      fields[relation.name] = defineField(relation.name, {
        type: many ? new GraphQLNonNull(connectionOf(relation.target)) : objectOf(relation.target),
        description: relation.description,
        args: many ? pageArguments(relation.target, false) : {},
        resolve: planned,
      });
    }
    for (const [name, right, description] of closedFields) {
      const closed = (_row: Row, _args: unknown, ctx: RequestContext) => withRight(ctx.actor, model, right);
      fields[name] = defineField(name, { type: listOfNames, description, resolve: closed });
    }
    const one = model.name[0]!.toLowerCase() + model.name.slice(1);
    query.fields[one] = {
      type: objectOf(model),
      description: `${model.label.en} (${model.label.zh}) by id; null when there is none or it may not be seen.`,
      args: { id: { type: new GraphQLNonNull(GraphQLID), description: 'Its id.' }, ...(model.asOf ? { asOf } : {}) },
      resolve: (_source, { id, asOf: day }: { id: string; asOf?: string | null }, ctx: RequestContext, info) =>
        day ? readRecordAsOf(ctx, model, id, day, info) : readRecord(ctx, model, id, info),
    };
    query.fields[model.plural] = {
      type: new GraphQLNonNull(connectionOf(model)),
      description: `${model.label.en} list (${model.label.zh}). ${model.description}`,
      args: pageArguments(model, true),
      resolve: (_source, args: PageArguments, ctx: RequestContext, info) => readConnection(ctx, model, args, info),
    };
    query.fields[groupsRoot(model)] = groups.root(model);
  }
  query.fields.node = {
    type: base.getType('Node') as GraphQLInterfaceType,
    description: 'Any record by id; null when there is none or it may not be seen.',
    args: { id: { type: new GraphQLNonNull(GraphQLID), description: 'Its id.' } },
    resolve: async (_source, { id }: { id: string }, ctx: RequestContext, info) => {
      const model = models.ofId(id);
      const row = model ? await readRecord(ctx, model, id, info) : null;
      return row && { ...row, '@type': model!.name };
    },
  };
  const mutations = base.getMutationType();
  if (mutations)
    mutations.description =
      'What can be done. Every verb answers the record as it is afterwards, or `userErrors` and nothing is written.';
  (base.getType('Node') as GraphQLInterfaceType).resolveType = (value: Row) =>
    (value['@type'] as string | undefined) ?? models.ofId(String(value.id))?.name;
  return new GraphQLSchema({
    ...base.toConfig(),
    query: new GraphQLObjectType(query),
    types: [
      ...Object.values(base.getTypeMap()).filter((t) => t !== base.getQueryType() && !t.name.startsWith('__')),
      ...connections.values(),
    ],
  });
}

const listOfNames = new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(GraphQLString)));
/** What a record says of the fields that the caller does not see as they are. */
const closedFields = [
  ['hiddenFields', 'HIDDEN', 'Fields that are null because you may not see them.'],
  ['maskedFields', 'MASKED', 'Fields of which you see a masked text, or null if they are no texts.'],
] as const;

const asOf: GraphQLArgumentConfig = {
  type: DateScalar,
  description:
    'As it stood at the end of this business day, rebuilt from its trail, with the lists of its file; these then take `first` and `offset` only.',
};

/** A relation was read with its root; its resolver only hands it on. */
function planned(source: Row, _args: unknown, _ctx: RequestContext, info: GraphQLResolveInfo): unknown {
  const key = relationKey(String(info.path.key));
  if (!(key in source)) throw new Error(`${info.parentType.name}.${info.fieldName} was not planned by its root`);
  return source[key];
}

/** graphql-js keeps fields in a resolved form; a throw-away type resolves a configuration into it. */
function defineField(name: string, config: FieldConfig) {
  return new GraphQLObjectType({ name: 'T', fields: { [name]: config } }).getFields()[name]!;
}
