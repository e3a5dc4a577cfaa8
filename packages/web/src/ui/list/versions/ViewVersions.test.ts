import { flushPromises, mount } from '@vue/test-utils';
import ElementPlus from 'element-plus';
import { customerEntity } from '../../../features/customer/customer.entity';
import type { ListModel } from '../../../graph/list';
import type { ListView, ListViewsModel, ViewVersion } from '../../../graph/views';
import { i18n, loadViewWords } from '../../../locales';
import { lookupKey } from '../../lookup';
import ViewVersions from './ViewVersions.vue';

jest.mock('../../feedback/element-messages', () => ({}));

const view: ListView = {
  key: 'svw_1',
  label: null,
  name: 'A 级客户',
  folder: '',
  query: {},
  compact: null,
  visibility: 'ALL',
  ownerName: '王经理',
  mine: true,
  version: 4,
};
const version = (number: number, columns: string[], grade = 'A'): ViewVersion => ({
  number,
  at: '2026-11-20T08:00:00.000Z',
  by: '王经理',
  content: JSON.stringify({ columns, filter: JSON.stringify({ grade: { in: [grade] } }), layout: '{}' }),
});

beforeAll(loadViewWords);

async function opened(mine: boolean, restore = jest.fn().mockResolvedValue('')) {
  const views = {
    all: [{ ...view, mine }],
    versions: jest
      .fn()
      .mockResolvedValueOnce({
        versions: [version(3, ['name', 'grade'], 'B'), version(2, ['name', 'grade'])],
        next: 'c',
      })
      .mockResolvedValue({ versions: [version(1, ['name'])], next: null }),
    restore,
    preview: jest.fn(),
  };
  const list = { entity: customerEntity, allColumns: [] } as unknown as ListModel;
  const lookup = { find: jest.fn(), titleOf: jest.fn() };
  const wrapper = mount(ViewVersions, {
    props: { list, views: views as unknown as ListViewsModel, view },
    global: { plugins: [i18n, ElementPlus], provide: { [lookupKey as symbol]: lookup }, stubs: { transition: false } },
    attachTo: document.body,
  });
  await flushPromises();
  const rows = () => [...document.querySelectorAll('.version')].map((row) => row.textContent ?? '');
  const press = async (name: string, at = 0): Promise<void> => {
    const found = [...document.querySelectorAll('button')].filter(({ textContent }) => textContent?.trim() === name);
    found[at]!.click();
    await flushPromises();
  };
  return { wrapper, views, rows, press };
}

test('versions say who kept them and what they changed; older ones come on demand', async () => {
  const { wrapper, rows, press } = await opened(true);
  expect(rows()).toHaveLength(1);
  expect(rows()[0]).toMatch(/第 3 版.*当前.*王经理.*筛选.*客户等级 等于 B.*客户等级 等于 A/s);
  await press('更早的版本');
  expect(rows()).toHaveLength(3);
  expect(rows()[1]).toMatch(/列.*加上.*grade/s);
  expect(rows()[2]).toContain('首次保存');
  wrapper.unmount();
});

test('a version is looked at, shown in the list and brought back; a refusal is told and the versions are read again', async () => {
  const restore = jest.fn().mockResolvedValue('已被他人修改');
  const { wrapper, views, press } = await opened(true, restore);
  await press('更早的版本');
  await press('恢复此版', 1); // the first row is the current one
  expect(restore).toHaveBeenCalledWith(expect.objectContaining({ key: 'svw_1', version: 4 }), 1);
  expect(document.querySelector('[role="alert"]')?.textContent).toBe('已被他人修改');
  expect(views.versions).toHaveBeenCalledTimes(3);
  await press('查看', 0);
  await press('在列表中查看');
  expect(views.preview).toHaveBeenCalled();
  wrapper.unmount();
});

test('who may not change the view may look, not bring back', async () => {
  const { wrapper, press } = await opened(false);
  await press('更早的版本');
  const words = [...document.querySelectorAll('button')].map(({ textContent }) => textContent?.trim());
  expect(words).toContain('查看');
  expect(words).not.toContain('恢复此版');
  wrapper.unmount();
});
