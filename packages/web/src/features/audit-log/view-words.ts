import { savedAbout, type Label } from '@dossier/shared';
import { canSort, columnsOf } from '../../graph/column';
import { allEntities, entityOf, hasEntity, type Entity } from '../../graph/entity';
import { orderFrom } from '../../graph/order-from';
import { useLabels, useText } from '../../locales';
import type { ChangeField } from '../../ui/record/changeText';

/** Only a new view says of which list it is; a change may be of any list that has these fields. */
function listsOf(paths: readonly string[], beside: readonly ChangeField[]): Entity[] {
  const list = String(beside.find(({ field }) => field === 'list')?.after ?? '');
  if (hasEntity(list)) return [entityOf(list)];
  return allEntities().filter((entity) => paths.every((path) => canSort(entity, path)));
}

function labelIn(entity: Entity, path: string, alone: boolean): Label | undefined {
  if (!alone && path === entity.title) return savedAbout.name.label;
  return columnsOf(entity).find(({ key, sort }) => key === path || sort === path)?.label;
}

/** What a saved view shows first, as lists say it: “客户等级（降序）”. A field with several names has them all. */
export function useViewWords(): (field: string, value: unknown, beside: readonly ChangeField[]) => string | null {
  const { text, joined } = useLabels();
  const { t } = useText();

  return (field, value, beside) => {
    if (field !== 'orderBy' || typeof value !== 'string') return null;
    const keys = orderFrom(parsed(value));
    if (keys.length === 0) return null;
    const lists = listsOf(
      keys.map(({ path }) => path),
      beside,
    );
    const nameOf = (path: string): string => {
      const names = lists.map((entity) => text(labelIn(entity, path, lists.length === 1)));
      return [...new Set(names.filter(Boolean))].join(' / ') || path;
    };
    return joined(
      keys.map(({ path, descending }) => t(descending ? 'views.falling' : 'views.rising', { name: nameOf(path) })),
    );
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
