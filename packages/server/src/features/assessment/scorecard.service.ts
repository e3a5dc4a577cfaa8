import { defaultScorecard, scorecardFaults, scorecardFields, type Scoring } from '@dossier/shared';
import type { TxContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import { expectVersion, forUpdate, liveRecord } from '../../platform/db/one';
import { parseRecord } from '../../platform/db/parse';
import { createMany, updateMany } from '../../platform/db/write';
import { fault, UserFault } from '../../platform/graphql/user-fault';
import { publishedScorecard } from './assessment.read';

const model = (tx: TxContext) => tx.models.get('Scorecard');

/** Version numbers count within a name. */
async function nextVersion(tx: TxContext, name: string): Promise<number> {
  const [row] = await tx.connection.query<{ last: number | string | null }>(
    'SELECT MAX(version_no) AS last FROM scorecard WHERE name = ?',
    [name],
  );
  return Number(row?.last ?? 0) + 1;
}

/** Live scorecards of a name in a status, raw ids. */
async function namesakes(tx: TxContext, name: string, status: 'DRAFT' | 'PUBLISHED'): Promise<string[]> {
  const rows = await tx.connection.query<{ id: string }>(
    `SELECT id FROM scorecard WHERE name = ? AND status = ? AND deleted_at IS NULL ORDER BY id DESC${forUpdate(tx)}`,
    [name, status],
  );
  return rows.map((row) => row.id);
}

/** Creates a draft. It may be incomplete: publishing is what checks it. */
export async function createScorecard(tx: TxContext, input: unknown): Promise<string> {
  const { values } = await parseRecord(tx, model(tx), scorecardFields, input, { mode: 'create' });
  const [id] = await createMany(tx, model(tx), [
    { ...values, versionNo: await nextVersion(tx, values.name as string) },
  ]);
  return id!;
}

/** Changes a draft; what was published never changes. */
export async function updateScorecard(
  tx: TxContext,
  id: string,
  expectedVersion: number,
  patch: unknown,
): Promise<string> {
  const current = await draft(tx, id);
  const { values } = await parseRecord(tx, model(tx), scorecardFields, patch, { mode: 'update', current });
  const change: Values = { ...values };
  if (values.name !== undefined && values.name !== current.name)
    change.versionNo = await nextVersion(tx, values.name as string);
  await updateMany(tx, model(tx), [{ id, expectedVersion, patch: change }]);
  return id;
}

async function draft(tx: TxContext, id: string): Promise<Values> {
  const current = await liveRecord(tx, model(tx), id);
  if (current.status !== 'DRAFT') throw fault('SCORECARD_PUBLISHED');
  return current;
}

/** Puts a draft into force exactly as it was seen; the version in force until now is retired. */
export async function publishScorecard(tx: TxContext, id: string, expectedVersion: number): Promise<string> {
  const current = await draft(tx, id);
  expectVersion(current, expectedVersion);
  const faults = scorecardFaults(current as unknown as Scoring);
  if (faults.length) throw new UserFault(faults);
  const former = await namesakes(tx, current.name as string, 'PUBLISHED');
  await updateMany(
    tx,
    model(tx),
    former.map((other) => ({ id: other, patch: { status: 'RETIRED' } })),
    { verb: 'RETIRE' },
  );
  await updateMany(
    tx,
    model(tx),
    [{ id, expectedVersion, patch: { status: 'PUBLISHED', publishedAt: tx.clock.now().toISOString() } }],
    { verb: 'PUBLISH' },
  );
  return id;
}

/** The draft of the next version: the one under way, or a copy of this version. */
export async function newScorecardVersion(tx: TxContext, id: string): Promise<string> {
  const source = await liveRecord(tx, model(tx), id);
  const name = source.name as string;
  const [underWay] = await namesakes(tx, name, 'DRAFT');
  if (underWay) return underWay;
  const { description, dimensions, gradeBands, vetoRules } = source;
  const [copy] = await createMany(tx, model(tx), [
    { name, description, dimensions, gradeBands, vetoRules, versionNo: await nextVersion(tx, name) },
  ]);
  return copy!;
}

/** A new archive starts with a published scorecard; where there is any scorecard already, nothing happens. Returns the raw id of the one in force. */
export async function ensureDefaultScorecard(tx: TxContext): Promise<string | null> {
  const known = await tx.connection.query('SELECT id FROM scorecard LIMIT 1');
  if (known.length === 0) await publishScorecard(tx, await createScorecard(tx, defaultScorecard), 1);
  return publishedScorecard(tx);
}
