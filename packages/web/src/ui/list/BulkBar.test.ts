import { mount } from '@vue/test-utils';
import ElementPlus from 'element-plus';
import type { BulkModel, BulkRun } from '../../graph/bulk';
import { i18n } from '../../locales';
import BulkBar from './BulkBar.vue';

const row = { id: 'cus_1', name: '甲公司' };
const finished: BulkRun = { label: '删除', total: 4, done: 3, failed: [], running: false, stopped: false, undoable: 3 };

function bar(given: Partial<BulkModel>) {
  const bulk: BulkModel = {
    actions: [{ key: 'remove', label: '删除', one: () => Promise.resolve({ ok: true }) }],
    selected: new Map(),
    run: null,
    select: jest.fn(),
    clear: jest.fn(),
    start: jest.fn(),
    stop: jest.fn(),
    undo: jest.fn(),
    dismiss: jest.fn(),
    exportRows: null,
    ...given,
  };
  return { bulk, wrapper: mount(BulkBar, { props: { bulk }, global: { plugins: [i18n, ElementPlus] } }) };
}
const button = ({ wrapper }: ReturnType<typeof bar>, text: string) =>
  wrapper.findAll('button').find((entry) => entry.text().includes(text));

describe('BulkBar', () => {
  it('is not there while nothing is selected', () => {
    expect(bar({}).wrapper.text()).toBe('');
  });
  it('says how many are selected and offers what the reader may do', () => {
    const shown = bar({ selected: new Map([[row.id, row]]) });
    expect(shown.wrapper.text()).toContain('已选 1 条');
    expect(button(shown, '删除')).toBeDefined();
    expect(button(shown, '导出所选')).toBeUndefined();
  });
  it('can be stopped on the way', async () => {
    const shown = bar({ run: { ...finished, running: true, done: 1 } });
    expect(shown.wrapper.text()).toContain('删除 1 / 4');
    await button(shown, '停止')?.trigger('click');
    expect(shown.bulk.stop).toHaveBeenCalled();
  });
  it('tells what was done, what failed and what was left, and takes it back', async () => {
    const failed = [{ row, title: row.name, message: '有未完成的合同' }];
    const shown = bar({ run: { ...finished, done: 2, failed, stopped: true, undoable: 2 } });
    expect(shown.wrapper.text()).toContain('成功 2 条，失败 1 条，未处理 1 条');
    await button(shown, '撤销（2 条）')?.trigger('click');
    expect(shown.bulk.undo).toHaveBeenCalled();
  });
});
