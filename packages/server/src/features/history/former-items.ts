import { contractItemFields, fromCanonical, isInput } from '@dossier/shared';
import type { TxContext } from '../../platform/context/context';
import { decode, type Values } from '../../platform/db/columns';
import { traceText } from '../../platform/db/traces';
import { exposeId } from '../../platform/query/model';
import { readTrail, rebuild, type Trace } from '../../platform/query/trail';

/**
 * The lines of a contract before a step of its trail, as `updateContract` takes them; null when they are the same as now. A line
 * that is still there is continued, one that was removed since comes as a new one.
 */
export async function formerItems(
  tx: TxContext,
  contractId: string,
  until: Trace | null,
): Promise<Record<string, unknown>[] | null> {
  const model = tx.models.get('ContractItem');
  const rows = await tx.connection.query('SELECT * FROM contract_item WHERE contract_id = ?', [contractId]);
  const present = rows.map((row) => decode(model, row as Record<string, unknown>));
  const trail = await readTrail(
    tx.connection,
    model,
    present.map(({ id }) => id as string),
  );
  const before = ({ at, id }: Pick<Trace, 'at' | 'id'>) =>
    !until || at < until.at || (at === until.at && id < until.id);
  const then = present.flatMap((values) => {
    const former = rebuild(tx.models, model, values, trail.get(values.id as string)!, before);
    return former && former.deletedAt === null ? [former] : [];
  });
  const live = new Set(present.filter(({ deletedAt }) => deletedAt === null).map(({ id }) => id));
  const lines = (records: readonly Values[]) =>
    records
      .toSorted((a, b) => Number(a.lineNo) - Number(b.lineNo))
      .map((values) => ({
        ...(live.has(values.id) ? { id: exposeId(model, values.id as string) } : {}),
        ...inputOf(tx, values),
      }));
  const wanted = lines(then);
  const same = JSON.stringify(wanted) === JSON.stringify(lines(present.filter(({ id }) => live.has(id))));
  return same ? null : wanted;
}

function inputOf(tx: TxContext, values: Values): Record<string, unknown> {
  const model = tx.models.get('ContractItem');
  return Object.fromEntries(
    Object.entries(contractItemFields)
      .filter(([, field]) => isInput(field))
      .map(([name, field]) => [name, fromCanonical(field, traceText(model, tx, name, values[name]))]),
  );
}
