import { Turns } from './turns';

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

test('three ask at a time; the nearest begins first, as the page stands when a place is free', async () => {
  const turns = new Turns();
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  let scrolled = 0;
  const take = (name: string, place: number) =>
    turns.take(
      () => Math.abs(place - scrolled),
      () => {
        begun.push(name);
        return new Promise<void>((resolve) => ends.set(name, resolve));
      },
    );
  for (const [name, place] of Object.entries({ f: 6, a: 0, e: 5, b: 1, c: 2, d: 3 })) void take(name, place);
  await settled();
  expect(begun).toEqual(['a', 'b', 'c']);
  ends.get('b')!();
  await settled();
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
  scrolled = 6;
  ends.get('a')!();
  await settled();
  expect(begun.at(-1)).toBe('f');
});

test('one that fails gives its place back', async () => {
  const turns = new Turns(1);
  await expect(
    turns.take(
      () => 0,
      () => Promise.reject(new Error('away')),
    ),
  ).rejects.toThrow('away');
  await expect(
    turns.take(
      () => 0,
      () => Promise.resolve(3),
    ),
  ).resolves.toBe(3);
});
