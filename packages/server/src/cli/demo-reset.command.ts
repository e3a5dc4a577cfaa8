import { seedDemo } from '../app/demo';
import { ensureBuiltInRoles } from '../features/role/role.store';
import { progressBar } from '../app/progress';
import { throughAuditDoor } from '../platform/audit/door';
import { rebaseAnchors } from '../platform/audit/keeper';
import type { Database } from '../platform/db/database';
import { numberOption, UsageError, type Command } from './command';

export const demoReset: Command = {
  name: 'demo-reset',
  summary: { zh: '清空并重建演示数据', en: 'empty the demo and make it anew' },
  usage: [
    'demo-reset [--customers N] [--yes]',
    '  --yes         不再询问 · do not ask',
    '  仅在演示模式下可用 · demo mode only',
  ],
  options: { customers: { type: 'string' }, yes: { type: 'boolean' } },
  async run(input) {
    const { config, print } = input;
    if (config.demoCustomers === 0) throw new UsageError('不是演示模式（DOSSIER_DEMO=0） · this is not a demo');
    const app = await input.open();
    const [row] = await app.db.read.query<{ n: number }>('SELECT COUNT(*) AS n FROM customer');
    const question = `将删除全部数据，包括 ${Number(row?.n)} 个客户，继续吗 · this deletes everything, ${Number(row?.n)} customers too. Go on`;
    if (!input.options['yes'] && !(await input.confirm(question))) {
      print('未做任何更改 · nothing was changed (--yes)');
      return;
    }
    await emptyTables(app.db);
    await ensureBuiltInRoles(app);
    await rebaseAnchors(app, config.anchorFiles, 'demo-reset');
    const customers = numberOption(input, 'customers', config.demoCustomers);
    await seedDemo(app, {
      customers,
      onProgress: progressBar('演示数据 · demo data'),
      onFinish: progressBar('索引与搜索 · indexes, search'),
    });
    print('✓ 演示数据已重建 · the demo is new');
  },
};

/** Empties every table but the list of migrations. By rows, not by file: a server that runs meanwhile goes on. */
async function emptyTables(db: Database): Promise<void> {
  const tables = await db.read.query<{ name: string }>(
    db.dialect === 'sqlite'
      ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'migration'"
      : "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND table_name <> 'migration'",
  );
  await db.transaction((connection) =>
    throughAuditDoor(connection, 'demo-reset', async () => {
      for (const { name } of tables) if (name !== 'audit_door') await connection.execute(`DELETE FROM \`${name}\``);
    }),
  );
}
