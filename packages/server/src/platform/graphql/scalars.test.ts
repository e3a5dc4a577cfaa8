import { GraphQLObjectType, GraphQLSchema, GraphQLString, parse, validate } from 'graphql';
import { DateScalar, DecimalScalar, InstantScalar } from './scalars';

const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: {
      find: {
        type: GraphQLString,
        args: { on: { type: DateScalar }, at: { type: InstantScalar }, by: { type: DecimalScalar } },
      },
    },
  }),
});

test.each([
  ['on: "2026/01/01"', 'Date'],
  ['on: 5', 'Date'],
  ['at: "2026-01-01"', 'Instant'],
  ['by: "1万"', 'Decimal'],
  ['by: true', 'Decimal'],
])('%s is told with its place', (argument, type) => {
  const [error] = validate(schema, parse(`{ find(${argument}) }`));
  expect(error!.message).toContain(`${type}: write it like`);
  expect(error!.locations).toEqual([{ line: 1, column: argument.indexOf(' ') + 9 }]);
});
