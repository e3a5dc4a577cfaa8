import { customerEntity } from '../customer/customer.entity';
import { contractEntity } from '../contract/contract.entity';
import { registerEntity } from '../../graph/entity';
import { listsIn } from './lists';

registerEntity(customerEntity);
registerEntity(contractEntity);
const keys = (document: string): string[] => listsIn(document).map(({ key }) => key);

test('the lists of a document by their response keys: those whose rows are asked', () => {
  expect(
    keys(
      '{ all: customers { nodes { name contracts { nodes { number } } } } contractGroups(by: []) { nodes { keys } } }',
    ),
  ).toEqual(['all', 'contractGroups']);
  expect(keys('{ customers { totalCount } viewer { version } contracts { edges { node { number } } } }')).toEqual([
    'contracts',
  ]);
  expect(keys('query Q { ...F } fragment F on Query { customers { nodes { name } } }')).toEqual(['customers']);
  expect(keys('{ customers {')).toEqual([]);
});
