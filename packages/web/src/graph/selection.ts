import type { Field } from '@dossier/shared';
import { entityOf, hasEntity, relationName, type Entity } from './entity';

/** A selection set as data: a leaf is `true`. */
export interface Selection {
  [field: string]: true | Selection;
}

/** What to ask so that a field can be shown. */
export function selectionOf(name: string, field: Field): Selection {
  switch (field.kind) {
    case 'money':
      return { [name]: { amount: true, currency: true } };
    case 'ref': {
      const title = hasEntity(field.target) ? entityOf(field.target).title : 'name';
      return { [relationName(name)]: { id: true, [title]: true, ...removal(field.target) } };
    }
    case 'objects': {
      const inner = Object.entries(field.fields).map(([key, sub]) => selectionOf(key, sub));
      return { [name]: merge(...inner) };
    }
    default:
      return { [name]: true };
  }
}

/** The selection for a dotted path such as `owner.name` or `primaryContact.mobile`, starting at an entity. */
export function selectionAt(entity: Entity, path: string): Selection {
  const [head = '', ...rest] = path.split('.');
  const field = entity.fields[head] ?? entity.fields[`${head}Id`];
  if (rest.length === 0) return field ? selectionOf(entity.fields[head] ? head : `${head}Id`, field) : { [head]: true };
  const target = entity.relations[head]?.to;
  const removable = target && entity.fields[`${head}Id`] ? removal(target) : {};
  const inner = target && hasEntity(target) ? selectionAt(entityOf(target), rest.join('.')) : leaf(rest);
  return { [head]: target ? { id: true, ...inner, ...removable } : inner };
}

/** A reference goes on showing a record that was removed, and says so. */
const removal = (type: string): Selection => (hasEntity(type) && !entityOf(type).log ? { deletedAt: true } : {});

const leaf = (path: readonly string[]): Selection => {
  const [head = '', ...rest] = path;
  return { [head]: rest.length > 0 ? leaf(rest) : true };
};

/** Several selections as one, without doubling a field. */
export function merge(...selections: readonly Selection[]): Selection {
  const result: Selection = {};
  for (const selection of selections) {
    for (const [key, value] of Object.entries(selection)) {
      const present = result[key];
      result[key] = value !== true && present && present !== true ? merge(present, value) : (value ?? present);
    }
  }
  return result;
}

/** Everything the dictionary knows of an entity: the selection of a record page. */
export function recordSelection(entity: Entity): Selection {
  const fields = Object.entries(entity.fields).map(([name, field]) => selectionOf(name, field));
  return merge({ id: true, version: true }, ...fields, recordKeeping);
}

/** Who wrote the record and when; the same on every entity. */
export const recordKeeping: Selection = {
  createdAt: true,
  createdBy: { id: true, name: true },
  updatedAt: true,
  updatedBy: { id: true, name: true },
  deletedAt: true,
};

/** Prints a selection set, indented as people write it. */
export function print(selection: Selection, depth = 1): string {
  const pad = '  '.repeat(depth);
  const lines = Object.entries(selection).map(([key, value]) =>
    value === true ? `${pad}${key}` : `${pad}${key} {\n${print(value, depth + 1)}\n${pad}}`,
  );
  return lines.join('\n');
}
