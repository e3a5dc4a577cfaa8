import { createContext, type App, type TxContext } from '../../platform/context/context';
import { inTransaction } from '../../platform/db/transaction';
import { createMany } from '../../platform/db/write';
import { exposeId } from '../../platform/query/model';
import { writeRevision } from '../saved/saved.revisions';
import { versionedOfQuery } from '@dossier/shared';
import { findUserId } from '../user';

/** Questions that everybody finds saved. Names are how later parts find them. */
export const demoQueries = {
  grades: {
    name: '客户等级构成',
    description: '各等级有多少客户',
    document: `query {
  customerGroups(by: [{ grade: true }]) {
    nodes { key { grade } count drillDown }
  }
}
`,
  },
  months: {
    name: '今年每月签约金额',
    description: '按签约月份汇总的合同金额',
    parameters: [{ name: 'currency', label: '币种', defaultValue: '"CNY"' }],
    document: `query SignedByMonth($currency: String = "CNY") {
  contractGroups(
    by: [{ signedOn: MONTH }]
    filter: { signedOn: { relative: THIS_YEAR }, amount: { gte: "0", currency: $currency } }
    fillGaps: true
  ) {
    nodes { key { signedOn { label } } count aggregate { sum { amount { amount currency } } } drillDown }
  }
}
`,
  },
  expiring: {
    name: '即将到期的合同',
    description: '默认看今后 90 天，可改参数',
    parameters: [{ name: 'within', label: '到期范围', defaultValue: '"NEXT_90_DAYS"' }],
    document: `query ExpiringContracts($within: RelativeRange = NEXT_90_DAYS) {
  contracts(filter: { expiresOn: { relative: $within } }, orderBy: [{ expiresOn: { direction: ASC } }], first: 50) {
    nodes { number name amount { amount currency } expiresOn customer { name } }
  }
}
`,
  },
} as const;

/** A few saved queries that everybody sees, and a schedule that waits to be resumed. Made once; what people remove stays removed. */
export async function seedSavedThings(app: App): Promise<void> {
  const ctx = createContext(app, { actor: null, requestId: 'demo' });
  await inTransaction(ctx, async (tx) => {
    const [known] = await tx.connection.query('SELECT id FROM saved_query LIMIT 1');
    const ownerId = await findUserId(tx, 'analyst');
    if (known || !ownerId) return;
    const ids = await writeQueries(tx, ownerId);
    await createMany(tx, tx.models.get('QuerySchedule'), [
      {
        queryId: ids.expiring,
        ownerId,
        rhythm: 'WEEKLY',
        weekday: 'MONDAY',
        timeOfDay: '08:00',
        format: 'XLSX',
        state: 'PAUSED',
      },
    ]);
    await writeBoard(tx, ownerId, ids);
  });
}

/** One board that everybody sees. */
async function writeBoard(
  tx: TxContext,
  ownerId: string,
  ids: Record<keyof typeof demoQueries, string>,
): Promise<void> {
  const of = (key: keyof typeof demoQueries): string => exposeId(tx.models.get('SavedQuery'), ids[key]);
  const tiles = [
    { query: of('months'), title: '每月签约金额', shape: 'LINE', category: 'key.signedOn.label', width: 2 },
    { query: of('grades'), title: '客户等级', shape: 'RING', category: 'key.grade', width: 1 },
    { query: of('months'), title: '今年签约总额', shape: 'FIGURE', width: 1 },
    { query: of('expiring'), title: '即将到期的合同', shape: 'TABLE', width: 2 },
  ].map((tile) => ({
    series: null,
    variables: null,
    category: null,
    ...tile,
    measures: tile.query === of('months') ? ['aggregate.sum.amount'] : ['count'],
  }));
  await createMany(tx, tx.models.get('Dashboard'), [
    { name: '示例看板', description: '由已存查询组成，可编辑或另建', visibility: 'ALL', ownerId, tiles },
  ]);
}

async function writeQueries(tx: TxContext, ownerId: string): Promise<Record<keyof typeof demoQueries, string>> {
  const model = tx.models.get('SavedQuery');
  const ids: Record<string, string> = {};
  for (const [key, query] of Object.entries(demoQueries)) {
    const values = { ...query, folder: '示例', visibility: 'ALL' };
    const [id] = await createMany(tx, model, [{ ...values, ownerId, revision: 1 }]);
    await writeRevision(
      tx,
      { ref: 'queryId', fields: versionedOfQuery },
      { id: id!, number: 1, values, savedById: ownerId },
    );
    ids[key] = id!;
  }
  return ids as Record<keyof typeof demoQueries, string>;
}
