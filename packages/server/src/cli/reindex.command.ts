import { progressBar } from '../app/progress';
import { forgetIndexFormat, reindex } from '../platform/search/reindex';
import type { Command } from './command';

export const reindexCommand: Command = {
  name: 'reindex',
  summary: { zh: '重建搜索索引', en: 'rebuild the search index' },
  usage: [
    'reindex',
    '  逐条重建，期间可照常使用；中断后再次运行会从头开始',
    '  record by record, while people work; cut off, it begins anew',
  ],
  async run({ open, print }) {
    const app = await open();
    await forgetIndexFormat(app);
    const records = await reindex(app, { onProgress: progressBar('搜索索引 · search index') });
    print(`✓ 已重建 ${records} 条记录 · ${records} records`);
  },
};
