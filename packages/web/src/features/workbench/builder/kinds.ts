import type { Scope } from '@dossier/shared';
import type { GraphQLSchema } from 'graphql';
import { allEntities } from '../../../graph/entity';
import { rootName } from './types';

/** What people ask about, the commonest first, and the right to read it. */
const kinds: readonly (readonly [type: string, scope: Scope])[] = [
  ['Customer', 'customer:read'],
  ['Contact', 'contact:read'],
  ['Contract', 'contract:read'],
  ['ContractItem', 'contract:read'],
  ['Assessment', 'assessment:read'],
  ['Scorecard', 'scorecard:read'],
  ['BankAccount', 'bankAccount:read'],
  ['Collaborator', 'customer:read'],
  ['Change', 'customer:read'],
  ['User', 'user:read'],
  ['Department', 'department:read'],
];

/** The kinds of records that the reader may ask about and the graph has lists of. */
export function kindsFor(schema: GraphQLSchema, can: (scope: Scope) => boolean): string[] {
  const known = new Set(allEntities().map(({ type }) => type));
  const fields = schema.getQueryType()?.getFields() ?? {};
  return kinds
    .filter(([type, scope]) => known.has(type) && can(scope) && fields[rootName({ type, mode: 'rows' })])
    .map(([type]) => type);
}
