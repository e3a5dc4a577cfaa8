import { BREAK, getArgumentValues, visit, type FieldNode, type GraphQLObjectType } from 'graphql';
import type { Level } from './level';
import type { PageArguments } from './page';
import type { RelationSelection } from './selection';

/** Arguments of a nested list as its document gives them; those without variables are read once and kept with the selection. */
export function argumentsOf(level: Pick<Level, 'info'>, selection: RelationSelection): PageArguments {
  if (selection.constantArguments) return selection.constantArguments;
  const owner = level.info.schema.getType(selection.owner.name) as GraphQLObjectType;
  const field = owner.getFields()[selection.relation.name]!;
  const args = getArgumentValues(field, selection.node, level.info.variableValues) as PageArguments;
  if (!hasVariables(selection.node)) selection.constantArguments = args;
  return args;
}

function hasVariables({ arguments: given = [] }: FieldNode): boolean {
  let found = false;
  for (const argument of given)
    visit(argument, {
      Variable() {
        found = true;
        return BREAK;
      },
    });
  return found;
}
