import { viewDensity } from '@dossier/shared';
import type { ListModel } from '../../../graph/list';
import { useLabels, useText } from '../../../locales';
import { useDescribe } from '../../filter/describe';
import { labelOf, type Say } from './content';

/** The words of a list for what its views keep. */
export function useSay({ entity, allColumns }: ListModel): Say {
  const { text } = useLabels();
  const { t } = useText();
  const describe = useDescribe();
  const column = (path: string): string => text(labelOf(allColumns, path) ?? undefined) || path;
  return {
    t,
    column,
    item: (item) => describe(entity, item),
    sort: ({ path, descending }) => t(descending ? 'views.falling' : 'views.rising', { name: column(path) }),
    density: (density) => text(density in viewDensity ? viewDensity[density as keyof typeof viewDensity] : undefined),
  };
}
