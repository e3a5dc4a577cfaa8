import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';

const known = new WeakMap<GraphQLSchema, ReadonlySet<string>>();

/** Every name that a document can mean: types, fields, arguments, options. */
function namesOf(schema: GraphQLSchema): ReadonlySet<string> {
  let names = known.get(schema) as Set<string> | undefined;
  if (names) return names;
  names = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    names.add(type.name);
    if (isEnumType(type)) for (const { name } of type.getValues()) names.add(name);
    if (isInputObjectType(type)) for (const name of Object.keys(type.getFields())) names.add(name);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const { name, args } of Object.values(type.getFields())) {
      names.add(name);
      for (const argument of args) names.add(argument.name);
    }
  }
  known.set(schema, names);
  return names;
}

/**
 * The names that graphql-js proposes at the end of a message, at most three. Its messages also quote what the caller wrote, so only
 * names of the schema pass.
 */
export function suggestionsIn(message: string, schema: GraphQLSchema): string[] {
  const asked = / Did you mean ((?:(?!Did you mean)[\s\S])*)\?$/.exec(message);
  if (!asked) return [];
  const names = namesOf(schema);
  return [...asked[1]!.matchAll(/"(\w+)"/g)]
    .map(([, name]) => name!)
    .filter((name) => names.has(name))
    .slice(0, 3);
}
