import type { Field } from '@dossier/shared';

const TEXT: ReadonlySet<Field['kind']> = new Set([
  'text',
  'keyword',
  'enum',
  'code',
  'date',
  'instant',
  'decimal',
  'ref',
  'secret',
]);

/** A value of the trail back from its canonical text: strings stand as they are, everything else is JSON. */
export function fromCanonical(field: Field | null, text: unknown): unknown {
  if (typeof text !== 'string' || (field && TEXT.has(field.kind))) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
