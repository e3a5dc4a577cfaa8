import { judgeResidentIdentity, maskSecret, normaliseSecret, passesLuhn, secretWarning } from './secret';
import { bankAccountFields } from './bank-account';
import { parseInput } from './input';
import { fieldErrorText } from './errors';

describe('bank accounts', () => {
  it('are the same however they are written', () => {
    for (const text of ['6222 0210 0000 0000 009', '６２２２-0210-0000-0000-009', ' 6222021000000000009\u200b'])
      expect(normaliseSecret('bankAccount', text)).toEqual({ ok: true, value: '6222021000000000009' });
    for (const text of ['1234567', '1'.repeat(33), '62220210A0', ''])
      expect(normaliseSecret('bankAccount', text).ok).toBe(false);
  });

  it('warn where the scheme of cards has a check digit, and nowhere else', () => {
    for (const good of ['6222021000000000009', '6217000010000000003', '6228480000000000000', '6212261000000000009']) {
      expect(passesLuhn(good)).toBe(true);
      expect(secretWarning('bankAccount', good)).toBeNull();
    }
    expect(secretWarning('bankAccount', '6222021000000000008')?.code).toBe('CARD_CHECK_DIGIT');
    // an account of a company follows the rule of its bank
    expect(secretWarning('bankAccount', '11014500000000000001')).toBeNull();
    expect(secretWarning('bankAccount', '4402000000000000001')).toBeNull();
  });
});

it('judges resident identity cards', () => {
  for (const good of ['11010519491231002X', '110101199003077213', '440301198501010014', '310104197202290030'])
    expect(judgeResidentIdentity(good)).toBe('ok');
  expect(judgeResidentIdentity('110105491231002')).toBe('ok');
  expect(judgeResidentIdentity('110105194912310021')).toBe('check');
  expect(judgeResidentIdentity('11010519491331002X')).toBe('format');
  expect(judgeResidentIdentity('310104197102290030')).toBe('format');
  expect(judgeResidentIdentity('E12345678')).toBe('format');
});

it('shows of each what tells it apart and no more', () => {
  expect(maskSecret('bankAccount', '6222021000000000009')).toBe('**** 0009');
  expect(maskSecret('identity', '11010519491231002X')).toBe('1****2X');
});

it('never says what it was given', () => {
  for (const given of ['62220210A0000000009', 6222021000000000, '6222021000000000008'] as unknown[]) {
    const result = parseInput(
      bankAccountFields,
      { customerId: 'cus_1', accountName: '甲', bankName: '乙', accountNumber: given },
      { mode: 'create', today: '2026-11-22' },
    );
    if (result.ok) throw new Error('expected a fault');
    expect(result.errors).toHaveLength(1);
    const text = JSON.stringify([result.errors, fieldErrorText(result.errors[0]!, 'zh')]);
    expect(text).not.toContain('622202');
  }
});
