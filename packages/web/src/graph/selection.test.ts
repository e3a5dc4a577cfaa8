import { contactEntity } from '../features/contact/contact.entity';
import { contractEntity } from '../features/contract/contract.entity';
import { customerEntity } from '../features/customer/customer.entity';
import { userEntity } from '../features/user/user.entity';
import { isOfRemoved, registerEntity } from './entity';
import { recordSelection, selectionAt } from './selection';

[contactEntity, contractEntity, customerEntity, userEntity].forEach(registerEntity);

test('a reference is asked whether its record was removed, in records and in lists', () => {
  expect(recordSelection(contractEntity)).toMatchObject({
    theirSignatory: { id: true, name: true, deletedAt: true },
    customer: { deletedAt: true },
  });
  expect(selectionAt(contractEntity, 'theirSignatory.name')).toEqual({
    theirSignatory: { id: true, name: true, deletedAt: true },
  });
  // a record that is picked out of live ones need not be asked
  expect(selectionAt(customerEntity, 'primaryContact.name')).toEqual({ primaryContact: { id: true, name: true } });
});

test('a value in a row is of a removed record where its reference says so', () => {
  const row = { deletedAt: '2026-11-01T00:00:00.000Z', name: '合同', signatory: { name: '甲', deletedAt: null } };
  expect(isOfRemoved(row, 'signatory.name')).toBe(false);
  expect(isOfRemoved({ signatory: { name: '甲', deletedAt: '2026-11-01T00:00:00.000Z' } }, 'signatory.name')).toBe(
    true,
  );
  expect(isOfRemoved(row, 'name')).toBe(false);
});
