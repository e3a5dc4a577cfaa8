import { fieldError, type ErrorCode, type FieldError } from '@dossier/shared';
import { coerceInputValue, type GraphQLError, type GraphQLInputType } from 'graphql';
import { actorOf, type TxContext } from '../../platform/context/context';
import { encode, type Values } from '../../platform/db/columns';
import { newId } from '../../platform/db/id';
import { insertRows } from '../../platform/db/insert';
import { inChinese } from '../../platform/graphql/protocol-messages';
import { safeText } from '../../platform/http';
import { readJsonText } from '../../platform/graphql/json-text';
import { fault, UserFault } from '../../platform/graphql/user-fault';

/** What is kept in versions, and the `ref` of a version that points to it. */
export interface Versioned {
  ref: 'viewId' | 'queryId';
  fields: readonly string[];
}

const contentOf = ({ fields }: Versioned, values: Values): string =>
  JSON.stringify(Object.fromEntries(fields.map((name) => [name, values[name] ?? null])));

/** Whether a change makes a new version. */
export const isNewContent = (kind: Versioned, before: Values, after: Values): boolean =>
  contentOf(kind, before) !== contentOf(kind, after);

/** Writes what a record holds as its version `number`. */
export async function writeRevision(
  tx: TxContext,
  kind: Versioned,
  { id, number, values, savedById }: { id: string; number: number; values: Values; savedById?: string },
): Promise<void> {
  const row = {
    id: newId(),
    [kind.ref]: id,
    number,
    content: contentOf(kind, values),
    savedAt: tx.clock.now().toISOString(),
    savedById: savedById ?? actorOf(tx).userId,
  };
  await insertRows(tx.connection, 'saved_revision', [encode(tx.models.get('SavedRevision'), row)]);
}

/** The fields of an earlier version. */
export async function revisionContent(
  tx: TxContext,
  { ref }: Versioned,
  id: string,
  number: number,
): Promise<Record<string, unknown>> {
  const column = ref === 'viewId' ? 'view_id' : 'query_id';
  const [row] = await tx.connection.query<{ content: string }>(
    `SELECT content FROM saved_revision WHERE ${column} = ? AND number = ?`,
    [id, number],
  );
  if (!row) throw fault('NO_SUCH_REVISION', ['revision'], { number });
  return JSON.parse(row.content) as Record<string, unknown>;
}

/** Sharing needs the right to share; what stays as it is needs none. */
export function assertMayShare(tx: TxContext, scope: 'view:share' | 'query:share', after: unknown, before?: unknown) {
  if (after && after !== 'PRIVATE' && after !== before && !actorOf(tx).scopes.has(scope))
    throw fault('SHARE_FORBIDDEN', ['visibility']);
}

/** A message of graphql-js in both languages, without the values that it quotes. */
export function bothLanguages(error: Pick<GraphQLError, 'message' | 'locations'>): { zh: string; en: string } {
  const [place] = error.locations ?? [];
  const at = place ? ` (${place.line}:${place.column})` : '';
  const en = safeText(error.message);
  return { zh: `${inChinese(en) ?? en}${at}`, en: `${en}${at}` };
}

/** Reads JSON as the graph would take it; what does not fit is a fault at `path`. */
export function jsonFaults(
  text: unknown,
  type: GraphQLInputType,
  path: readonly string[],
  code: ErrorCode,
): { value: unknown; faults: FieldError[] } {
  const faults: FieldError[] = [];
  let given: unknown;
  try {
    given = readJsonText(String(text), path);
  } catch (error) {
    if (error instanceof UserFault) return { value: undefined, faults: [...error.errors] };
    throw error;
  }
  const value = coerceInputValue(given, type, (keys, _value, error) => {
    const { zh, en } = bothLanguages(error);
    const place = keys.length ? `${keys.join('.')}: ` : '';
    faults.push(fieldError(code, path, { detail: { zh: place + zh, en: place + en } }));
  });
  return { value, faults: faults.slice(0, 5) };
}
