import { label } from '@dossier/shared';
import { RequestError } from '../../graphql/errors';
import type { Filter, OrderInput } from '../model';
import { invalid } from './keys/form';

/** Which of the groups are asked, in what order. */
export interface GroupCut {
  having?: Filter | null;
  orderBy?: readonly OrderInput[] | null;
  first?: number | null;
  offset?: number | null;
  fillGaps?: boolean | null;
}

const DEFAULT_GROUPS = 100;
/** Groups of one answer. */
export const MAX_GROUPS = 1000;
const MAX_OFFSET = 10_000;

/** How many groups are asked, after how many; refused where that cannot be. */
export function checked(
  { first, offset, orderBy, having, fillGaps: fill }: GroupCut,
  field: string,
): { size: number; offset: number } {
  const size = first ?? DEFAULT_GROUPS;
  if (size < 1 || size > MAX_GROUPS)
    throw invalid(label(`first 须在 1 到 ${MAX_GROUPS} 组之间`, `first is 1 to ${MAX_GROUPS} groups`));
  if (offset != null && (offset < 0 || offset > MAX_OFFSET))
    throw new RequestError('OFFSET_TOO_LARGE', { field, max: MAX_OFFSET });
  if (fill && (offset || having || orderBy?.length))
    throw invalid(
      label(
        'fillGaps 按分组键排列，不能与 offset、having、orderBy 同用',
        'fillGaps orders groups by their keys; leave out offset, having and orderBy',
      ),
    );
  return { size, offset: offset ?? 0 };
}

/** Gaps are between all groups or none. */
export const tooManyToFill = (size: number): RequestError =>
  invalid(
    label(
      `fillGaps 需要全部分组，现已超过 first 的 ${size} 组，请调大 first（最多 ${MAX_GROUPS}）或缩小 filter`,
      `fillGaps needs every group and there are more than the ${size} of first; raise first (at most ${MAX_GROUPS}) or narrow the filter`,
    ),
  );
