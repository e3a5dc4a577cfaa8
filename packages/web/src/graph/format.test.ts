import { daysUntil, moneyShort, moneyText, numberText, relativeText, withThousands } from './format';

const yuan = (amount: string) => ({ amount, currency: 'CNY' });

describe('figures', () => {
  it('keeps every cent, whatever the size', () => {
    expect(moneyText(yuan('9999999999999.99'))).toBe('¥9,999,999,999,999.99');
    expect(moneyText(yuan('-0.5'))).toBe('-¥0.50');
  });
  it('rounds half up in 万 and 亿', () => {
    expect(moneyText(yuan('12345678'), 'wan')).toBe('¥1,234.57');
    expect(moneyText(yuan('50'), 'wan')).toBe('¥0.01');
    expect(moneyText(yuan('-12345678'), 'wan')).toBe('-¥1,234.57');
    expect(moneyText(yuan('250000000'), 'yi')).toBe('¥2.50');
  });
  it('says large amounts as people do', () => {
    expect(moneyShort(yuan('120000000'), 'zh')).toBe('¥1.2 亿');
    expect(moneyShort(yuan('35000'), 'zh')).toBe('¥3.5 万');
    expect(moneyShort(yuan('9999.99'), 'zh')).toBe('¥9,999.99');
    expect(moneyShort(yuan('2500000'), 'en')).toBe('¥2.5 m');
  });
  it('groups thousands and drops idle zeros', () => {
    expect(withThousands('1234567')).toBe('1,234,567');
    expect(numberText('385000.500000')).toBe('385,000.5');
    expect(numberText('1.0000')).toBe('1');
  });
});

describe('dates', () => {
  it('counts calendar days', () => {
    expect(daysUntil('2026-03-01', '2026-02-27')).toBe(2);
    expect(daysUntil('2025-12-31', '2026-01-01')).toBe(-1);
  });
  it('speaks of the past in both languages', () => {
    const now = Date.parse('2026-11-22T00:00:00Z');
    expect(relativeText(new Date(now - 20_000).toISOString(), 'zh', now)).toBe('刚刚');
    expect(relativeText(new Date(now - 20_000).toISOString(), 'en', now)).toBe('just now');
    expect(relativeText('2026-11-19T00:00:00Z', 'zh', now)).toBe('3 天前');
    expect(relativeText('2026-11-19T00:00:00Z', 'en', now)).toBe('3 days ago');
  });
});
