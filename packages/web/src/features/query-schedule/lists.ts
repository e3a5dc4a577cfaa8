import type { Label } from '@dossier/shared';
import { parse } from 'graphql';
import { rootOf } from '../../graph/result/describe';
import { namesOf } from '../../graph/result/names';

/** A list or groups that a document asks rows of. */
export interface AskedList {
  /** Response key: the alias, where it has one. */
  key: string;
  label: Label;
}

/** The variables that are filled in so far. */
export function variablesIn(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** The lists of a document, of which a schedule exports one; none while it cannot be read. */
export function listsIn(document: string): AskedList[] {
  try {
    const names = namesOf(parse(document));
    return [...names].flatMap(([key, name]): AskedList[] => {
      const root = key.includes('.') ? null : rootOf(name);
      const rows = names.has(`${key}.nodes`) || names.has(`${key}.edges`);
      return root && rows ? [{ key, label: root.entity.label }] : [];
    });
  } catch {
    return [];
  }
}
