import { isTx, type Effects, type RequestContext, type TxContext } from '../context/context';
import { fault } from '../graphql/user-fault';
import { flushSearch } from '../search/write';

/**
 * Runs `work` in a transaction, or joins the one that `ctx` is already in. Only the context given to `work` may write. On MySQL a
 * deadlock replays `work`, so it touches nothing but the database.
 */
export async function inTransaction<T>(ctx: RequestContext, work: (tx: TxContext) => Promise<T>): Promise<T> {
  if (isTx(ctx)) return work(ctx);
  if (ctx.actor?.viewedBy) throw fault('VIEWING_AS');
  let committed: Effects | undefined;
  const result = await ctx.db.transaction(async (connection) => {
    const effects: Effects = { searchDirty: new Map(), afterCommit: [] };
    const tx: TxContext = { ...ctx, tx: true, connection, effects };
    const value = await work(tx);
    await flushSearch(tx);
    committed = effects;
    return value;
  });
  committed?.afterCommit.forEach((action) => action());
  return result;
}
