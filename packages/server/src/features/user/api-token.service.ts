import { addDays, apiTokenFields, scopeLabels, type Scope } from '@dossier/shared';
import { forgetSecret, forgetUser, hashSecret, newSecret } from '../../platform/auth';
import { actorOf, type RequestContext, type TxContext } from '../../platform/context/context';
import { insertRows } from '../../platform/db/insert';
import { parseRecord } from '../../platform/db/parse';
import { loadValues } from '../../platform/db/stored';
import { createMany, updateMany } from '../../platform/db/write';
import { RequestError } from '../../platform/graphql/errors';
import { fault } from '../../platform/graphql/user-fault';
import { rightsOf } from '../role/role.store';
import { rolesOf } from './actor.store';
import { assertMayHandOut } from './duties.service';

/** Says what it is wherever it leaks to: scanners of public code look for such beginnings. */
const prefix = 'dos_';
const maxDays = 366;

const model = (ctx: RequestContext) => ctx.models.get('ApiToken');

export interface CreatedToken {
  /** Raw id. */
  id: string;
  /** Shown once. */
  secret: string;
}

/**
 * Makes a token of the caller's own, or of a service account for those who administer people, with scopes they may hand out. A token cannot make tokens: a leaked
 * one must not outlive its expiry.
 */
export async function createApiToken(tx: TxContext, input: unknown, ownerId?: string): Promise<CreatedToken> {
  const actor = actorOf(tx);
  if (actor.via === 'token') throw new RequestError('FORBIDDEN', { scope: model(tx).label });
  const owner = ownerId && ownerId !== actor.userId ? await serviceAccount(tx, ownerId) : actor;
  const { values } = await parseRecord(tx, model(tx), apiTokenFields, input, { mode: 'create' });
  const expiresOn = values['expiresOn'] as string;
  const today = tx.clock.today();
  if (expiresOn <= today || expiresOn > addDays(today, maxDays)) throw fault('TOKEN_LIFETIME', ['expiresOn']);
  const scopes = (values['scopes'] as string[] | null) ?? [];
  assertWithin(scopes, owner.scopes);
  if (owner !== actor) assertMayHandOut(tx, scopes.length ? (scopes as Scope[]) : owner.scopes, ['scopes']);
  return insertToken(tx, {
    name: values['name'] as string,
    expiresOn,
    scopes,
    persistedOnly: values['persistedOnly'] === true,
    ownerId: owner.userId,
    secret: prefix + newSecret(),
  });
}

/** Whose token somebody else may make: a program's, which cannot sign in to make its own. */
async function serviceAccount(tx: TxContext, id: string): Promise<{ userId: string; scopes: ReadonlySet<Scope> }> {
  const [row] = await tx.connection.query<{ roles: string | null }>(
    "SELECT roles FROM user_account WHERE id = ? AND kind = 'SERVICE' AND active = 1 AND deleted_at IS NULL",
    [id],
  );
  if (!row || !actorOf(tx).scopes.has('user:update')) throw fault('TOKEN_OWNER', ['ownerId']);
  return { userId: id, scopes: (await rightsOf(tx.connection, rolesOf(row))).scopes };
}

function assertWithin(scopes: readonly string[], owned: ReadonlySet<Scope>): void {
  const beyond = scopes.filter((scope) => !owned.has(scope as Scope));
  if (beyond.length === 0) return;
  const words = (locale: 'zh' | 'en') =>
    beyond
      .map((scope) => scopeLabels[scope as Scope]?.[locale] ?? scope.slice(0, 40))
      .join(locale === 'zh' ? '、' : ', ');
  throw fault('TOKEN_SCOPES', ['scopes'], { scopes: { zh: words('zh'), en: words('en') } });
}

export interface NewToken {
  name: string;
  expiresOn: string;
  secret: string;
  /** Left out: all of the owner's. */
  scopes?: readonly string[];
  /** Runs published queries by name and nothing else. */
  persistedOnly?: boolean;
  /** Left out: the actor. */
  ownerId?: string;
}

/** Writes a token with this secret. */
export async function insertToken(
  tx: TxContext,
  { name, expiresOn, secret, scopes, persistedOnly = false, ownerId = actorOf(tx).userId }: NewToken,
): Promise<CreatedToken> {
  const beginning = secret.slice(0, prefix.length + 6);
  const wanted = scopes?.length ? [...new Set(scopes)].sort() : null;
  const values = { name, expiresOn, beginning, ownerId, persistedOnly, scopes: wanted };
  const [id] = await createMany(tx, model(tx), [values]);
  await insertRows(tx.connection, 'api_token_secret', [{ secret_hash: hashSecret(secret), token_id: id }]);
  return { id: id!, secret };
}

/** Ends every token of a person. */
export async function revokeTokensOf(tx: TxContext, userId: string, reason: string): Promise<void> {
  const rows = await tx.connection.query<{ id: string }>(
    'SELECT id FROM api_token WHERE owner_id = ? AND deleted_at IS NULL AND revoked_at IS NULL ORDER BY id',
    [userId],
  );
  const revokedAt = tx.clock.now().toISOString();
  await updateMany(
    tx,
    model(tx),
    rows.map(({ id }) => ({ id, patch: { revokedAt } })),
    { verb: 'REVOKE', reason },
  );
  tx.effects.afterCommit.push(() => forgetUser(userId));
}

/** Ends one of the caller's own tokens, or anybody's for those who administer people; another's answers like one that does not exist. */
export async function revokeApiToken(tx: TxContext, id: string): Promise<string> {
  const values = (await loadValues(tx, model(tx), [id])).get(id);
  const { userId, scopes } = actorOf(tx);
  if (!values || (values['ownerId'] !== userId && !scopes.has('user:update'))) throw fault('NOT_FOUND');
  if (values['revokedAt']) return id;
  await updateMany(tx, model(tx), [{ id, patch: { revokedAt: tx.clock.now().toISOString() } }], { verb: 'REVOKE' });
  const [row] = await tx.connection.query<{ secret_hash: string }>(
    'SELECT secret_hash FROM api_token_secret WHERE token_id = ?',
    [id],
  );
  tx.effects.afterCommit.push(() => row && forgetSecret(row.secret_hash));
  return id;
}
