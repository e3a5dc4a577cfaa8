import { hasControlCharacter, label, textLength } from '@dossier/shared';
import { fault } from './user-fault';

const MAX_REASON = 500;
const field = label('原因', 'The reason');

/** A reason is a sentence or two: what a mutation was given as `reason` is kept in the trail for ever. */
export function assertReason(input: unknown): void {
  const { reason } = input as { reason?: string | null };
  if (reason == null) return;
  const length = textLength(reason);
  if (length > MAX_REASON) throw fault('TOO_LONG', ['reason'], { max: MAX_REASON, length, field });
  if (hasControlCharacter(reason, true)) throw fault('CONTROL_CHARACTER', ['reason'], { field });
}
