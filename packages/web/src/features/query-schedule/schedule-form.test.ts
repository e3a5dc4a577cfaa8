import { lackingIn } from './schedule-form';

const whole = { queryId: 'sqy_1', timeOfDay: '08:00', list: '' };

test('what a schedule lacks is said at its field, in the language of the reader', () => {
  expect(lackingIn(whole, 1, 'zh')).toEqual({});
  expect(lackingIn({ ...whole, queryId: '', timeOfDay: '' }, 0, 'zh')).toEqual({
    queryId: '请填写查询',
    timeOfDay: expect.stringContaining('请填写'),
  });
  expect(lackingIn(whole, 2, 'en')).toEqual({ list: expect.stringMatching(/^Fill in /) });
  expect(lackingIn({ ...whole, list: 'customers' }, 2, 'en')).toEqual({});
});
