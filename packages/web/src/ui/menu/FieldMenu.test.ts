import { mount } from '@vue/test-utils';
import { nextTick } from 'vue';
import { i18n } from '../../locales';
import FieldMenu from './FieldMenu.vue';
import { matching, type MenuGroup } from './field-menu';
import { initials } from './initials';

const option = (key: string, zh: string, en: string) => ({ key, label: { zh, en } });
const groups: MenuGroup[] = [
  {
    label: { zh: '客户', en: 'Customer' },
    options: [option('grade', '客户等级', 'Grade'), option('region', '所属地区', 'Region')],
  },
  { label: { zh: '合同', en: 'Contract' }, options: [{ ...option('amount', '合同金额', 'Amount'), more: true }] },
];
const keys = (query: string): string[] =>
  matching(groups, query).flatMap(({ options }) => options.map(({ key }) => key));

test('a field is found in both languages, by the first letters of its pinyin, by its group and its path', () => {
  expect(keys('等级')).toEqual(['grade']);
  expect(keys('Region')).toEqual(['region']);
  expect(keys('ｋｈｄｊ')).toEqual(['grade']);
  expect(keys('ssdq')).toEqual(['region']);
  expect(keys('contract 金额')).toEqual(['amount']);
  expect(keys('')).toEqual(['grade', 'region', 'amount']);
  expect(keys('没有')).toEqual([]);
  expect(initials('税率 A额度')).toBe('sl aed');
});

async function opened() {
  const wrapper = mount(FieldMenu, {
    props: { groups, label: '添加列' },
    slots: { default: '<template #default="{ toggle }"><button class="open" @click="toggle">+</button></template>' },
    global: { plugins: [i18n] },
    attachTo: document.body,
  });
  await wrapper.find('.open').trigger('click');
  await nextTick();
  const input = document.querySelector<HTMLInputElement>('[role="combobox"]')!;
  const press = async (key: string): Promise<void> => {
    input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    await nextTick();
  };
  return { wrapper, input, press };
}
const chosen = (): string | undefined => document.querySelector('[aria-selected="true"]')?.textContent?.trim();

test('arrows walk over all groups and around, Enter chooses and closes', async () => {
  const { wrapper, input, press } = await opened();
  expect(chosen()).toBe('客户等级');
  await press('ArrowUp');
  expect(chosen()).toBe('合同金额 …');
  expect(document.getElementById(input.getAttribute('aria-activedescendant')!)?.textContent).toContain('合同金额');
  await press('ArrowDown');
  await press('ArrowDown');
  await press('Enter');
  expect(wrapper.emitted('choose')).toEqual([['region']]);
  expect(document.querySelector('[role="listbox"]')).toBeNull();
  wrapper.unmount();
});

test('Esc closes without a choice; what matches nothing says so', async () => {
  const { wrapper, input, press } = await opened();
  input.value = '没有';
  input.dispatchEvent(new Event('input'));
  await nextTick();
  expect(document.querySelector('[role="status"]')?.textContent).toBe('没有匹配的字段');
  await press('Enter');
  await press('Escape');
  expect(document.querySelector('[role="listbox"]')).toBeNull();
  expect(wrapper.emitted('choose')).toBeUndefined();
  wrapper.unmount();
});
