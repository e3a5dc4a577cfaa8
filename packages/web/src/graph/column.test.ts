import { contactEntity } from '../features/contact/contact.entity';
import { contractEntity } from '../features/contract/contract.entity';
import { customerEntity } from '../features/customer/customer.entity';
import { userEntity } from '../features/user/user.entity';
import { canSort, columnsOf } from './column';
import { registerEntity } from './entity';

[contactEntity, contractEntity, customerEntity, userEntity].forEach(registerEntity);

describe('what a list can be ordered by', () => {
  it('takes fields, stamps and paths along references', () => {
    for (const path of ['name', 'updatedAt', 'owner.name', 'createdBy.name'])
      expect([path, canSort(customerEntity, path)]).toEqual([path, true]);
  });
  it('refuses what has no order or is not there', () => {
    for (const path of ['nothing', 'tags', 'addresses', 'ownerId', 'contacts.name', 'owner.nothing', ''])
      expect([path, canSort(customerEntity, path)]).toEqual([path, false]);
  });
});

it('offers no column for the bookkeeping of the archive', () => {
  const keys = columnsOf(contractEntity).map(({ key }) => key);
  expect(keys).toContain('taxRate');
  expect(keys).not.toContain('itemsRevision');
});
