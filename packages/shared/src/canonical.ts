/** Values as the trail keeps them: strings as they are, everything else as JSON. */
import type { Field } from './dictionary';

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

/** A value of the trail back from its canonical text. */
export function fromCanonical(field: Field | null, text: unknown): unknown {
  if (typeof text !== 'string' || (field && TEXT.has(field.kind))) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
