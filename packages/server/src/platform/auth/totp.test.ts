import { randomBytes } from 'node:crypto';
import { base32, readCode, stepAt, stepOfCode, totpCode, totpUri } from './totp';
import { openSealed, sealText } from './seal';
import { deviceOf } from './device';

const ascii = (length: number) => Buffer.from('1234567890'.repeat(7).slice(0, length));

// RFC 6238, appendix B
test.each([
  [59, '94287082', '46119246', '90693936'],
  [1111111109, '07081804', '68084774', '25091201'],
  [1111111111, '14050471', '67062674', '99943326'],
  [1234567890, '89005924', '91819424', '93441116'],
  [2000000000, '69279037', '90698825', '38618901'],
  [20000000000, '65353130', '77737706', '47863826'],
])('the codes of RFC 6238 at %d s', (seconds, sha1, sha256, sha512) => {
  const step = stepAt(new Date(seconds * 1000));
  expect(totpCode(ascii(20), step, 8)).toBe(sha1);
  expect(totpCode(ascii(32), step, 8, 'sha256')).toBe(sha256);
  expect(totpCode(ascii(64), step, 8, 'sha512')).toBe(sha512);
});

// RFC 4226, appendix D
test('the codes of RFC 4226', () => {
  const codes = '755224 287082 359152 969429 338314 254676 287922 162583 399871 520489'.split(' ');
  expect(codes.map((_, step) => totpCode(ascii(20), step))).toEqual(codes);
});

test('a code counts in its own step and one to either side, and only after the last one used', () => {
  const now = new Date('2026-11-22T02:00:10.000Z');
  const step = stepAt(now);
  const secret = ascii(20);
  const at = (offset: number, after = 0) => stepOfCode(secret, totpCode(secret, step + offset), now, after);
  expect([-2, -1, 0, 1, 2].map((offset) => at(offset))).toEqual([null, step - 1, step, step + 1, null]);
  expect(at(0, step)).toBeNull();
  expect(at(-1, step)).toBeNull();
  expect(at(1, step)).toBe(step + 1);
});

// RFC 4648, section 10
test('base32', () => {
  const texts = ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'];
  expect(texts.map((text) => base32(Buffer.from(text)))).toEqual([
    '',
    'MY',
    'MZXQ',
    'MZXW6',
    'MZXW6YQ',
    'MZXW6YTB',
    'MZXW6YTBOI',
  ]);
});

test('codes are read as people type them', () => {
  expect(readCode(' 123 456 ')).toBe('123456');
  expect(readCode('１２３４５６')).toBe('123456');
  for (const text of ['12345', '1234567', 'abcdef', '']) expect(readCode(text)).toBeNull();
});

test('the address for the QR code names issuer and account', () => {
  expect(totpUri(Buffer.from('foobar'), '王 经理')).toBe(
    'otpauth://totp/Dossier:%E7%8E%8B%20%E7%BB%8F%E7%90%86?secret=MZXW6YTBOI&issuer=Dossier',
  );
});

test('what is sealed opens with the same key, purpose and place only', () => {
  const [key, other] = [randomBytes(32), randomBytes(32)];
  const sealed = sealText(key, 'totp', 'usr_1', '秘密');
  expect(openSealed(key, 'totp', 'usr_1', sealed)).toBe('秘密');
  expect(sealText(key, 'totp', 'usr_1', '秘密')).not.toBe(sealed);
  const altered = Buffer.from(sealed, 'base64url');
  altered[altered.length - 1]! ^= 1;
  for (const opened of [
    openSealed(other, 'totp', 'usr_1', sealed),
    openSealed(key, 'oidc', 'usr_1', sealed),
    openSealed(key, 'totp', 'usr_2', sealed),
    openSealed(key, 'totp', 'usr_1', altered.toString('base64url')),
    openSealed(key, 'totp', 'usr_1', 'x'),
  ])
    expect(opened).toBeNull();
});

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0',
    'Edge',
    'Windows',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
    'Safari',
    'macOS',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.50',
    'WeChat',
    'iOS',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36',
    'Chrome',
    'Android',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox', 'Linux'],
  ['something else', null, null],
])('device of %s', (agent, browser, system) => expect(deviceOf(agent)).toEqual({ browser, system }));
