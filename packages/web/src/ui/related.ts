import { inject, type Component, type InjectionKey } from 'vue';
import type { Scope } from '@dossier/shared';

/** A list that another feature hangs on a record's page; its component takes the record's id as `of`. */
export interface RelatedList {
  /** GraphQL type of the page's record. */
  of: string;
  /** Name of the tab: `record.tab.<name>` in the locale files. */
  name: string;
  order: number;
  scope: Scope;
  component: Component;
}

export const relatedKey: InjectionKey<readonly RelatedList[]> = Symbol('related');

/** The related lists of a type, in order. */
export const useRelated = (type: string): readonly RelatedList[] =>
  (inject(relatedKey, []) ?? []).filter((list) => list.of === type).sort((a, b) => a.order - b.order);
