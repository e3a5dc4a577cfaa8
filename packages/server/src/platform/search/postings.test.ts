import { searchArchive } from '../../test/search-archive';
import type { TxContext } from '../context/context';
import { removeMany, restoreMany } from '../db/bin';
import { createMany, updateMany } from '../db/write';
import { readableId } from '../query/ids';
import { forgetIndexFormat, reindex } from './reindex';
import { INDEX_FORMAT } from './tokens';
import { flushSearch, touchSearch } from './write';

const { app, find, create, customers } = searchArchive();

describe('postings', () => {
  const sorted = (body: string) => body.split('\n').sort().join('\n');
  const dump = async () => ({
    postings: await app().db.read.query(
      'SELECT entity, token, rank_no, sort_key, record_id FROM search_posting ORDER BY entity, token, record_id, rank_no, sort_key',
    ),
    documents: (
      await app().db.read.query<{ body: string }>(
        'SELECT entity, record_id, sort_key, title, body FROM search_document ORDER BY entity, record_id',
      )
    ).map((row) => ({ ...row, body: sorted(row.body) })),
  });
  /** What a rebuild from nothing would keep. */
  async function rebuilt(): Promise<Awaited<ReturnType<typeof dump>>> {
    await app().write(async (tx: TxContext) => {
      await tx.connection.execute('DELETE FROM search_posting');
      await tx.connection.execute('DELETE FROM search_document');
      for (const model of tx.models.all().filter((one) => one.search))
        touchSearch(tx, model, await tx.connection.query(`SELECT id FROM ${model.table}`), true);
      await flushSearch(tx);
    });
    return dump();
  }
  const expectRight = async () => {
    const kept = await dump();
    expect(kept).toEqual(await rebuilt());
    return kept;
  };

  test('stay right through changes, removal and restoring', async () => {
    const [one, two] = await customers(
      { name: '江苏恒信机械有限公司', shortName: '恒信', switchboard: '0571-88886666' },
      '重庆长安汽车股份有限公司',
    );
    const [zhang] = await create(
      'Contact',
      { customerId: one, name: '张三', mobile: '13800138000' },
      { customerId: one, name: '李四' },
      { customerId: two, name: '王五' },
    );
    const [contract] = await create(
      'Contract',
      { customerId: one, name: '采购合同', number: 'HT1' },
      { customerId: one, name: '销售合同', number: 'HT2' },
    );
    await expectRight();
    const write = (
      entity: string,
      work: (tx: TxContext, model: ReturnType<TxContext['models']['get']>) => Promise<unknown>,
    ) => app().write((tx) => work(tx, tx.models.get(entity)));
    await write('Customer', (tx, m) =>
      updateMany(tx, m, [
        {
          id: one!,
          patch: { name: '江苏恒信智能机械有限公司', formerNames: ['江苏恒信机械有限公司'], shortName: null },
        },
        { id: two!, patch: { remarks: '不搜' } },
      ]),
    );
    await expectRight();
    // the same tokens in other places: they change their rank
    await write('Customer', (tx, m) => updateMany(tx, m, [{ id: two!, patch: { name: '长安重庆汽车股份有限公司' } }]));
    await expectRight();
    await write('Contact', (tx, m) => updateMany(tx, m, [{ id: zhang!, patch: { name: '张三丰', mobile: null } }]));
    await expectRight();
    await write('Contact', (tx, m) => removeMany(tx, m, [zhang!]));
    await write('Contract', (tx, m) => removeMany(tx, m, [contract!]));
    await expectRight();
    await write('Customer', (tx, m) => removeMany(tx, m, [one!]));
    const { postings } = await expectRight();
    expect(postings.some((row) => row.record_id === one)).toBe(false);
    expect(await find('恒信')).toEqual([]);
    await write('Customer', (tx, m) => restoreMany(tx, m, [one!]));
    await write('Contact', (tx, m) => restoreMany(tx, m, [zhang!]));
    await expectRight();
    expect(await find('张三丰')).toEqual(['江苏恒信智能机械有限公司']);
    await app().write(async (tx) => {
      const [id] = await createMany(tx, tx.models.get('Customer'), [{ name: '一次建改' }]);
      await updateMany(tx, tx.models.get('Customer'), [{ id: id!, patch: { name: '一次建改又改' } }]);
      await createMany(tx, tx.models.get('Contact'), [{ customerId: id, name: '赵六' }]);
    });
    await expectRight();
    expect(await find('赵六')).toEqual(['一次建改又改']);
  });

  test('of an earlier format are brought up to date beside the archive; cut off, it goes on', async () => {
    const ids = await customers(
      ...Array.from({ length: 250 }, (_, n) => ({ name: `恒信${n}机械有限公司`, code: `KH${202600000 + n}` })),
    );
    await create('Contract', { customerId: ids[0], name: '采购合同', number: 'HT2026110050' });
    const right = await expectRight();
    // as the first format had it: no digits, an initial too many
    await app().write(async (tx) => {
      await tx.connection.execute("DELETE FROM search_posting WHERE token LIKE 'd%'");
      for (const { entity, record_id, sort_key, tokens } of await tx.connection.query<Record<string, string>>(
        'SELECT entity, record_id, sort_key, tokens FROM search_document',
      )) {
        const kept = tokens!.split('\n').filter((line) => line[1] !== 'd');
        await tx.connection.execute('UPDATE search_document SET tokens = ? WHERE entity = ? AND record_id = ?', [
          [...kept, '2iold'].join('\n'),
          entity,
          record_id,
        ]);
        await tx.connection.execute(
          "INSERT INTO search_posting (entity, token, rank_no, sort_key, record_id) VALUES (?, 'iold', 2, ?, ?)",
          [entity, sort_key, record_id],
        );
      }
      await tx.connection.execute("UPDATE search_index SET format = 1, reached = ''");
    });
    expect(await find('2600249')).toEqual([]);
    expect(await find('恒信249')).toHaveLength(1);
    const cut = new AbortController();
    expect(await reindex(app(), { signal: cut.signal, onProgress: () => cut.abort() })).toBe(100);
    expect(await find('恒信0')).toHaveLength(1);
    const progress: string[] = [];
    const state = () =>
      app().db.read.query("SELECT format, reached > '' AS begun FROM search_index WHERE entity = 'Customer'");
    expect(await state()).toEqual([{ format: -INDEX_FORMAT, begun: 1 }]);
    const rest = await reindex(app(), {
      background: true,
      onProgress: (done, total) => progress.push(`${done}/${total}`),
    });
    expect(rest).toBe(151);
    expect(progress.at(-1)).toBe('151/151');
    expect(await dump()).toEqual(right);
    expect(await find('2600249')).toEqual(['恒信249机械有限公司']);
    expect(await reindex(app())).toBe(0);
    await forgetIndexFormat(app());
    expect(await reindex(app())).toBe(251);
    // what a rebuild to another format had reached counts for nothing
    await app().write((tx) => tx.connection.execute("UPDATE search_index SET format = -1, reached = 'zzzz'"));
    expect(await reindex(app())).toBe(251);
    expect(await dump()).toEqual(right);
  });

  test('of an ordinary customer are few', async () => {
    await customers({
      name: '江苏恒信机械制造有限公司',
      code: 'KH202600001',
      unifiedSocialCreditCode: '91310115MA1K00015K',
      switchboard: '0571-88886666',
    });
    expect((await dump()).postings.length).toBeLessThanOrEqual(40);
  });
});

test('a rolled-back write leaves no posting', async () => {
  await expect(
    app().write(async (tx) => {
      await createMany(tx, tx.models.get('Customer'), [{ name: '不会留下' }]);
      await flushSearch(tx);
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(await app().db.read.query('SELECT * FROM search_posting')).toEqual([]);
  expect(readableId(app().models.get('Customer'), 'x')).toBe('');
});
