import { importServices } from '../app/import-services';
import { progressBar } from '../app/progress';
import { importFromCommandLine, readOnDuplicate } from '../features/data-import';
import { actAs, actAsAdministrator } from './act-as';
import { UsageError, type Command } from './command';

export const importCommand: Command = {
  name: 'import',
  summary: { zh: '从 XLSX 或 CSV 导入客户与联系人', en: 'import customers with contacts from XLSX or CSV' },
  usage: [
    'import FILE [--dry-run] [--on-duplicate skip|update|error] [--errors FILE] [--user NAME]',
    '  --dry-run        只检查，不写入 · check everything, write nothing',
    '  --on-duplicate   已有客户：跳过、更新或报错 · customers that exist: skip, update or refuse (skip)',
    '  --errors         把未导入的行和原因写到此文件 · write rows that did not get in, with reasons (.xlsx or .csv)',
    '  --user           以谁的身份导入 · who imports (the first administrator)',
  ],
  options: {
    'dry-run': { type: 'boolean' },
    'on-duplicate': { type: 'string' },
    errors: { type: 'string' },
    user: { type: 'string' },
  },
  async run({ config, open, args, options, print }) {
    const [filePath] = args;
    if (!filePath) throw new UsageError('FILE');
    const onDuplicate = readOnDuplicate(String(options['on-duplicate'] ?? 'skip'));
    if (!onDuplicate) throw new UsageError('--on-duplicate skip | update | error');
    const app = await open();
    const ctx = options['user'] ? await actAs(app, String(options['user'])) : await actAsAdministrator(app);
    const services = importServices(app, config, (error) =>
      print(`✗ ${error instanceof Error ? error.message : String(error)}`),
    );
    const host = { ctx, services, print, onProgress: progressBar('导入 · import') };
    const errorFile = typeof options['errors'] === 'string' ? options['errors'] : null;
    const complete = await importFromCommandLine(host, {
      filePath,
      dryRun: options['dry-run'] === true,
      onDuplicate,
      errorFile,
    });
    return complete ? 0 : 1;
  },
};
