import { apiTokenFields } from '@dossier/shared';
import { entityType } from '../../platform/graphql/entity-type';
import { exposeId, type EntityDeclaration } from '../../platform/query/model';

/** Lets a script act for a person, with no more rights than theirs. The secret is not here: only its hash is stored, in a table of its own. */
export const apiToken: EntityDeclaration = {
  name: 'ApiToken',
  plural: 'apiTokens',
  table: 'api_token',
  prefix: 'tok',
  label: { zh: '访问令牌', en: 'API token' },
  description: 'Lets a script act for its owner. Everybody sees their own; those who administer people see all.',
  fields: apiTokenFields,
  readScope: 'apiToken:read',
  rows: (actor) =>
    actor.scopes.has('user:update') ? null : { owner: { id: { eq: exposeId({ prefix: 'usr' }, actor.userId) } } },
  order: [{ createdAt: { direction: 'DESC' } }],
};
export const ApiToken = entityType(apiToken);
