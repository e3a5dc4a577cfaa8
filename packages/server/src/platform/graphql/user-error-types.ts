import 'reflect-metadata';
import { errorText, type Locale } from '@dossier/shared';
import { registerEnumType, Field, ID, InputType, Int, InterfaceType, ObjectType } from 'type-graphql';
import type { UserErrorData } from './user-fault';

export enum Severity {
  ERROR = 'ERROR',
  WARNING = 'WARNING',
}
registerEnumType(Severity, {
  name: 'Severity',
  description: 'How grave a user error is.',
  valuesConfig: {
    ERROR: { description: 'Must be put right.' },
    WARNING: { description: 'May be accepted with an override if `overridable`.' },
  },
});

@InterfaceType({
  description: 'Something in the input that the archive does not take as it is. Nothing was written.',
  resolveType: (error: UserErrorData) => userErrorTypeOf(error),
})
export abstract class UserError {
  @Field(() => String, { description: 'Stable code, e.g. `CREDIT_CODE_CHECK_DIGIT`.' })
  code!: string;
  @Field(() => String, { description: 'What is wrong and what to do, in the language of the caller.' })
  message!: string;
  @Field(() => [String], { description: 'Place in the input, e.g. `["items", "0", "unitPrice"]`; empty = the whole.' })
  path!: string[];
  @Field(() => Severity, { description: 'How grave it is.' })
  severity!: Severity;
  @Field(() => Boolean, { description: 'Accepted if sent again with an override `{code, path, reason}`.' })
  overridable!: boolean;
}

@ObjectType({ implements: UserError, description: 'A value breaks a rule.' })
export class ValidationError extends UserError {}

@ObjectType({ description: 'A record that the new one would double. Only what helps to find it.' })
export class DuplicateCandidate {
  @Field(() => ID, { nullable: true, description: 'Id of the record; null when it is out of your range.' })
  id!: string | null;
  @Field(() => String, { description: 'Its name, masked when it is out of your range.' })
  name!: string;
  @Field(() => String, { nullable: true, description: 'Its credit code.' })
  unifiedSocialCreditCode!: string | null;
  @Field(() => String, { nullable: true, description: 'Who looks after it.' })
  ownerName!: string | null;
}
@ObjectType({ implements: UserError, description: 'The record seems to exist already.' })
export class DuplicateError extends UserError {
  @Field(() => [DuplicateCandidate], { description: 'The records it would double.' })
  candidates!: DuplicateCandidate[];
}

@ObjectType({
  description:
    'A field that someone else changed meanwhile. Canonical texts: strings as they are, everything else as JSON.',
})
export class ConflictFieldValue {
  @Field(() => String, { description: 'Name of the field.' })
  field!: string;
  @Field(() => String, { nullable: true, description: 'Its value at `expectedVersion`.' })
  original!: string | null;
  @Field(() => String, { nullable: true, description: 'Its value now.' })
  current!: string | null;
  @Field(() => String, { nullable: true, description: 'The value of this request.' })
  yours!: string | null;
}
@ObjectType({ implements: UserError, description: 'Someone else changed the same field since `expectedVersion`.' })
export class VersionConflictError extends UserError {
  @Field(() => Int, { nullable: true, description: 'Version now; send it as expectedVersion to overwrite.' })
  currentVersion!: number | null;
  @Field(() => [ConflictFieldValue], { description: 'The fields that both changed.' })
  fields!: ConflictFieldValue[];
}

@ObjectType({ implements: UserError, description: 'Other records refer to it.' })
export class ReferencedError extends UserError {
  @Field(() => Int, { description: 'How many refer to it.' })
  count!: number;
}

export const userErrorTypes = [ValidationError, DuplicateError, VersionConflictError, ReferencedError] as const;

/** Name of the graph type that an error is shown as. */
export function userErrorTypeOf(error: UserErrorData): string {
  if (error.candidates) return 'DuplicateError';
  if (error.code === 'VERSION_CONFLICT') return 'VersionConflictError';
  return error.count === undefined ? 'ValidationError' : 'ReferencedError';
}

@InputType({ description: 'Accepts one warning with a reason; the reason is kept with the fact.' })
export class OverrideInput {
  @Field(() => String, { description: 'Code of the warning.' })
  code!: string;
  @Field(() => [String], { description: 'Place of the warning.' })
  path!: string[];
  @Field(() => String, { description: 'Why it is right nevertheless.' })
  reason!: string;
}

/** Data → what the graph answers. */
export const presentError = (error: UserErrorData, locale: Locale) => ({
  ...error,
  message: errorText(error.code, locale, error.params),
  fields: error.fields ?? [],
  currentVersion: error.currentVersion ?? null,
});
export type PresentedError = ReturnType<typeof presentError>;
