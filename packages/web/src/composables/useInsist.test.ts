import { acceptable } from './useInsist';

jest.mock('../ui/feedback/messages', () => ({ askReason: jest.fn(), toast: {} }));
jest.mock('./useAct', () => ({ useAttempt: jest.fn() }));

const fault = (code: string, overridable: boolean) => ({
  code,
  overridable,
  message: '',
  path: [],
  severity: 'WARNING',
});

test('a reason covers warnings, not what is forbidden', () => {
  expect(acceptable([fault('CUSTOMER_HAS_CONTRACTS', true)], '重复建档')).toEqual([
    { code: 'CUSTOMER_HAS_CONTRACTS', path: [], reason: '重复建档' },
  ]);
  expect(acceptable([fault('CUSTOMER_HAS_CONTRACTS', true), fault('VERSION_CONFLICT', false)], '重复建档')).toBeNull();
  expect(acceptable([], '重复建档')).toBeNull();
});
