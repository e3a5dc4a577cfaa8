import fc from 'fast-check';
import { normaliseKeyword } from './keyword';
import { parsePhone, phoneDigits, splitPhones } from './phone';

test.each([
  ['13800138000', 'MOBILE', '13800138000', '+8613800138000'],
  ['+86 13800138000', 'MOBILE', '13800138000', '+8613800138000'],
  ['86-138 0013 8000', 'MOBILE', '13800138000', '+8613800138000'],
  ['１３８－００１３－８０００', 'MOBILE', '13800138000', '+8613800138000'],
  ['010-88886666', 'LANDLINE', '010-88886666', '+861088886666'],
  ['(0571)88886666-801', 'LANDLINE', '0571-88886666-801', '+8657188886666;ext=801'],
  ['021-58888888转801', 'LANDLINE', '021-58888888-801', '+862158888888;ext=801'],
  ['02788886666', 'LANDLINE', '027-88886666', '+862788886666'],
  ['+86 571 8888 6666 ext. 12', 'LANDLINE', '0571-88886666-12', '+8657188886666;ext=12'],
  ['0086-10-88886666', 'LANDLINE', '010-88886666', '+861088886666'],
  ['0571-8888666', 'LANDLINE', '0571-8888666', '+865718888666'],
  ['400-800-1024', 'HOTLINE', '400-800-1024', '+864008001024'],
  ['4008001024', 'HOTLINE', '400-800-1024', '+864008001024'],
  ['95588', 'SHORT', '95588', null],
  ['10105678', 'SHORT', '10105678', null],
  ['88886666', 'LOCAL', '88886666', null],
  ['+852 2123 4567', 'INTERNATIONAL', '+85221234567', '+85221234567'],
  ['00852-21234567', 'INTERNATIONAL', '+85221234567', '+85221234567'],
  ['+1 (212) 555-0100', 'INTERNATIONAL', '+12125550100', '+12125550100'],
])('reads %s', (written, kind, text, e164) => expect(parsePhone(written)).toMatchObject({ kind, text, e164 }));

test.each([
  '12800138000',
  '026-88886666',
  '138001380001',
  '1380013800',
  '0571-18886666',
  '',
  '无',
  '400-80-1024',
  '+86',
  'abc',
  '96',
  '13800138000转1',
])('refuses %p', (written) => expect(parsePhone(written)).toBeNull());

test('numbers are compared on digits', () => {
  expect(phoneDigits('+86 571-88886666 转 801')).toBe(phoneDigits('(0571) 88886666'));
});

test('several numbers in one cell', () => {
  const { phones, rest } = splitPhones('13800138000、0571-88886666；139 0013 9000 / 010-88886666 95588\n前台');
  expect(phones.map((phone) => phone.text)).toEqual([
    '13800138000',
    '0571-88886666',
    '13900139000',
    '010-88886666',
    '95588',
  ]);
  expect(rest).toEqual(['前台']);
});

test('a stored form reads back to itself', () => {
  const any = fc.oneof(
    fc.stringMatching(/^1[3-9]\d{9}$/),
    fc.stringMatching(/^0(10|2[0-57-9]|[3-9]\d{2})-[2-9]\d{6,7}(-\d{1,6})?$/),
    fc.stringMatching(/^\+[1-79]\d{6,12}$/),
  );
  fc.assert(
    fc.property(any, (written) => {
      const once = parsePhone(written)?.text;
      return once === undefined || parsePhone(once)?.text === once;
    }),
  );
});

describe('other keywords', () => {
  test.each([
    ['email', 'A.B+c@Example.com.cn ', 'a.b+c@example.com.cn'],
    ['email', 'ａ＠example.com', 'a@example.com'],
    ['url', 'http://example.com/', 'http://example.com'],
    ['url', 'example.com/关于', 'https://example.com/%E5%85%B3%E4%BA%8E'],
    ['upper', ' kh-００１ ', 'KH-001'],
    ['postalCode', '３１００００', '310000'],
  ] as const)('%s %s', (format, written, value) =>
    expect(normaliseKeyword(format, written)).toEqual({ ok: true, value }),
  );

  test.each([
    ['email', 'a@b', 'EMAIL_FORMAT'],
    ['email', 'a b@example.com', 'EMAIL_FORMAT'],
    ['url', 'javascript:alert(1)', 'URL_FORMAT'],
    ['url', 'ftp://example.com', 'URL_FORMAT'],
    ['url', '无', 'URL_FORMAT'],
    ['plain', '张三', 'NOT_ASCII'],
    ['postalCode', '31000', 'POSTAL_CODE_FORMAT'],
    ['legacyRegistration', '91310115MA1K00015K', 'LEGACY_NUMBER_FORMAT'],
  ] as const)('%s refuses %s', (format, written, code) =>
    expect(normaliseKeyword(format, written)).toMatchObject({ ok: false, code }),
  );
});
