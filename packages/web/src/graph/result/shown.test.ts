import { plainly, readShown, writeShown, type Shown } from './shown';

const chart = { kind: 'stacked' as const, category: 'key.signedOn', series: 'key.grade', measures: ['sum.amount'] };

test('how an answer is looked at is kept and read back', () => {
  const all: Shown[] = [
    plainly,
    { shape: 'chart', path: '', chart },
    { shape: 'json', path: 'contracts.nodes', chart: null },
    { shape: 'table', path: 'a.nodes', chart: { ...chart, series: null } },
  ];
  for (const one of all) expect(readShown(writeShown(one))).toEqual(one);
  expect(writeShown(plainly)).toBeNull();
});

test.each([
  [null],
  ['{'],
  ['[]'],
  ['{"shape":"pie","path":3}'],
  ['{"chart":{"kind":"pie","category":"a","measures":["b"]}}'],
  ['{"chart":{"kind":"bar","category":"a","measures":[]}}'],
])('%j is shown plainly', (layout) => {
  expect(readShown(layout)).toEqual(plainly);
});
