import { mount } from '@vue/test-utils';
import { registerEntity } from '../../graph/entity';
import { i18n, loadViewWords } from '../../locales';
import { contractEntity } from '../contract/contract.entity';
import { customerEntity } from '../customer/customer.entity';
import { useViewWords } from './view-words';

beforeAll(async () => {
  [customerEntity, contractEntity].forEach(registerEntity);
  await loadViewWords();
});

/** As it stands in a component. */
function words(): ReturnType<typeof useViewWords> {
  let say: ReturnType<typeof useViewWords> | null = null;
  mount({ render: () => null, setup: () => void (say = useViewWords()) }, { global: { plugins: [i18n] } });
  return say!;
}
const ordered = (...keys: object[]): string => JSON.stringify(keys);
const list = (after: string) => [{ field: 'list', before: null, after }];

test('an order of a saved view is told in words', () => {
  const say = words();
  const order = ordered({ grade: { direction: 'DESC', nulls: 'LAST' } }, { owner: { name: { direction: 'ASC' } } });
  expect(say('orderBy', order, list('Customer'))).toBe('客户等级（降序）、负责人（升序）');
  expect(say('orderBy', ordered({ name: { direction: 'DESC' } }), list('Customer'))).toBe('客户全称（降序）');
});

test('a change does not say of which list the view is: names that could be meant, never a wrong one', () => {
  const say = words();
  expect(say('orderBy', ordered({ name: { direction: 'DESC' } }), [])).toBe('名称（降序）');
  expect(say('orderBy', ordered({ signedOn: { direction: 'ASC' } }), [])).toBe('签约日期（升序）');
  expect(say('orderBy', ordered({ unheardOf: { direction: 'ASC' } }), [])).toBe('unheardOf（升序）');
});

test('what is no order is left to the dictionary', () => {
  const say = words();
  expect([say('orderBy', null, []), say('orderBy', 'nonsense', []), say('search', '[]', [])]).toEqual([
    null,
    null,
    null,
  ]);
});
