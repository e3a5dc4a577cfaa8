import { ConfigError, KeyFileError, loadConfig } from '../platform/config';
import { explainFailure } from './start-failure';

const embedded = loadConfig({}, '/srv');
const mysql = loadConfig({ DATABASE_URL: 'mysql://dossier:hunter2@db.example.com:3307/dossier' }, '/srv');
const failure = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more });

test.each([
  [
    'the port is taken',
    failure('EADDRINUSE', { syscall: 'listen' }),
    embedded,
    /端口 4000 已被占用[\s\S]*PORT=4001 npm start/,
  ],
  ['the address is not ours', failure('EADDRNOTAVAIL', { syscall: 'listen' }), embedded, /没有地址 127\.0\.0\.1/],
  [
    'the database is away',
    failure('ECONNREFUSED'),
    mysql,
    /连不上数据库（DATABASE_URL → db\.example\.com:3307）[\s\S]*Is it running/,
  ],
  ['its name is unknown', failure('ENOTFOUND'), mysql, /连不上数据库/],
  ['the sign-in is refused', failure('ER_ACCESS_DENIED_ERROR'), mysql, /数据库拒绝登录[\s\S]*user, password/],
  ['the schema does not exist', failure('ER_BAD_DB_ERROR'), mysql, /CREATE DATABASE dossier/],
  [
    'the disk is read-only',
    failure('EROFS', { path: '/srv/data' }),
    embedded,
    /没有写入权限：\/srv\/data[\s\S]*DOSSIER_DATA_DIR/,
  ],
  ['the file is read-only', failure('SQLITE_READONLY_DBMOVED'), embedded, /没有写入权限：\/srv\/data\/dossier\.sqlite/],
  ['the disk is full', failure('ENOSPC'), embedded, /磁盘已满/],
  ['the file is no database', failure('SQLITE_NOTADB'), embedded, /已损坏/],
  [
    'the key is missing',
    new KeyFileError('/etc/dossier.key', 'missing'),
    embedded,
    /找不到密钥文件：\/etc\/dossier\.key[\s\S]*randomBytes/,
  ],
  ['the key is nonsense', new KeyFileError('/etc/dossier.key', 'invalid'), embedded, /64 hex/],
  [
    'a setting is wrong',
    new ConfigError([{ name: 'PORT', problem: 'must be a whole number' }]),
    null,
    /PORT: must be a whole number[\s\S]*help settings/,
  ],
])('%s: said in both languages, with the cure', (_name, error, config, words) => {
  const text = explainFailure(error, config)!;
  expect(text).toMatch(words);
  expect(text).toMatch(/[\u4e00-\u9fff]/);
  expect(text).not.toContain('hunter2');
});

test('what nobody foresaw is not dressed up', () => {
  expect(explainFailure(new TypeError('boom'), embedded)).toBeNull();
});
