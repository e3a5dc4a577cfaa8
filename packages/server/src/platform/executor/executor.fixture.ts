import {
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLInterfaceType,
  type GraphQLScalarType,
  buildSchema,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';

/** A small graph with everything ours uses: interfaces, enums, scalars, nested input, lists, non-null fields, failing resolvers. */
const sdl = /* GraphQL */ `
  scalar Instant
  enum Grade {
    A
    B
    C
  }
  interface Node {
    id: ID!
  }
  interface UserError {
    code: String!
    message: String!
  }
  type PlainError implements UserError {
    code: String!
    message: String!
  }
  type DuplicateError implements UserError {
    code: String!
    message: String!
    candidates: [Customer!]!
  }
  type Contact implements Node {
    id: ID!
    name: String
    customer: Customer
  }
  type Customer implements Node {
    id: ID!
    name: String!
    grade: Grade
    createdAt: Instant
    nickname: String!
    secret: String
    contacts(first: Int = 2, filter: ContactFilter): ContactConnection!
    slow: String
  }
  type ContactConnection {
    nodes: [Contact!]!
    totalCount: Int!
  }
  input ContactFilter {
    name: String
    and: [ContactFilter!]
    limit: Int = 7
    tag: String! = "none"
  }
  type Query {
    customers(first: Int = 2, grade: Grade): [Customer!]!
    customer(id: ID!): Customer
    node(id: ID!): Node
    errors: [UserError!]!
    denied: String
    broken: Int
    requiredBroken: Int!
    echo(filter: ContactFilter): String
    who: String
  }
  type Mutation {
    add(name: String!): Customer
  }
`;

interface Row {
  id: string;
  name: string;
  grade: string;
  createdAt: Date;
  nickname: string | null;
  [alias: string]: unknown;
}

const rows: Row[] = ['甲', '乙', '丙'].map((name, i) => ({
  id: `cus_${i}`,
  name,
  grade: ['A', 'B', 'Z'][i]!,
  createdAt: new Date(Date.UTC(2026, 0, i + 1)),
  nickname: i === 1 ? null : name + name,
}));

/** What the resolvers saw, so that a test can compare both ways of running. */
export interface FixtureContext {
  user: string;
  calls: unknown[];
}

export function fixtureSchema(): GraphQLSchema {
  const schema = buildSchema(sdl);
  const type = (name: string) => (schema.getType(name) as GraphQLObjectType).getFields();
  const resolve = (name: string, field: string, resolver: NonNullable<ReturnType<typeof type>[string]['resolve']>) => {
    type(name)[field]!.resolve = resolver;
  };
  (schema.getType('Instant') as GraphQLScalarType).serialize = (value) => (value as Date).toISOString();
  (schema.getType('Node') as GraphQLInterfaceType).resolveType = (value: Row) =>
    value.id.startsWith('cus') ? 'Customer' : 'Contact';
  (schema.getType('UserError') as GraphQLInterfaceType).resolveType = (value: object) =>
    'candidates' in value ? 'DuplicateError' : 'PlainError';

  resolve('Query', 'customers', (_source, args: { first: number; grade?: string }, ctx: FixtureContext, info) => {
    ctx.calls.push(describeInfo(info));
    return rows.filter((row) => !args.grade || row.grade === args.grade).slice(0, args.first);
  });
  resolve('Query', 'customer', async (_source, { id }: { id: string }) => rows.find((row) => row.id === id) ?? null);
  resolve(
    'Query',
    'node',
    (_source, { id }: { id: string }) => rows.find((row) => row.id === id) ?? { id, name: '联系人' },
  );
  resolve('Query', 'errors', () => [
    { code: 'REQUIRED', message: 'm' },
    { code: 'DUPLICATE', message: 'm', candidates: rows.slice(0, 1) },
  ]);
  resolve('Query', 'denied', () => {
    throw new GraphQLError('FORBIDDEN', { extensions: { code: 'FORBIDDEN', params: { scope: 'x' } } });
  });
  for (const field of ['broken', 'requiredBroken'])
    resolve('Query', field, () => {
      throw new TypeError('boom');
    });
  resolve('Query', 'echo', (_source, args) => JSON.stringify(args));
  resolve('Query', 'who', (_source, _args, ctx: FixtureContext) => ctx.user);
  // as in the query engine: a relation reads the tree by its response alias
  resolve('Customer', 'contacts', (source: Row, args, ctx: FixtureContext, info) => {
    ctx.calls.push([info.path.key, pathOf(info), args]);
    return {
      nodes: [
        { id: 'con_1', name: `${source.name}一` },
        { id: 'con_2', name: `${source.name}二` },
      ],
      totalCount: 2,
    };
  });
  resolve('Customer', 'slow', async (source: Row) => {
    await new Promise((done) => setTimeout(done, 1));
    if (source.id === 'cus_1') throw new GraphQLError('gone');
    return source.name;
  });
  resolve(
    'Mutation',
    'add',
    (_source, { name }: { name: string }, ctx: FixtureContext) => (ctx.calls.push(name), { ...rows[0], name }),
  );
  return schema;
}

/** Everything of `info` that the query engine plans from. */
function describeInfo(info: GraphQLResolveInfo): unknown {
  return {
    key: info.path.key,
    fieldName: info.fieldName,
    alias: info.fieldNodes.map((node) => node.alias?.value ?? null),
    selections: info.fieldNodes.flatMap((node) => node.selectionSet?.selections.map((s) => s.kind) ?? []),
    fragments: Object.keys(info.fragments),
    variables: { ...info.variableValues },
    returnType: String(info.returnType),
    parentType: String(info.parentType),
    operation: info.operation.operation,
  };
}

function pathOf(info: GraphQLResolveInfo): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let path: GraphQLResolveInfo['path'] | undefined = info.path; path; path = path.prev) keys.unshift(path.key);
  return keys;
}
