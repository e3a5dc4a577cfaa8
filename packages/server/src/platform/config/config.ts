import { isIP } from 'node:net';
import path from 'node:path';
import type { SignInPolicy } from '../auth/policy';
import { missingForOidc, toOidc } from './oidc-settings';
import { toBackup, type BackupConfig } from './backup-settings';
import { settings, type Settings } from './settings';

/** Either the embedded file or the address of a MySQL / MariaDB server. */
export type DatabaseConfig = (
  { file: string; url?: undefined } | { url: string; file?: undefined; poolSize?: number }
) & {
  /** What a heavy read may take. */
  heavyTimeoutMs?: number;
  reportsAtOnce?: number | undefined;
};

/** The one typed object the server is configured by. Made once, at start, and handed down. */
export interface Config {
  host: string;
  /** 0 lets the system choose: tests use it. */
  port: number;
  publicUrl: URL | null;
  /** Cookies are Secure and HSTS is sent. */
  https: boolean;
  dataDir: string;
  database: DatabaseConfig;
  tokenRowsPerMinute: number;
  timeZone: string;
  keyFile: string;
  /** The key file was named by the operator: it must exist, a new one would silently break every cursor. */
  keyFileGiven: boolean;
  /** Keys of sealed values. */
  secretKeyFile: string;
  secretKeyFileGiven: boolean;
  /** Given by the environment instead of a file. */
  secretKeys: string | null;
  revealsPerHour: number;
  /** Invented customers to have on the first start; 0 means no demo users either. */
  demoCustomers: number;
  executor: Settings['DOSSIER_EXECUTOR'];
  logLevel: Settings['DOSSIER_LOG_LEVEL'];
  logFormat: Settings['DOSSIER_LOG_FORMAT'];
  trustProxy: boolean;
  compress: Settings['DOSSIER_COMPRESS'];
  /** Second factors and single sign-on. */
  signIn: SignInPolicy;
  backup: BackupConfig;
  testDatabase: DatabaseConfig | null;
  testLong: boolean;
  /** Files outside the database that tell the end of the operation log. */
  anchorFiles: readonly string[];
  anchorMinutes: number;
  /** Where the person stood when calling the command: relative file names of the CLI start there. */
  callerDir: string;
}

/** One wrong variable: its name and what is wrong with it, never its value (it may hold a password). */
export interface ConfigProblem {
  name: string;
  problem: string;
}

/** The environment does not describe a server that can run. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly ConfigProblem[]) {
    super(problems.map((p) => `${p.name} ${p.problem}`).join('\n'));
    this.name = 'ConfigError';
  }
}

type Environment = Record<string, string | undefined>;

/** Reads and checks the environment; throws `ConfigError` that lists every fault at once. */
export function loadConfig(environment: Environment = processEnvironment(), cwd = process.cwd()): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const result = settings.safeParse(given);
  if (!result.success) {
    throw new ConfigError(
      result.error.issues.map((issue) => ({ name: issue.path.join('.'), problem: plainWords(issue) })),
    );
  }
  return toConfig(result.data, given, cwd);
}

function toConfig(env: Settings, given: Environment, cwd: string): Config {
  const dataDir = path.resolve(cwd, env.DOSSIER_DATA_DIR);
  const publicUrl = env.DOSSIER_PUBLIC_URL ? new URL(env.DOSSIER_PUBLIC_URL) : null;
  const missing = missingForOidc(env, publicUrl);
  if (missing.length > 0)
    throw new ConfigError(missing.map((name) => ({ name, problem: 'is needed by DOSSIER_OIDC_ISSUER' })));
  const demoCustomers = env.DOSSIER_DEMO ?? (env.DATABASE_URL ? 0 : 2000);
  return {
    host: env.HOST,
    port: env.PORT,
    publicUrl,
    https: publicUrl?.protocol === 'https:',
    dataDir,
    database: {
      ...(toDatabase(env.DATABASE_URL, cwd) ?? { file: path.join(dataDir, 'dossier.sqlite') }),
      heavyTimeoutMs: env.DOSSIER_QUERY_SECONDS * 1000,
      reportsAtOnce: env.DOSSIER_REPORTS_AT_ONCE,
    },
    tokenRowsPerMinute: env.DOSSIER_TOKEN_ROWS,
    timeZone: env.DOSSIER_TIME_ZONE,
    keyFile: env.DOSSIER_KEY_FILE ? path.resolve(cwd, env.DOSSIER_KEY_FILE) : path.join(dataDir, 'dossier.key'),
    keyFileGiven: env.DOSSIER_KEY_FILE !== undefined,
    secretKeyFile: env.DOSSIER_SECRET_KEY_FILE
      ? path.resolve(cwd, env.DOSSIER_SECRET_KEY_FILE)
      : path.join(dataDir, 'secrets.keys'),
    secretKeyFileGiven: env.DOSSIER_SECRET_KEY_FILE !== undefined,
    secretKeys: env.DOSSIER_SECRET_KEYS ?? null,
    revealsPerHour: env.DOSSIER_REVEALS_PER_HOUR,
    demoCustomers,
    executor: env.DOSSIER_EXECUTOR,
    logLevel: env.DOSSIER_LOG_LEVEL,
    logFormat: env.DOSSIER_LOG_FORMAT,
    trustProxy: env.DOSSIER_TRUST_PROXY,
    compress: env.DOSSIER_COMPRESS,
    signIn: { totpRoles: new Set(env.DOSSIER_TOTP_ROLES), oidc: toOidc(env, publicUrl) },
    backup: toBackup(env, { dataDir, cwd, demo: demoCustomers > 0 }),
    testDatabase: toDatabase(env.TEST_DATABASE_URL, cwd),
    testLong: env.DOSSIER_TEST_LONG,
    anchorFiles: [
      path.join(dataDir, 'audit-anchors.jsonl'),
      ...(env.DOSSIER_AUDIT_ANCHOR_COPY ? [path.resolve(cwd, env.DOSSIER_AUDIT_ANCHOR_COPY)] : []),
    ],
    anchorMinutes: env.DOSSIER_AUDIT_ANCHOR_MINUTES,
    // npm runs scripts in the package root and keeps the caller's folder here
    callerDir: given['INIT_CWD'] ?? cwd,
  };
}

function toDatabase(url: string | undefined, cwd: string): DatabaseConfig | null {
  if (!url) return null;
  if (!url.startsWith('sqlite:')) return { url };
  return {
    file: path.resolve(cwd, decodeURIComponent(url.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, ''))),
  };
}

/** The address a person on this machine opens. */
export function localAddress(config: Pick<Config, 'host' | 'publicUrl'>, port: number): string {
  if (config.publicUrl) return config.publicUrl.origin;
  const host = ['0.0.0.0', '::'].includes(config.host) ? '127.0.0.1' : config.host;
  return `http://${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}

function plainWords(issue: { code: string; message: string; values?: unknown }): string {
  if (issue.code === 'invalid_value' && Array.isArray(issue.values))
    return `must be one of: ${issue.values.join(', ')}`;
  return issue.message;
}

/** `.env` in the working folder is read first; the real environment wins. */
function processEnvironment(): Environment {
  try {
    process.loadEnvFile();
  } catch {
    // no .env file: the usual case
  }
  return process.env;
}
