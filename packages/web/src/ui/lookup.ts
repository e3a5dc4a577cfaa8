import { inject, reactive, type InjectionKey } from 'vue';
import type { GraphFilter } from '../graph/filter';

export interface Found {
  id: string;
  title: string;
  /** A second word to tell namesakes apart. */
  hint: string;
}
/** How the parts here find records, without knowing the graph: the application hands it in. */
export interface Lookup {
  find: (type: string, text: string, filter?: GraphFilter) => Promise<Found[]>;
  titleOf: (type: string, id: string) => Promise<string>;
  /** Where a record is shown; null where its kind has no page. */
  pageOf: (type: string, id: string) => string | null;
}

export const lookupKey: InjectionKey<Lookup> = Symbol('lookup');

/** The lookup of this application. */
export function useLookup(): Lookup {
  const lookup = inject(lookupKey);
  if (!lookup) throw new Error('no lookup was provided');
  return lookup;
}

/** Names of referred records: the id shows until its name has been found. */
export function useNames(): (type: string, id: string) => string {
  const lookup = useLookup();
  const names = reactive<Record<string, string>>({});
  return (type, id) => {
    const known = names[id];
    if (known !== undefined) return known;
    names[id] = id;
    void lookup.titleOf(type, id).then(
      (title) => (names[id] = title),
      () => undefined,
    );
    return id;
  };
}
