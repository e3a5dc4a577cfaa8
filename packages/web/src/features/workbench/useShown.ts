import { computed, type Ref, type WritableComputedRef } from 'vue';
import { plainly, readShown, writeShown, type Shown } from '../../graph/result/shown';
import type { Tab } from './tabs';
import type { SavedQuery } from './useSavedQueries';

/** How the answer of a tab is shown: as its reader chose, else as the saved query keeps it. */
export const useShown = (tab: Ref<Tab | null>, saved: Ref<SavedQuery | null>): WritableComputedRef<Shown> =>
  computed({
    get: () => tab.value?.shown ?? readShown(saved.value?.layout),
    set: (next) => {
      const open = tab.value;
      if (open) open.shown = next;
    },
  });

/** Whether a tab shows its answer otherwise than its query keeps it. */
export const shownOtherwise = ({ shown }: Tab, { layout }: SavedQuery): boolean =>
  !!shown && writeShown(shown) !== writeShown(layout ? readShown(layout) : plainly);
