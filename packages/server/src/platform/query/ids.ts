import { isRawId } from '../db/id';
import type { EntityModel } from './model';

/**
 * Exposed id → raw id. An id of another entity or a malformed one becomes a value that no row has, so that "wrong" and
 * "does not exist" answer alike.
 */
export function readableId(model: Pick<EntityModel, 'prefix'>, id: string): string {
  const raw = id.startsWith(`${model.prefix}_`) ? id.slice(model.prefix.length + 1) : '';
  return isRawId(raw) ? raw : '';
}
