import { addDays, apiTokenFields } from '@dossier/shared';
import { forgetSecret, forgetUser, hashSecret, newSecret } from '../../platform/auth';
import { actorOf, type RequestContext, type TxContext } from '../../platform/context/context';
import { insertRows } from '../../platform/db/insert';
import { parseRecord } from '../../platform/db/parse';
import { createMany, loadValues, updateMany } from '../../platform/db/write';
import { RequestError } from '../../platform/graphql/errors';
import { fault } from '../../platform/graphql/user-fault';

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

/** Makes a token of the caller's own. A token cannot make tokens: a leaked one must not outlive its expiry. */
export async function createApiToken(tx: TxContext, input: unknown): Promise<CreatedToken> {
  if (actorOf(tx).via === 'token') throw new RequestError('FORBIDDEN', { scope: model(tx).label });
  const { values } = await parseRecord(tx, model(tx), apiTokenFields, input, { mode: 'create' });
  const expiresOn = values['expiresOn'] as string;
  const today = tx.clock.today();
  if (expiresOn <= today || expiresOn > addDays(today, maxDays)) throw fault('TOKEN_LIFETIME', ['expiresOn']);
  return insertToken(tx, { name: values['name'] as string, expiresOn, secret: prefix + newSecret() });
}

/** Writes a token with this secret for the actor. */
export async function insertToken(
  tx: TxContext,
  { name, expiresOn, secret }: { name: string; expiresOn: string; secret: string },
): Promise<CreatedToken> {
  const beginning = secret.slice(0, prefix.length + 6);
  const [id] = await createMany(tx, model(tx), [{ name, expiresOn, beginning, ownerId: actorOf(tx).userId }]);
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

/** Ends one of the caller's own tokens; another's answers like one that does not exist. */
export async function revokeApiToken(tx: TxContext, id: string): Promise<string> {
  const values = (await loadValues(tx, model(tx), [id])).get(id);
  if (!values || values['ownerId'] !== actorOf(tx).userId) throw fault('NOT_FOUND');
  if (values['revokedAt']) return id;
  await updateMany(tx, model(tx), [{ id, patch: { revokedAt: tx.clock.now().toISOString() } }], { verb: 'REVOKE' });
  const [row] = await tx.connection.query<{ secret_hash: string }>(
    'SELECT secret_hash FROM api_token_secret WHERE token_id = ?',
    [id],
  );
  tx.effects.afterCommit.push(() => row && forgetSecret(row.secret_hash));
  return id;
}
