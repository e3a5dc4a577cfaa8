import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConfigError, describeSettings, KeyFileError, loadConfig, loadKey, localAddress } from '.';

const problemsOf = (environment: Record<string, string>): string[] => {
  try {
    loadConfig(environment, '/srv');
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).problems.map((p) => `${p.name} ${p.problem}`);
  }
};

test('nothing set gives a server on the embedded database with the demo', () => {
  expect(loadConfig({}, '/srv')).toMatchObject({
    host: '127.0.0.1',
    port: 4000,
    database: { file: '/srv/data/dossier.sqlite' },
    keyFile: '/srv/data/dossier.key',
    timeZone: 'Asia/Shanghai',
    demoCustomers: 2000,
    executor: 'jit',
    https: false,
  });
});

test('a database address switches the demo off unless it is asked for', () => {
  const url = 'mysql://dossier:secret@db:3306/dossier';
  expect(loadConfig({ DATABASE_URL: url }, '/srv')).toMatchObject({
    database: { url },
    demoCustomers: 0,
  });
  expect(loadConfig({ DATABASE_URL: url, DOSSIER_DEMO: '50' }, '/srv').demoCustomers).toBe(50);
});

test('how heavy reads run belongs to the database', () => {
  expect(loadConfig({}, '/srv').database).toMatchObject({ heavyTimeoutMs: 30_000, reportsAtOnce: undefined });
  const set = loadConfig({ DOSSIER_QUERY_SECONDS: '5', DOSSIER_REPORTS_AT_ONCE: '3' }, '/srv').database;
  expect(set).toMatchObject({ heavyTimeoutMs: 5000, reportsAtOnce: 3 });
  expect(problemsOf({ DOSSIER_REPORTS_AT_ONCE: '0' })).toEqual(['DOSSIER_REPORTS_AT_ONCE must be at least 1']);
});

test('an empty value counts as not given', () => {
  expect(loadConfig({ PORT: '', DATABASE_URL: ' ' }, '/srv')).toMatchObject({
    port: 4000,
    database: { file: '/srv/data/dossier.sqlite' },
  });
});

test('every fault is told at once, by name, without the value', () => {
  const problems = problemsOf({
    PORT: '99999',
    DATABASE_URL: 'postgres://user:hunter2@db/x',
    DOSSIER_TIME_ZONE: 'Mars/Base',
    DOSSIER_EXECUTOR: 'fast',
    DOSSIER_PUBLIC_URL: 'dossier.example.com',
  });
  expect(problems).toHaveLength(5);
  expect(problems.join('\n')).not.toMatch(/hunter2|Mars|99999/);
  expect(problems).toContain('DOSSIER_EXECUTOR must be one of: jit, graphql-js');
});

test('https is known from the public address', () => {
  const config = loadConfig({ DOSSIER_PUBLIC_URL: 'https://dossier.example.com/' }, '/srv');
  expect(config.https).toBe(true);
  expect(localAddress(config, 4000)).toBe('https://dossier.example.com');
  expect(localAddress({ host: '0.0.0.0', publicUrl: null }, 4001)).toBe('http://127.0.0.1:4001');
  expect(localAddress({ host: '::1', publicUrl: null }, 4001)).toBe('http://[::1]:4001');
});

test('every setting is explained in both languages', () => {
  for (const setting of describeSettings()) {
    expect(setting.en).not.toBe('');
    expect(setting.zh).toMatch(/[\u4e00-\u9fff]/);
  }
});

test('the key is made once, for its owner only', () => {
  const keyFile = path.join(mkdtempSync(path.join(tmpdir(), 'dossier-key-')), 'deep', 'dossier.key');
  const key = loadKey({ keyFile, keyFileGiven: false });
  expect(key).toHaveLength(32);
  expect(statSync(keyFile).mode & 0o777).toBe(0o600);
  expect(loadKey({ keyFile, keyFileGiven: true })).toEqual(key);
  expect(readFileSync(keyFile, 'utf8').trim()).toHaveLength(64);
});

test('a named key file must exist and hold a key', () => {
  const keyFile = path.join(mkdtempSync(path.join(tmpdir(), 'dossier-key-')), 'dossier.key');
  expect(() => loadKey({ keyFile, keyFileGiven: true })).toThrow(KeyFileError);
  writeFileSync(keyFile, 'nonsense');
  expect(() => loadKey({ keyFile, keyFileGiven: false })).toThrow(/64-digit/);
});

test('single sign-on is off unless it is set up, and says what it lacks', () => {
  expect(loadConfig({}, '/srv').signIn).toEqual({ totpRoles: new Set(), oidc: null });
  expect(problemsOf({ DOSSIER_OIDC_ISSUER: 'https://id.example.com' })).toEqual([
    'DOSSIER_OIDC_CLIENT_ID is needed by DOSSIER_OIDC_ISSUER',
    'DOSSIER_OIDC_CLIENT_SECRET is needed by DOSSIER_OIDC_ISSUER',
    'DOSSIER_PUBLIC_URL is needed by DOSSIER_OIDC_ISSUER',
  ]);
  expect(problemsOf({ DOSSIER_OIDC_ISSUER: 'http://id.example.com' })).toEqual([
    'DOSSIER_OIDC_ISSUER must be an https:// address',
  ]);
  const { signIn } = loadConfig(
    {
      DOSSIER_PUBLIC_URL: 'https://dossier.example.com',
      DOSSIER_TOTP_ROLES: 'ADMINISTRATOR, MANAGER',
      DOSSIER_OIDC_ISSUER: 'https://id.example.com',
      DOSSIER_OIDC_CLIENT_ID: 'dossier',
      DOSSIER_OIDC_CLIENT_SECRET: 'secret',
    },
    '/srv',
  );
  expect([...signIn.totpRoles]).toEqual(['ADMINISTRATOR', 'MANAGER']);
  expect(signIn.oidc).toMatchObject({
    claim: 'preferred_username',
    createRole: null,
    redirectUri: 'https://dossier.example.com/auth/oidc/callback',
  });
});
