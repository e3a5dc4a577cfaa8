import { holdsTooMany, isTooDeep, maxNesting, mostValues } from '../http/nesting';
import { fault } from './user-fault';

/** JSON that came as a text inside an input, under the bounds of a request's own; what does not fit is a fault at `path`. */
export function readJsonText(text: string, path: readonly string[]): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw fault('INVALID_JSON', path);
  }
  if (isTooDeep(value) || holdsTooMany(value))
    throw fault('JSON_TOO_LARGE', path, { max: mostValues, depth: maxNesting });
  return value;
}
