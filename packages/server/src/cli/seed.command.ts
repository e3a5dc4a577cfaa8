import { seedDemo } from '../app/demo';
import { progressBar } from '../app/progress';
import { chainKey } from '../platform/audit/seal';
import { sealAll } from '../platform/audit/sealer';
import { numberOption, type Command } from './command';

export const seed: Command = {
  name: 'seed',
  summary: {
    zh: '生成演示客户、联系人、合同与评估',
    en: 'make invented customers, contacts, contracts and assessments',
  },
  usage: [
    'seed [--customers N]',
    '  --customers   客户总数，最多 200000 · customers in the end, at most 200 000 (2000)',
  ],
  options: { customers: { type: 'string' } },
  async run(input) {
    const customers = Math.min(200_000, numberOption(input, 'customers', 2000));
    const app = await input.open();
    await seedDemo(app, {
      customers,
      onProgress: progressBar('演示数据 · demo data'),
      onFinish: progressBar('索引与搜索 · indexes, search'),
    });
    // here nobody waits for it; beside requests a server would take many minutes
    await sealAll(app, chainKey(app.cursorKey));
    input.print('✓ 完成 · done');
  },
};
