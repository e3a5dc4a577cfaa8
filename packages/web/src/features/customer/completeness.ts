import { customerFields, type Label } from '@dossier/shared';
import type { Row } from '../../graph/entity';
import { mayAsk } from '../../graph/field-rights';
import { customerEntity } from './customer.entity';

/** The facts a complete file has; each counts the same. */
const EXPECTED = [
  'unifiedSocialCreditCode',
  'legalRepresentative',
  'registrationType',
  'registrationStatus',
  'registeredCapital',
  'establishedOn',
  'businessScope',
  'type',
  'ownership',
  'industry',
  'region',
  'source',
  'addresses',
  'switchboard',
  'headcount',
  'annualRevenue',
  'ownerId',
  'nextReviewOn',
] as const satisfies readonly (keyof typeof customerFields)[];

export interface Completeness {
  /** 0–100. */
  share: number;
  missing: readonly Label[];
}

/** How much of the expected file is there, and what is not; what is kept from the reader does not count either way. */
export function completenessOf(row: Row): Completeness {
  const expected = EXPECTED.filter((name) => mayAsk(customerEntity, name));
  const missing = expected.filter((name) => {
    const value = row[name.replace(/Id$/, '')];
    return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  });
  return {
    share: expected.length === 0 ? 100 : Math.round(((expected.length - missing.length) / expected.length) * 100),
    missing: missing.map((name) => customerFields[name].label),
  };
}
