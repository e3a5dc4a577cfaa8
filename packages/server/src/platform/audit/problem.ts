/** What a walk over the chain can find. */
export type ProblemKind =
  /** A row is not what was sealed. */
  | 'CHANGED'
  /** A row that was sealed is gone. */
  | 'MISSING'
  /** A row stands where none was sealed. */
  | 'INSERTED'
  /** A row stands in another's place. */
  | 'MOVED'
  /** The end of the chain is gone: an anchor, or the database itself, knows more. */
  | 'CUT'
  /** The chain holds, but is not the one that was anchored: an old copy, or sealed anew. */
  | 'REPLACED'
  /** A line of the anchor file is not ours. */
  | 'ANCHOR'
  /** The chain was sealed with another key. */
  | 'WRONG_KEY';

export interface Problem {
  kind: ProblemKind;
  sequence: number | null;
  /** Raw id and instant of the row that stands there; null when none does. */
  id: string | null;
  at: string | null;
  /** The anchor that told; its instant. */
  anchoredAt?: string;
  /** The line of the anchor file. */
  line?: number;
}
