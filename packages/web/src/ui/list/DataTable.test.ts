import { mount } from '@vue/test-utils';
import ElementPlus from 'element-plus';
import { createPinia } from 'pinia';
import type { Column } from '../../graph/column';
import { i18n } from '../../locales';
import DataTable from './DataTable.vue';

const column = (key: string, given: Partial<Column> = {}): Column => ({
  key,
  label: { zh: key, en: key },
  field: { kind: 'text', max: 100, label: { zh: key, en: key } },
  width: 120,
  align: 'left',
  sort: key,
  selection: { [key]: true },
  ...given,
});

function table(props: Partial<InstanceType<typeof DataTable>['$props']> = {}) {
  return mount(DataTable, {
    props: {
      name: 'test',
      caption: '客户列表',
      columns: [column('name'), column('tags', { sort: null })],
      rows: [
        { id: 'cus_1', name: '甲公司' },
        { id: 'cus_2', name: '乙公司' },
      ],
      loading: false,
      sort: [{ path: 'name', descending: true }],
      hrefOf: (row) => `/customers/${row.id}`,
      ...props,
    },
    global: { plugins: [i18n, createPinia(), ElementPlus] },
  });
}

describe('DataTable', () => {
  it('is a table with named heads, and says how it is sorted', () => {
    const wrapper = table();
    const [name, tags] = wrapper.findAll('th');
    expect(name?.attributes('aria-sort')).toBe('descending');
    expect(tags?.attributes('aria-sort')).toBeUndefined();
    expect(wrapper.find('caption').text()).toBe('客户列表');
  });

  it('sorts by its heads and keeps the other keys with Shift', async () => {
    const wrapper = table();
    await wrapper.find('button.head').trigger('click', { shiftKey: true });
    expect(wrapper.emitted('sort')).toEqual([['name', true]]);
  });

  it('opens a row on a plain click, and leaves Ctrl-click to the browser', async () => {
    const wrapper = table();
    await wrapper.find('a.title').trigger('click', { ctrlKey: true });
    expect(wrapper.emitted('open')).toBeUndefined();
    await wrapper.find('a.title').trigger('click');
    expect(wrapper.emitted('open')).toEqual([[{ id: 'cus_1', name: '甲公司' }]]);
  });

  it('keeps the old rows while new ones are on their way, and shows places for the first', () => {
    expect(table({ loading: true }).findAll('tbody tr:not(.skeleton)')).toHaveLength(2);
    expect(table({ loading: true, rows: [] }).findAll('tr.skeleton').length).toBeGreaterThan(5);
  });
});
