import { contactFields, customerFields, type Fields, type Label } from '@dossier/shared';
import type { RequestContext } from '../../platform/context/context';
import { fieldRight } from '../../platform/query/rights';
import { note } from './import-problem';
import type { MappedColumn, Mapping } from './mapping';

type Caller = Pick<RequestContext, 'actor' | 'models'>;

/** The mapping without the columns whose fields the importer may not edit: said once about the file, not once per row. */
export function withoutClosedColumns(ctx: Caller, mapping: Mapping): Mapping {
  const closed = mapping.columns.flatMap((column) => {
    const field = fieldsOf(column).find(([entity, name]) => fieldRight(ctx.actor, { name: entity }, name) !== 'EDIT');
    return field ? [{ column, label: labelOf(field) }] : [];
  });
  if (closed.length === 0) return mapping;
  const left = new Set(closed.map(({ column }) => column));
  return {
    ...mapping,
    columns: mapping.columns.filter((column) => !left.has(column)),
    ignored: new Set([...mapping.ignored, ...closed.map(({ column }) => column.index)]),
    notes: [
      ...mapping.notes,
      ...closed.map(({ column, label }) => note('CLOSED_HEADER', null, { header: column.title, field: label })),
    ],
  };
}

type FieldPath = readonly ['Customer' | 'Contact', string];

/** The fields that a column writes to. */
function fieldsOf({ target }: MappedColumn): FieldPath[] {
  switch (target.kind) {
    case 'customer':
      return [['Customer', target.field.replace(/Id$/, '')]];
    case 'contact':
      return [['Contact', target.field.replace(/Id$/, '')]];
    case 'phone':
      return (target.role === 'any' ? ['mobile', 'officePhone'] : [target.role]).map(
        (name) => ['Contact', name] as const,
      );
    case 'address':
      return [['Customer', 'addresses']];
    case 'businessTerm':
      return [
        ['Customer', 'businessTermFrom'],
        ['Customer', 'businessTermTo'],
      ];
    case 'overrideReason':
      return [];
  }
}

function labelOf([entity, name]: FieldPath): Label {
  const fields: Fields = entity === 'Customer' ? customerFields : contactFields;
  return (fields[name] ?? fields[`${name}Id`])?.label ?? { zh: name, en: name };
}
