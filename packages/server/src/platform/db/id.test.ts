import { isRawId, newId } from './id';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const hex = (id: string): string =>
  [...id]
    .reduce((value, char) => (value << 5n) | BigInt(ALPHABET.indexOf(char)), 0n)
    .toString(16)
    .padStart(32, '0');

test('ids are UUIDs of version 7 whose text order is their order', () => {
  const ids = Array.from({ length: 5000 }, () => newId());
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
  expect(ids.filter((id) => !isRawId(id) || !/^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/.test(hex(id)))).toEqual([]);
  const moment = Date.UTC(2100, 0, 1);
  expect(parseInt(hex(newId(moment)).slice(0, 12), 16)).toBe(moment);
});

test('the random part repeats in no place', () => {
  const parts = Array.from({ length: 3000 }, () => hex(newId()).slice(16));
  expect(new Set(parts).size).toBe(parts.length);
  for (let at = 1; at < 16; at++) expect(new Set(parts.map((part) => part[at])).size).toBe(16);
});
