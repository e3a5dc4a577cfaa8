import { contractEntity } from '../../features/contract/contract.entity';
import { customerEntity } from '../../features/customer/customer.entity';
import { registerEntity } from '../entity';
import { ownRows } from './own-rows';

beforeAll(() => [customerEntity, contractEntity].forEach(registerEntity));

test('the largest ten are known as such, a page is not', () => {
  const groups =
    '{ top: contractGroups(by: [{ type: true }], orderBy: [{ count: { direction: DESC } }], first: 10) { nodes { keys } } }';
  expect(ownRows(groups, 'top', {})).toEqual({ count: 10, ranked: true });
  expect(ownRows('{ customers(first: 50, orderBy: []) { nodes { id } } }', null, {})).toEqual({
    count: 50,
    ranked: false,
  });
});
test('a parameter says it where it is given', () => {
  const document = 'query ($n: Int) { viewer { version } customerGroups(by: [], first: $n) { nodes { keys } } }';
  expect(ownRows(document, null, { n: 5 })).toEqual({ count: 5, ranked: false });
  expect(ownRows(document, null, {})).toEqual({ count: null, ranked: false });
});
test.each([['{ customers { nodes { id } } }'], ['{ customers('], ['{ viewer { version } }']])(
  '%s does not say how many',
  (document) => expect(ownRows(document, null, {})).toBeNull(),
);
