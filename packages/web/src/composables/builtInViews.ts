import type { ListView } from '../graph/views';

const own = {
  folder: '',
  compact: null,
  visibility: 'PRIVATE',
  ownerName: '',
  mine: false,
  version: 0,
  name: '',
} as const;

/** Those of the department, as the filter builder would write it. */
const byDepartment = (id: string): string =>
  JSON.stringify({
    kind: 'group',
    op: 'and',
    not: false,
    items: [
      {
        kind: 'relation',
        relation: 'owner',
        quantifier: 'some',
        count: 1,
        group: {
          kind: 'group',
          op: 'and',
          not: false,
          items: [{ kind: 'condition', field: 'departmentId', operator: 'in', value: [id] }],
        },
      },
    ],
  });

/** The console's own views: all records and, where records have owners, those of the reader and of the department. */
export function builtInViews(owned: boolean, me: string, department: string | undefined): ListView[] {
  const views: ListView[] = [{ ...own, key: 'all', label: { zh: '全部', en: 'All' }, query: {} }];
  if (!owned) return views;
  views.push({ ...own, key: 'mine', label: { zh: '我的', en: 'Mine' }, query: { owner: me } });
  if (department)
    views.push({
      ...own,
      key: 'department',
      label: { zh: '本部门的', en: 'My department’s' },
      query: { where: byDepartment(department) },
    });
  return views;
}
