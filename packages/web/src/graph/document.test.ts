import { buildSchema, parse, validate } from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assessmentEntity } from '../features/assessment/assessment.entity';
import { assessmentColumns, assessmentDefaults } from '../features/assessment/assessment.columns';
import { contactEntity } from '../features/contact/contact.entity';
import { contactColumns, contactDefaults } from '../features/contact/contact.columns';
import { contractEntity, contractItemEntity } from '../features/contract/contract.entity';
import { contractColumns, contractDefaults } from '../features/contract/contract.columns';
import { customerEntity } from '../features/customer/customer.entity';
import { customerColumns, customerDefaults } from '../features/customer/customer.columns';
import { importJobEntity } from '../features/data-import/import.entity';
import { scorecardEntity } from '../features/scorecard/scorecard.entity';
import { userEntity } from '../features/user/user.entity';
import { columnsOf, type Column } from './column';
import { countDocument, listDocument, recordDocument } from './document';
import { registerEntity, type Entity } from './entity';
import { orderToGraph } from './order';
import { recordSelection } from './selection';

const entities = [
  customerEntity,
  contactEntity,
  contractEntity,
  contractItemEntity,
  assessmentEntity,
  scorecardEntity,
  userEntity,
  importJobEntity,
];
entities.forEach(registerEntity);

/** The graph as the server has it: what the console writes by itself must be a valid question. */
const schema = buildSchema(readFileSync(join(__dirname, '../../../server/schema.graphql'), 'utf8'));
const faults = (text: string): string[] => validate(schema, parse(text)).map((error) => error.message);

const lists: readonly [Entity, Column[], readonly string[]][] = [
  [customerEntity, customerColumns(), customerDefaults.columns],
  [contactEntity, contactColumns(), contactDefaults.columns],
  [contractEntity, contractColumns(), contractDefaults.columns],
  [assessmentEntity, assessmentColumns(), assessmentDefaults.columns],
  [scorecardEntity, columnsOf(scorecardEntity), ['name']],
  [importJobEntity, columnsOf(importJobEntity), ['fileName']],
];

describe('documents of lists', () => {
  it.each(lists)('%o: every column there is can be asked', (entity, columns) => {
    const text = listDocument(
      entity,
      columns.map((column) => column.selection),
    ).text;
    expect(faults(text)).toEqual([]);
    expect(faults(countDocument(entity).text)).toEqual([]);
  });

  it.each(lists)('%o: every sortable column is an order of the graph', (entity, columns) => {
    const paths = columns.flatMap((column) => (column.sort ? [{ path: column.sort, descending: true }] : []));
    const order = JSON.stringify(orderToGraph(paths))
      .replace(/"(\w+)":/g, '$1:')
      .replace(/"(DESC|LAST)"/g, '$1');
    expect(faults(`{ ${entity.plural}(orderBy: ${order}) { nodes { id } } }`)).toEqual([]);
  });

  it.each(lists)('%o: the columns of the first sight exist', (_entity, columns, shown) => {
    const keys = new Set(columns.map((column) => column.key));
    expect(shown.filter((key) => !keys.has(key))).toEqual([]);
  });

  it('asks only what is shown', () => {
    const { text } = listDocument(
      customerEntity,
      customerColumns()
        .filter((column) => column.key === 'owner.name')
        .map((column) => column.selection),
    );
    expect(text).toMatchInlineSnapshot(`
"query CustomerList($filter: CustomerFilter, $orderBy: [CustomerOrder!], $search: String, $first: Int, $offset: Int) {
  customers(filter: $filter, orderBy: $orderBy, search: $search, first: $first, offset: $offset) {
    nodes {
      id
      version
      owner {
        id
        name
        deletedAt
      }
    }
  }
}
"
`);
  });
});

describe('documents of records', () => {
  it.each([customerEntity, contactEntity, contractEntity, assessmentEntity, scorecardEntity])(
    '%o: the whole dictionary can be asked',
    (entity) => {
      expect(faults(recordDocument(entity, recordSelection(entity)).text)).toEqual([]);
    },
  );
});
