import fc from 'fast-check';
import {
  checkCreditCode,
  checkLegacyNumber,
  creditCheckCharacter,
  creditCodeParts,
  isOrganisationCode,
  legacyCheckDigit,
  organisationCheckCharacter,
} from './credit-code';

const set = '0123456789ABCDEFGHJKLMNPQRTUWXY';

describe('unified social credit code', () => {
  // Built for tests: they pass both check characters and belong to nobody.
  test.each([
    '91310115MA1K00015K',
    '93330106MA2AB12C3G',
    '92510100MA6C00009E',
    '52440300MJL170007D',
    '91110000100000008J',
    '91440300MA5F000181',
  ])('%s passes both checks', (code) =>
    expect(checkCreditCode(code)).toEqual({
      code,
      shape: true,
      check: true,
      organisationCheck: true,
      expected: code[17],
    }),
  );

  test('is read in full width, lower case, with blanks and hyphens', () => {
    expect(checkCreditCode(' 91310115-ｍａ1k0001 5k').code).toBe('91310115MA1K00015K');
  });

  test('a wrong last character is told with the right one', () => {
    expect(checkCreditCode('91310115MA1K00015B')).toMatchObject({
      shape: true,
      check: false,
      organisationCheck: true,
      expected: 'K',
    });
  });

  test.each([
    '',
    '91310115MA1K00015',
    '91310115MA1K00015KK',
    '9131011OMA1K00015K',
    'I1310115MA1K00015K',
    '91310115MA1K0001SK',
  ])('refuses the shape of %p', (code) => expect(checkCreditCode(code).shape).toBe(false));

  test('parts', () => {
    expect(creditCodeParts('91310115MA1K00015K')).toEqual({
      department: '9',
      category: '1',
      region: '310115',
      organisation: 'MA1K0001-5',
    });
  });

  const body = fc
    .tuple(fc.stringMatching(/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{9}$/))
    .map(([text]) => text + creditCheckCharacter(text));

  test('any single wrong character is found', () => {
    fc.assert(
      fc.property(body, fc.nat(17), fc.nat(29), (code, at, step) => {
        const wrong = set[(set.indexOf(code[at]!) + 1 + step) % 31]!;
        return !checkCreditCode(code.slice(0, at) + wrong + code.slice(at + 1)).check;
      }),
    );
  });
});

describe('organisation code', () => {
  test.each(['MA1K0001-5', 'MA2AB12C3', '10000000-8', 'ma6c0000-9'])('%s is right', (code) =>
    expect(isOrganisationCode(code)).toBe(true),
  );
  test.each(['MA1K0001-6', 'MA1K0001', '1234567-A'])('%s is wrong', (code) =>
    expect(isOrganisationCode(code)).toBe(false),
  );
  test('10 is written X and 11 is written 0', () => {
    const checks = new Set(
      Array.from({ length: 200 }, (_, i) => organisationCheckCharacter(String(i).padStart(8, '0'))),
    );
    expect([...checks].sort().join('')).toBe('0123456789X');
  });
});

describe('registration number', () => {
  test.each(['110108000000016', '440301000001233', '110000000000017'])('%s passes', (code) => {
    expect(checkLegacyNumber(code)).toEqual({ code, shape: true, check: true, expected: code[14] });
  });
  test('any single wrong digit is found', () => {
    const digits = fc.stringMatching(/^\d{14}$/).map((text) => text + legacyCheckDigit(text));
    fc.assert(
      fc.property(digits, fc.nat(14), fc.integer({ min: 1, max: 9 }), (code, at, step) => {
        const wrong = String((Number(code[at]) + step) % 10);
        return !checkLegacyNumber(code.slice(0, at) + wrong + code.slice(at + 1)).check;
      }),
    );
  });
});
