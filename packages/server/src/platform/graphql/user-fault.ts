import { fieldError, type ErrorCode, type ErrorParams, type FieldError } from '@dossier/shared';

/** A record that a new one would double. */
export interface Candidate {
  /** Exposed id. */
  id: string | null;
  name: string;
  unifiedSocialCreditCode: string | null;
  ownerName: string | null;
}
/** One field that two people changed: what it was, what it is now, what the caller wants. Canonical texts. */
export interface ConflictField {
  field: string;
  original: string | null;
  current: string | null;
  yours: string | null;
}
/** A fault of the user's input, with what its concrete type carries. */
export interface UserErrorData extends FieldError {
  candidates?: Candidate[];
  fields?: ConflictField[];
  currentVersion?: number;
  count?: number;
}

/** Thrown by services; rolls the transaction back and becomes `userErrors`. Never masked, never logged as a failure. */
export class UserFault extends Error {
  constructor(readonly errors: readonly UserErrorData[]) {
    super(errors.map((error) => `${error.code} ${error.path.join('.')}`).join('; '));
    this.name = 'UserFault';
  }
}

/** One fault at one place. */
export const fault = (code: ErrorCode, path: readonly string[] = [], params: ErrorParams = {}): UserFault =>
  new UserFault([fieldError(code, path, params)]);
