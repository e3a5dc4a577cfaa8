import { dashboardFields, fieldError, type DashboardTile, type FieldError, type QueryParameter } from '@dossier/shared';
import type { GraphQLSchema } from 'graphql';
import { actorOf, type TxContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import { deletedRecord, expectVersion, liveRecord } from '../../platform/db/one';
import { parseRecord } from '../../platform/db/parse';
import { removeMany, restoreMany } from '../../platform/db/bin';
import { loadValues } from '../../platform/db/stored';
import { createMany, updateMany } from '../../platform/db/write';
import { UserFault } from '../../platform/graphql/user-fault';
import { readableId } from '../../platform/query/ids';
import { assertMayShare } from '../saved/saved.revisions';
import { defaultsOf } from '../saved-query/published-query';
import { variableFaults } from '../saved-query/query-document';

const model = (tx: TxContext) => tx.models.get('Dashboard');

/** The parameters of a tile; null when they cannot be read. */
function variablesOf({ variables }: DashboardTile): Record<string, unknown> | null {
  if (!variables) return {};
  try {
    const given = JSON.parse(variables) as unknown;
    const isObject = typeof given === 'object' && given !== null && !Array.isArray(given);
    return isObject ? (given as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** Tiles that are new or changed ask a query that their author may use, with parameters that it takes; the others stay as they are. */
async function assertTiles(tx: TxContext, schema: GraphQLSchema, values: Values, before?: Values): Promise<void> {
  const tiles = (values.tiles as DashboardTile[] | null | undefined) ?? [];
  const known = new Set(((before?.tiles as DashboardTile[] | null) ?? []).map((tile) => JSON.stringify(tile)));
  const queryModel = tx.models.get('SavedQuery');
  const idOf = (tile: DashboardTile): string => readableId(queryModel, tile.query);
  const queries = await loadValues(tx, queryModel, [...new Set(tiles.map(idOf))]);
  const faults = tiles.flatMap((tile, i): FieldError[] => {
    if (known.has(JSON.stringify(tile))) return [];
    const at = ['tiles', String(i)];
    const query = queries.get(idOf(tile));
    if (!query) return [fieldError('TILE_QUERY', [...at, 'query'], { title: tile.title ?? String(i + 1) })];
    const given = variablesOf(tile);
    if (!given) return [fieldError('INVALID_JSON', [...at, 'variables'])];
    const all = { ...defaultsOf(query.parameters as QueryParameter[] | null), ...given };
    return variableFaults(schema, tx.models, String(query.document), all, [...at, 'variables']);
  });
  if (faults.length > 0) throw new UserFault(faults);
}

/** Makes a dashboard of the caller's. Returns the raw id. */
export async function createDashboard(tx: TxContext, schema: GraphQLSchema, input: unknown): Promise<string> {
  const { values } = await parseRecord(tx, model(tx), dashboardFields, input, { mode: 'create' });
  assertMayShare(tx, 'query:share', values.visibility);
  await assertTiles(tx, schema, values);
  const [id] = await createMany(tx, model(tx), [{ ...values, ownerId: actorOf(tx).userId }]);
  return id!;
}

interface Asked {
  id: string;
  expectedVersion: number;
}

/** Changes a dashboard. */
export async function updateDashboard(
  tx: TxContext,
  schema: GraphQLSchema,
  { id, expectedVersion, patch }: Asked & { patch: unknown },
): Promise<string> {
  const current = await liveRecord(tx, model(tx), id);
  const { values } = await parseRecord(tx, model(tx), dashboardFields, patch, { mode: 'update', current });
  assertMayShare(tx, 'query:share', values.visibility, current.visibility);
  await assertTiles(tx, schema, values, current);
  await updateMany(tx, model(tx), [{ id, expectedVersion, patch: values }]);
  return id;
}

/** Removes a dashboard; its queries stay. */
export async function removeDashboard(
  tx: TxContext,
  { id, expectedVersion, reason }: Asked & { reason: string | null },
): Promise<string> {
  expectVersion(await liveRecord(tx, model(tx), id), expectedVersion);
  await removeMany(tx, model(tx), [id], { reason });
  return id;
}

/** Brings a removed dashboard back. */
export async function restoreDashboard(tx: TxContext, id: string): Promise<string> {
  await deletedRecord(tx, model(tx), id);
  await restoreMany(tx, model(tx), [id]);
  return id;
}
