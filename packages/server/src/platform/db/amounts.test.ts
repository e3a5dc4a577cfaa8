import { fromMinor, maxMinor } from '@dossier/shared';
import { writersArchive } from '../../test/writers-archive';
import { newId } from './id';

jest.setTimeout(30_000);
const { app, create } = writersArchive();

describe('money and ids', () => {
  test('amounts at the bounds are kept to the cent, filtered, ordered and paged', async () => {
    const minors = [maxMinor, maxMinor - 1n, -maxMinor, 9_007_199_254_740_993n, 9_007_199_254_740_992n, 1n, 0n].filter(
      (minor) => minor <= maxMinor,
    );
    const [customerId] = await create('Customer', { name: '巨额' });
    await create(
      'Contract',
      ...minors.map((minor) => ({ customerId, name: 'x', amount: { amount: fromMinor(minor), currency: 'CNY' } })),
    );
    const asked =
      'query ($a: String, $f: ContractFilter) { contracts(filter: $f, orderBy: [{amount: {direction: DESC}}], first: 1, after: $a) { nodes { amount { amount } } pageInfo { hasNextPage endCursor } totalCount } }';
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data }: { data: Record<string, any> } = await app().ask(asked, {
        a: after,
        f: { customer: { id: { eq: `cus_${customerId!}` } } },
      });
      seen.push(data.contracts.nodes[0].amount.amount);
      after = data.contracts.pageInfo.hasNextPage ? data.contracts.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual([...minors].sort((a, b) => (a < b ? 1 : -1)).map(fromMinor));
    const { data } = await app().ask(asked, { f: { amount: { eq: fromMinor(maxMinor) } } });
    expect(data.contracts.totalCount).toBe(1);
    const many = await create(
      'Contract',
      ...Array.from({ length: 20 }, () => ({
        customerId,
        name: 'sum',
        amount: { amount: fromMinor(maxMinor), currency: 'USD' },
      })),
    );
    const [sum] = await app().db.read.query<{ total: string }>(
      `SELECT CAST(SUM(amount_minor) AS CHAR(40)) AS total FROM contract WHERE amount_currency = 'USD'`,
    );
    expect(sum!.total).toBe(String(maxMinor * BigInt(many.length)));
  });

  test('an amount that would not be exact is never stored', async () => {
    const [customerId] = await create('Customer', { name: '过大' });
    for (const amount of [fromMinor(maxMinor + 1n), '90071992547409.93', '1.001', 'NaN', '1e3'])
      await expect(create('Contract', { customerId, name: 'x', amount: { amount, currency: 'CNY' } })).rejects.toThrow(
        'out of bounds',
      );
  });

  test('ids are ordered by creation, unique, and of one form', async () => {
    const ids = Array.from({ length: 20_000 }, () => newId());
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => /^[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(id))).toBe(true);
    const back = newId(Date.now() - 3_600_000);
    expect(back > ids.at(-1)!).toBe(true);
    const made = await create('Customer', ...Array.from({ length: 300 }, (_, i) => ({ name: `序${i}` })));
    expect([...made].sort()).toEqual(made);
  });
});
