import { actorOf, type RequestContext, type TxContext } from '../../platform/context/context';
import { insertRows } from '../../platform/db/insert';
import { fault } from '../../platform/graphql/user-fault';

/** Which view a list of the caller's begins with. */
export interface ListDefault {
  list: string;
  view: string;
}

/** With which views the caller's lists begin. */
export const listDefaults = (ctx: RequestContext): Promise<ListDefault[]> =>
  ctx.connection.query<ListDefault>('SELECT list, view_key AS view FROM list_default WHERE user_id = ? ORDER BY list', [
    actorOf(ctx).userId,
  ]);

const plain = /^[\w-]{1,60}$/;

/** Begins a list with this view: a saved one by its id, or one of the console's own by its key; null forgets it. */
export async function setListDefault(tx: TxContext, list: string, view: string | null): Promise<void> {
  if (!plain.test(list)) throw fault('UNKNOWN_LIST', ['list'], { value: list.slice(0, 60) });
  if (view !== null && !plain.test(view)) throw fault('NOT_FOUND', ['view']);
  const user_id = actorOf(tx).userId;
  await tx.connection.execute('DELETE FROM list_default WHERE user_id = ? AND list = ?', [user_id, list]);
  if (view !== null) await insertRows(tx.connection, 'list_default', [{ user_id, list, view_key: view }]);
}
