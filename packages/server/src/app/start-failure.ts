import { SecretKeyError } from '../platform/secret/keyring';
import { backupFaults } from '@dossier/shared';
import { BackupError } from '../platform/backup/backup-error';
import { ConfigError, KeyFileError, type Config } from '../platform/config';

/** What went wrong at start, in two languages: what it is and what to do. Null when nobody foresaw it. */
export function explainFailure(error: unknown, config: Config | null): string | null {
  if (error instanceof ConfigError) {
    const list = error.problems.map(({ name, problem }) => `  ${name}: ${problem}`).join('\n');
    return words(
      '设置有误，请改正后重试',
      'The settings are not valid; correct them and try again',
      `${list}\n  npm run dossier -- help settings`,
    );
  }
  if (error instanceof BackupError) {
    const { zh, en } = backupFaults[error.code];
    return words(zh, en, error.detail && `  ${error.detail}`);
  }
  if (error instanceof KeyFileError) return explainKeyFile(error);
  if (error instanceof SecretKeyError) return explainSecretKeys(error);
  const code = String((error as NodeJS.ErrnoException).code ?? '');
  const where = placeOf(error, config);
  const known = [...own(code, where, config), ...database(code, where), ...disk(code, where)][0];
  return known ?? null;
}

const words = (zh: string, en: string, more = ''): string => `\n✗ ${zh}\n  ${en}\n${more ? `${more}\n` : ''}`;

function explainKeyFile({ file, reason }: KeyFileError): string {
  if (reason === 'invalid')
    return words(
      `密钥文件内容不对：${file}`,
      'The key file must hold 64 hex digits; restore it, or delete it to get a new one (open page links then expire)',
    );
  return words(
    `找不到密钥文件：${file}（由 DOSSIER_KEY_FILE 指定）`,
    'The key file named by DOSSIER_KEY_FILE does not exist; copy it there, or make one:',
    `  node -e "console.log(require('crypto').randomBytes(32).toString('hex'))" > ${file}`,
  );
}

function explainSecretKeys({ place, reason, keyIds }: SecretKeyError): string {
  if (reason === 'unknown')
    return words(
      `缺少加密密钥 ${keyIds.join('、')}：${place} 里没有，而库中的账号与证件号码正是用它们加密的`,
      `${place} lacks the keys ${keyIds.join(', ')} that stored account and identity numbers are sealed with; bring them back from your copy`,
    );
  if (reason === 'invalid')
    return words(
      `加密密钥内容不对：${place}，每行应为“k1 <64 位十六进制>”`,
      `The keys of ${place} must be lines of "k1 <64 hex digits>"; bring the file back from your copy`,
    );
  return words(
    `找不到加密密钥文件：${place}（由 DOSSIER_SECRET_KEY_FILE 指定）`,
    'The file named by DOSSIER_SECRET_KEY_FILE does not exist; copy it there, or make one:',
    `  node -e "console.log('k1 ' + require('crypto').randomBytes(32).toString('hex'))" > ${place}`,
  );
}

/** Names the place, never a password. */
function placeOf(error: unknown, config: Config | null): string {
  const url = config?.database.url;
  if (url && !String((error as NodeJS.ErrnoException).syscall).startsWith('listen')) return new URL(url).host;
  return (error as NodeJS.ErrnoException).path ?? config?.database.file ?? '';
}

function own(code: string, _where: string, config: Config | null): string[] {
  const port = config?.port ?? 0;
  if (code === 'EADDRINUSE')
    return [
      words(
        `端口 ${port} 已被占用：可能已有一个 Dossier 在运行`,
        `Port ${port} is taken, perhaps by a Dossier that is running already; stop it or choose another port:`,
        `  PORT=${port + 1} npm start`,
      ),
    ];
  if (code === 'EADDRNOTAVAIL')
    return [words(`本机没有地址 ${config?.host}`, `This machine has no address ${config?.host}; correct HOST`)];
  return [];
}

function database(code: string, where: string): string[] {
  const at = `DATABASE_URL → ${where}`;
  switch (code) {
    case 'ECONNREFUSED':
    case 'ETIMEDOUT':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'PROTOCOL_CONNECTION_LOST':
      return [
        words(
          `连不上数据库（${at}）`,
          'The database does not answer. Is it running, and are host and port right? Start it and run npm start again',
        ),
      ];
    case 'ER_ACCESS_DENIED_ERROR':
    case 'ER_DBACCESS_DENIED_ERROR':
      return [
        words(
          `数据库拒绝登录（${at}）`,
          'The database refuses the sign-in: check user, password and rights in DATABASE_URL',
        ),
      ];
    case 'ER_BAD_DB_ERROR':
      return [
        words(
          `数据库不存在（${at}）`,
          'The database named in DATABASE_URL does not exist; create it:',
          '  CREATE DATABASE dossier CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;',
        ),
      ];
    case 'SQLITE_NOTADB':
    case 'SQLITE_CORRUPT':
      return [words(`数据库文件已损坏：${where}`, 'The database file is damaged; restore it from a backup')];
    default:
      return [];
  }
}

function disk(code: string, where: string): string[] {
  if (
    ['EROFS', 'EACCES', 'EPERM', 'SQLITE_READONLY', 'SQLITE_CANTOPEN'].includes(code) ||
    code.startsWith('SQLITE_READONLY')
  )
    return [
      words(
        `没有写入权限：${where}`,
        'This place cannot be written. Give this user the right to it, or choose another folder:',
        '  DOSSIER_DATA_DIR=/path/to/folder npm start',
      ),
    ];
  if (['ENOSPC', 'SQLITE_FULL'].includes(code))
    return [words(`磁盘已满：${where}`, 'The disk is full; make room and try again')];
  return [];
}
