import { nextSort, orderToGraph, sortFromText, sortToText } from './order';

describe('order of a list', () => {
  it('survives the URL and drops nonsense', () => {
    const keys = sortFromText('-updatedAt,owner.name,;drop,');
    expect(keys).toEqual([
      { path: 'updatedAt', descending: true },
      { path: 'owner.name', descending: false },
    ]);
    expect(sortToText(keys)).toBe('-updatedAt,owner.name');
  });
  it('nests paths; records without a value come last', () => {
    expect(orderToGraph(sortFromText('-owner.name'))).toEqual([
      { owner: { name: { direction: 'DESC', nulls: 'LAST' } } },
    ]);
  });
  it('goes up, down, off; Shift keeps the other keys', () => {
    const up = nextSort([], 'name', false);
    const down = nextSort(up, 'name', false);
    expect([sortToText(up), sortToText(down), sortToText(nextSort(down, 'name', false))]).toEqual([
      'name',
      '-name',
      '',
    ]);
    expect(sortToText(nextSort(up, 'grade', true))).toBe('name,grade');
    expect(sortToText(nextSort(sortFromText('name,grade'), 'name', true))).toBe('-name,grade');
  });
});
