import type { ListDefaults } from '../../composables/useListState';
import { columnOf, columnsOf, type Column } from '../../graph/column';
import { __camel__Entity } from './__kebab__.entity';

/** Every column the list can show. */
export const __camel__Columns = (): Column[] =>
  columnsOf(__camel__Entity, [columnOf(__camel__Entity, 'name', { width: 240 }), columnOf(__camel__Entity, 'customer.name', { width: 240 })]);

export const __camel__Defaults: ListDefaults = {
  sort: [{ path: 'updatedAt', descending: true }],
  columns: ['name', 'customer.name', 'remarks', 'updatedAt'],
};
