import { groupWords, keyWays, periodText, type Field, type Label, type Locale } from '@dossier/shared';
import type { EntityModel } from '../../platform/query/model';
import type { Cell } from '../../platform/sheet/sheet-types';
import { declaredCell, decimalCell } from './export.values';

/** A key that the groups of a document are asked by. */
export interface AskedKey {
  /** Names from the entity to the field. */
  path: readonly string[];
  words: readonly Label[];
  field: Field | { kind: 'id' };
  /** Part of the calendar, level of a code; empty for the value itself. */
  way: string;
  /** Groups are figures between edges. */
  ranges: boolean;
}

/** The items of `by`, each with what it is made of. What does not fit is refused when the groups are asked. */
export function askedKeys(model: EntityModel, by: readonly unknown[]): AskedKey[] {
  return by.flatMap((item) => {
    const path: string[] = [];
    const words: Label[] = [];
    let [owner, wish]: [EntityModel, unknown] = [model, item];
    for (;;) {
      const [name] = Object.keys((wish ?? {}) as object);
      if (name === undefined) return [];
      wish = (wish as Record<string, unknown>)[name];
      path.push(name);
      const found = owner.fields.get(name);
      if (found) {
        const { edges } = (wish ?? {}) as { edges?: readonly string[] | null };
        const [entry] = found.field.kind === 'objects' ? Object.keys(wish as object) : [];
        return {
          path: entry ? [...path, entry] : path,
          // the name of a record is the record
          words: words.length > 0 && name === 'name' ? words : [...words, found.field.label],
          field: found.field as Field | { kind: 'id' },
          way: typeof wish === 'string' ? wish : '',
          ranges: Boolean(edges?.length),
        };
      }
      const relation = owner.relations.get(name);
      if (!relation) return [];
      words.push(relation.label);
      owner = relation.target;
    }
  });
}

/** A key as people read it: what the graph gives as text, in the words of its field. */
export function keyCell({ field, way, ranges }: AskedKey, text: string | null, locale: Locale): Cell | string {
  if (text === null) return groupWords.none[locale];
  if (way === 'DAY') return { kind: 'date', text };
  if (way in keyWays && field.kind !== 'code') return periodText(way, text, locale);
  switch (field.kind) {
    case 'bool':
      return declaredCell(field, text === 'true', locale) ?? text;
    case 'enum':
    case 'code':
      return declaredCell(field, text, locale) ?? text;
    case 'int':
    case 'decimal':
      return ranges ? text : decimalCell(text);
    default:
      return text;
  }
}
