import type { Command } from './command';

export const migrate: Command = {
  name: 'migrate',
  summary: { zh: '升级数据库结构', en: 'bring the database up to date' },
  usage: ['migrate'],
  async run({ open, print }) {
    const app = await open();
    const { migrated } = app as typeof app & { migrated: string[] };
    print(migrated.length === 0 ? '已是最新 · up to date' : migrated.map((name) => `✓ ${name}`).join('\n'));
    print(await app.db.version());
  },
};
