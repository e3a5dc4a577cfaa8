import type { Entity } from '../../graph/entity';
import { mayAsk } from '../../graph/field-rights';
import { filterFields, operatorsOf } from '../../graph/filter';
import type { MenuGroup, MenuOption } from '../menu/field-menu';

const RELATED = { zh: '关联记录', en: 'Related records' } as const;
const prefix = 'relation:';

/** What a condition can be about: the records around one (with `relations`) and its own fields, as far as the reader may ask. */
export function offered(entity: Entity, relations: boolean): MenuGroup[] {
  const fields = Object.entries(filterFields(entity))
    .filter(([name, field]) => !field.inner && operatorsOf(field).length > 0 && mayAsk(entity, name))
    .map(([name, { label }]): MenuOption => ({ key: name, label }));
  const own: MenuGroup = { label: entity.label, options: fields };
  return relations ? [{ label: RELATED, options: doors(entity) }, own] : [own];
}

/** Many records first, then the ones that a field points to; people are asked by the field itself. */
function doors(entity: Entity): MenuOption[] {
  const all = Object.entries(entity.relations);
  const pointed = (name: string): boolean => entity.fields[`${name}Id`] !== undefined;
  return [
    ...all.filter(([name]) => !pointed(name)),
    ...all.filter(
      ([name, relation]) => pointed(name) && !relation.many && relation.to !== 'User' && mayAsk(entity, name),
    ),
  ].map(([name, { label }]) => ({ key: prefix + name, label, more: true }));
}

/** The relation that was chosen; null for a field. */
export const relationOf = (key: string): string | null => (key.startsWith(prefix) ? key.slice(prefix.length) : null);
