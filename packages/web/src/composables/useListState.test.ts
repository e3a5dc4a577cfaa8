import { emptyGroup } from '../graph/filter';
import { choiceFromQuery, queryFromChoice, unknownSort, type ListDefaults } from './useListState';

const defaults: ListDefaults = { sort: [{ path: 'updatedAt', descending: true }], columns: ['name', 'grade'] };
const options = { name: 'test', defaults, quickKeys: ['grade', 'owner'] };

describe('the state of a list in its URL', () => {
  beforeEach(() => localStorage.clear());

  it('is empty when all is as usual', () => {
    expect(queryFromChoice(choiceFromQuery({}, options), defaults)).toEqual({});
  });

  it('comes back the way it went', () => {
    const where = {
      ...emptyGroup(),
      items: [{ kind: 'condition' as const, field: 'name', operator: 'contains' as const, value: '钢' }],
    };
    const choice = {
      text: '钢铁',
      quick: { grade: ['A', 'B'] },
      where,
      sort: [{ path: 'name', descending: false }],
      page: 3,
      size: 100,
      columns: ['name'],
    };
    expect(choiceFromQuery(queryFromChoice(choice, defaults), options)).toEqual(choice);
  });

  it('takes nothing that makes no sense', () => {
    const choice = choiceFromQuery({ page: '-4', size: '7', where: '{bad', sort: '1;2', unknown: 'x' }, options);
    expect(choice).toMatchObject({ page: 1, size: 50, where: null, sort: defaults.sort, quick: {} });
  });

  it('leaves out an order by something that is not there, and keeps the rest', () => {
    const canSort = (path: string): boolean => path === 'name';
    const query = { sort: '-nothing,name,<x>', grade: 'A' };
    expect(choiceFromQuery(query, { ...options, canSort })).toMatchObject({
      sort: [{ path: 'name', descending: false }],
      quick: { grade: ['A'] },
    });
    expect(unknownSort(query, canSort)).toEqual(['nothing', '<x>']);
    expect(choiceFromQuery({ sort: 'nothing' }, { ...options, canSort }).sort).toEqual(defaults.sort);
  });

  it('remembers the columns of this browser, but a link goes before them', () => {
    localStorage.setItem('dossier.columns.test', 'name,owner.name');
    expect(choiceFromQuery({}, options).columns).toEqual(['name', 'owner.name']);
    expect(choiceFromQuery({ cols: 'name' }, options).columns).toEqual(['name']);
  });
});
