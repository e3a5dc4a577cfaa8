import { z } from 'zod';
import { backupSettings } from './backup-settings';
import { oidcSettings } from './oidc-settings';

/** A setting that is empty in the environment counts as not given: compose files often pass empty strings. */
const text = z.string().trim();
const flag = z.enum(['true', 'false', '1', '0', 'yes', 'no']).transform((word) => ['true', '1', 'yes'].includes(word));
const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`));

const isTimeZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};
const isHttpUrl = (value: string): boolean =>
  URL.canParse(value) && ['http:', 'https:'].includes(new URL(value).protocol);
const isDatabaseUrl = (value: string): boolean =>
  URL.canParse(value) && ['mysql:', 'mariadb:', 'sqlite:'].includes(new URL(value).protocol);
const databaseUrl = text.refine(isDatabaseUrl, {
  message: 'must look like mysql://user:password@host:3306/dossier (or sqlite:/path/to/file)',
});

/**
 * Every environment variable that Dossier reads, and nothing else is read. `describe` is the English explanation,
 * `meta.zh` the Chinese one; `npm run dossier -- help settings` prints this table.
 */
export const settings = z.object({
  PORT: wholeNumber(0, 65535)
    .default(4000)
    .describe('Port of the console and the graph.')
    .meta({ zh: '控制台与接口的端口' }),
  HOST: text
    .default('127.0.0.1')
    .describe('Address to listen on; 0.0.0.0 opens it to the network.')
    .meta({ zh: '监听地址；0.0.0.0 表示对外开放' }),
  DATABASE_URL: databaseUrl
    .optional()
    .describe('mysql://… for MySQL 8 / MariaDB; left out: the embedded SQLite file in the data folder.')
    .meta({ zh: 'MySQL/MariaDB 地址；不设则用数据目录里的 SQLite 文件' }),
  DOSSIER_DATA_DIR: text
    .default('./data')
    .describe('Folder of the embedded database, the key file and uploads.')
    .meta({ zh: '数据目录：内置数据库、密钥文件、上传文件' }),
  DOSSIER_PUBLIC_URL: text
    .refine(isHttpUrl, { message: 'must be an http:// or https:// address' })
    .optional()
    .describe('Address people type into the browser; https makes cookies Secure and switches HSTS on.')
    .meta({ zh: '用户访问的网址；https 时启用 Secure Cookie 与 HSTS' }),
  DOSSIER_QUERY_SECONDS: wholeNumber(1, 3600)
    .default(30)
    .describe('What a sum, a group or a page of an export may take before it is ended.')
    .meta({ zh: '汇总、分组与导出每条查询的时限（秒），超过即中止' }),
  DOSSIER_REPORTS_AT_ONCE: wholeNumber(1, 64)
    .optional()
    .describe(
      'Sums, groups and the like that a server asks the database for at once; the others wait, and people take turns. Each takes a processor of the database; an export is beside it. Left out: 2 on the embedded database, half of the processors of this machine, 1 to 4, when DATABASE_URL is set.',
    )
    .meta({
      zh: '每台服务器同时让数据库进行的汇总、分组等重查询数，其余排队、各人轮流；每条占用数据库一个处理器，导出另计。不设：内置数据库为 2，设置 DATABASE_URL 时为本机处理器数的一半（1 至 4）',
    }),
  DOSSIER_TOKEN_ROWS: wholeNumber(1000, 1_000_000_000)
    .default(1_000_000)
    .describe('Rows that the tokens of one person or service may have read in a minute, in each process.')
    .meta({ zh: '每个令牌主体每分钟可读取的行数（按进程计）' }),
  DOSSIER_TIME_ZONE: text
    .refine(isTimeZone, { message: 'is not a known time zone (example: Asia/Shanghai)' })
    .default('Asia/Shanghai')
    .describe('Time zone of business dates and computed states.')
    .meta({ zh: '业务日期所用时区' }),
  DOSSIER_KEY_FILE: text
    .optional()
    .describe(
      'File with the key that signs page cursors and seals second factors (default: <data folder>/dossier.key, made at the first start with mode 0600). Must exist when given; share it between several servers.',
    )
    .meta({ zh: '游标签名与两步验证加密的密钥文件；指定时必须已存在，多台服务器共用同一份' }),
  DOSSIER_SECRET_KEY_FILE: text
    .optional()
    .describe(
      'File with the keys that seal account and identity numbers (default: <data folder>/secrets.keys, made at the first start with mode 0600). Must exist when given; keep a copy apart from database and backups; share it between several servers.',
    )
    .meta({ zh: '加密账号与证件号码的密钥文件；指定时必须已存在，请与数据库、备份分开另存一份，多台服务器共用同一份' }),
  DOSSIER_SECRET_KEYS: text
    .optional()
    .describe('The same keys given by the environment instead of a file: k1:<64 hex digits>,k2:…; the last one seals.')
    .meta({ zh: '以环境变量代替上述密钥文件：k1:<64 位十六进制>,k2:…，最后一把用于新数据' }),
  DOSSIER_REVEALS_PER_HOUR: wholeNumber(1, 10_000)
    .default(30)
    .describe('How many account and identity numbers one person may reveal in an hour.')
    .meta({ zh: '每人每小时最多查看多少次完整账号与证件号码' }),
  DOSSIER_DEMO: wholeNumber(0, 200_000)
    .optional()
    .describe(
      'Number of invented demo customers, also switches the demo users on; 0 is off. Default 2000 on the embedded database, 0 when DATABASE_URL is set.',
    )
    .meta({ zh: '演示客户数（同时开启演示账号），0 为关闭；内置数据库默认 2000，设置 DATABASE_URL 时默认 0' }),
  DOSSIER_EXECUTOR: z
    .enum(['jit', 'graphql-js'])
    .default('jit')
    .describe('How documents are executed: compiled (jit) or by the reference implementation (graphql-js).')
    .meta({ zh: '查询执行方式：编译执行 jit，或参考实现 graphql-js' }),
  DOSSIER_LOG_LEVEL: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'])
    .default('info')
    .describe('How much is logged.')
    .meta({ zh: '日志级别' }),
  DOSSIER_LOG_FORMAT: z
    .enum(['auto', 'json', 'pretty'])
    .default('auto')
    .describe('JSON lines, or short lines for people; auto: short lines on a terminal.')
    .meta({ zh: '日志格式：json 或便于阅读的 pretty，auto 在终端上用 pretty' }),
  DOSSIER_TRUST_PROXY: flag
    .default(false)
    .describe(
      'Believe X-Forwarded-For and X-Request-Id; set it only behind a reverse proxy of yours (else all people share its address when sign-ins are slowed down).',
    )
    .meta({
      zh: '是否信任反向代理的 X-Forwarded-For 与 X-Request-Id，仅在自己的代理之后开启（否则登录限速会把所有人算作同一地址）',
    }),
  DOSSIER_COMPRESS: z
    .enum(['auto', 'on', 'off'])
    .default('auto')
    .describe('Compress JSON answers above 1 KB; auto: only for callers from another machine.')
    .meta({ zh: '是否压缩 JSON 响应；auto 仅对非本机访问压缩' }),
  DOSSIER_AUDIT_ANCHOR_MINUTES: wholeNumber(1, 1440)
    .default(10)
    .describe(
      'How often the end of the operation log is written to <data folder>/audit-anchors.jsonl, outside the database.',
    )
    .meta({ zh: '每隔多少分钟把操作日志的末端记到数据目录的 audit-anchors.jsonl（数据库之外）' }),
  DOSSIER_AUDIT_ANCHOR_COPY: text
    .optional()
    .describe('A second file for these anchors, best on another machine (a mounted folder).')
    .meta({ zh: '锚点的第二个文件，最好在另一台机器上（挂载目录）' }),
  DOSSIER_TOTP_ROLES: text
    .default('')
    .transform((list) => list.split(/[\s,]+/).filter(Boolean))
    .describe('Roles that must use two-step sign-in, separated by commas, such as ADMINISTRATOR; empty: nobody must.')
    .meta({ zh: '必须使用两步验证的角色，用逗号分隔，如 ADMINISTRATOR；不设则不强制' }),
  ...oidcSettings,
  ...backupSettings,
  TEST_DATABASE_URL: databaseUrl
    .optional()
    .describe('Database the test suite uses instead of a temporary SQLite file; its tables are dropped.')
    .meta({ zh: '测试所用数据库（表会被清空），不设则用临时 SQLite 文件' }),
  DOSSIER_TEST_LONG: flag
    .default(false)
    .describe('Run the long loops of the test suite too.')
    .meta({ zh: '测试时运行长循环' }),
});

export type Settings = z.output<typeof settings>;
export type SettingName = keyof Settings;

export interface SettingHelp {
  name: string;
  fallback: string;
  en: string;
  zh: string;
}

/** The table for people: name, default and meaning of every variable. */
export function describeSettings(): SettingHelp[] {
  return Object.entries(settings.shape).map(([name, schema]) => {
    const parsed = schema.safeParse(undefined);
    const meta = schema.meta() as { description?: string; zh?: string } | undefined;
    return {
      name,
      fallback: parsed.success && parsed.data !== undefined ? String(parsed.data) : '',
      en: meta?.description ?? '',
      zh: meta?.zh ?? '',
    };
  });
}
