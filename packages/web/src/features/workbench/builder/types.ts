import {
  getNamedType,
  isInputObjectType,
  isLeafType,
  isObjectType,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { entityOf, type Entity } from '../../../graph/entity';
import type { Built, Tree } from './built';

/** The root field that a question asks. */
export const rootName = ({ type, mode }: Pick<Built, 'type' | 'mode'>): string => {
  const entity: Entity = entityOf(type);
  return mode === 'rows' ? entity.plural : `${entity.name}Groups`;
};

/** The type at the end of a path of output fields; undefined where the schema has none. */
export function outputAt(schema: GraphQLSchema, type: string, path: string): GraphQLOutputType | undefined {
  let at: GraphQLOutputType | undefined = schema.getType(type) as GraphQLOutputType | undefined;
  for (const name of path.split('.')) {
    const named = at && getNamedType(at);
    at = isObjectType(named) ? named.getFields()[name]?.type : undefined;
  }
  return at;
}
/** Whether the question can be asked by words too. */
export const takesSearch = (schema: GraphQLSchema, built: Pick<Built, 'type' | 'mode'>): boolean =>
  !!schema
    .getQueryType()
    ?.getFields()
    [rootName(built)]?.args.some(({ name }) => name === 'search');
/** The same for input fields. */
export function inputAt(schema: GraphQLSchema, type: string, path: string): GraphQLInputType | undefined {
  let at: GraphQLInputType | undefined = schema.getType(type) as GraphQLInputType | undefined;
  for (const name of path.split('.')) {
    const named = at && getNamedType(at);
    at = isInputObjectType(named) ? named.getFields()[name]?.type : undefined;
  }
  return at;
}

/** Types that are one value to a reader. */
const VALUES: ReadonlySet<string> = new Set(['Money', 'PeriodKey', 'NumberKey', 'MoneyKey', 'CurrencyShare']);

/** What has to be selected of a value so that all of it is told: an amount with its currency, a period by its label. */
export function selectionOf(type: GraphQLOutputType | undefined): true | Tree {
  const named = type && getNamedType(type);
  if (!isObjectType(named) || !VALUES.has(named.name)) return true;
  const fields = named.getFields();
  if (fields.label) return { label: true };
  const leaves = Object.values(fields).filter((field) => isLeafType(getNamedType(field.type)));
  return Object.fromEntries(leaves.map(({ name }) => [name, true as const]));
}

/** Whether amounts stand there, whose currency has to be named. */
export const isMoneyFigure = (schema: GraphQLSchema, type: string, target: string): boolean => {
  const found = outputAt(schema, `${type}Aggregate`, target);
  return !!found && getNamedType(found).name === 'Money';
};

/** How an order of rows or groups takes a path; undefined where it has none. */
export const orderAt = (schema: GraphQLSchema, { type, mode }: Pick<Built, 'type' | 'mode'>, target: string) => {
  const found = inputAt(schema, `${type}${mode === 'groups' ? 'Group' : ''}Order`, target);
  const name = found && getNamedType(found).name;
  return name === 'OrderDirection' || name === 'MoneyDirection' ? name : undefined;
};
export const isMoneyOrder = (schema: GraphQLSchema, built: Pick<Built, 'type' | 'mode'>, target: string): boolean =>
  orderAt(schema, built, target) === 'MoneyDirection';
