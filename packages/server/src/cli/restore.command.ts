import { stat } from 'node:fs/promises';
import path from 'node:path';
import { backupParts } from '../app/backup-services';
import { progressBar } from '../app/progress';
import { rebaseAfterRestore, recordRestore } from '../app/record-restore';
import { stampOf } from '../features/backup';
import { readOpening } from '../platform/backup/read';
import { restore as putBack } from '../platform/backup/restore';
import { describe } from './backup.command';
import { UsageError, type Command } from './command';

export const restore: Command = {
  name: 'restore',
  summary: { zh: '从备份恢复', en: 'restore a backup' },
  usage: [
    'restore FILE [--replace] [--yes]',
    '  恢复到当前设置的数据库（SQLite 或 DATABASE_URL），两种数据库的备份通用；请先停止 Dossier',
    '  into the database that is set (SQLite or DATABASE_URL); a backup of either goes into both. Stop Dossier first',
    '  --replace   数据库已有数据时用备份替换，原库改名保留 · put it in place of what is there, which is kept under another name',
    '  --yes       不再询问 · do not ask',
    '  需要原来的密钥文件（DOSSIER_KEY_FILE）或口令 · needs the key file or the passphrase it was made with',
    '  中途被终止不影响原库，重新运行即可 · cut off, it leaves the former archive as it was; run it again',
  ],
  options: { replace: { type: 'boolean' }, yes: { type: 'boolean' } },
  async run({ config, args, options, print, confirm }) {
    if (!args[0]) throw new UsageError('FILE');
    const file = path.resolve(config.callerDir, args[0]);
    const parts = backupParts(config);
    const key = parts.key();
    const { instant, version } = await readOpening({ file, key });
    print(`› ${path.basename(file)} · 数据时点 as of ${instant} · Dossier ${version}`);
    const question =
      '将用此备份替换现有数据，原库改名保留，继续吗 · this puts the backup in place of the archive, which is kept aside. Go on';
    if (options['replace'] && !options['yes'] && !(await confirm(question))) {
      print('未做任何更改 · nothing was changed (--yes)');
      return 1;
    }
    let chained = false;
    const { manifest, aside } = await putBack({
      file,
      key,
      database: parts.database,
      dataDir: parts.dataDir,
      replace: options['replace'] === true,
      stamp: stampOf(new Date()),
      derive: parts.derive,
      finish: async (target, what) => void (chained = await recordRestore(config, target, what, path.basename(file))),
      onProgress: progressBar('恢复 · restore (bytes)'),
      onCompared: progressBar('比对 · compare (rows)'),
    });
    if (chained) await rebaseAfterRestore(config, parts.database, path.basename(file));
    print('✓ 已恢复，逐行一致 · restored, equal row by row');
    describe({ print }, manifest, (await stat(file)).size);
    if (aside) print(`  原库保留为 the former archive is kept as ${aside}`);
    if (!chained)
      print(
        '  ! 密钥文件不是原系统的：操作日志无法续接、加密字段无法读取，请换回原密钥文件再启动 · the key file is not that of the old system: put that one in place before you start',
      );
    print('  所有人需重新登录 · everybody signs in again');
    return 0;
  },
};
