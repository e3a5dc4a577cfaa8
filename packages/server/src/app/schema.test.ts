import {
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isInterfaceType,
  type GraphQLSchema,
} from 'graphql';
import { buildGraph, buildModels } from './schema';

interface Described {
  description?: string | null;
}

/** Everything with a name in the graph, with its place. */
function* named(schema: GraphQLSchema): Generator<[place: string, item: Described]> {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type)) continue;
    yield [type.name, type];
    if (isEnumType(type)) for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value];
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) yield [`${type.name}.${field.name}`, field];
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      yield [`${type.name}.${field.name}`, field];
      for (const argument of field.args) yield [`${type.name}.${field.name}(${argument.name})`, argument];
    }
  }
}

test('every type, field, argument and value of the graph says what it is', () => {
  const silent = [...named(buildGraph(buildModels()))]
    .filter(([, { description }]) => !description?.trim())
    .map(([place]) => place);
  expect(silent).toEqual([]);
});
