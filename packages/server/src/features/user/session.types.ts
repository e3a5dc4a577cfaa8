import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { InstantScalar } from '../../platform/graphql/scalars';
import { UserError, type PresentedError } from '../../platform/graphql/user-error-types';

const methods = { PASSWORD: 'PASSWORD', SSO: 'SSO', DEMO: 'DEMO' } as const;
registerEnumType(methods, {
  name: 'SignInMethod',
  description: 'How a session began (登录方式).',
  valuesConfig: {
    PASSWORD: { description: 'Password, with a second factor if the person has one (密码).' },
    SSO: { description: 'Single sign-on (单点登录).' },
    DEMO: { description: 'One click in demo mode (演示).' },
  },
});

@ObjectType({ description: '登录会话. A place where a person is signed in.' })
export class Session {
  @Field(() => ID, { description: 'Of the session; it opens nothing.' })
  id!: string;
  @Field(() => String, { nullable: true, description: 'Browser or program, as it calls itself.' })
  browser!: string | null;
  @Field(() => String, { nullable: true, description: 'Operating system, as the browser tells it.' })
  system!: string | null;
  @Field(() => String, { nullable: true, description: 'Network address of the last use.' })
  ip!: string | null;
  @Field(() => methods, { nullable: true, description: 'How it began.' })
  method!: string | null;
  @Field(() => InstantScalar, { description: 'Signed in at.' })
  createdAt!: string;
  @Field(() => InstantScalar, { description: 'Last used at, to within five minutes.' })
  lastSeenAt!: string;
  @Field(() => Boolean, { description: 'The session of this very request.' })
  current!: boolean;
}

@ObjectType({ description: 'Outcome of ending sessions.' })
export class EndSessionsPayload {
  @Field(() => Int, { nullable: true, description: 'How many were ended; null when refused.' })
  ended!: number | null;
  @Field(() => [UserError], { description: 'What was wrong; empty when all went well.' })
  userErrors!: PresentedError[];
}

@ObjectType({ description: 'Outcome of unlinking a person from single sign-on.' })
export class UnlinkPayload {
  @Field(() => Boolean, { nullable: true, description: 'There was a link; null when refused.' })
  unlinked!: boolean | null;
  @Field(() => [UserError], { description: 'What was wrong; empty when all went well.' })
  userErrors!: PresentedError[];
}

@ObjectType({ description: 'The second factor (两步验证) of a person.' })
export class SecondFactor {
  @Field(() => Boolean, { description: 'Sign-in asks for a code of an authenticator app.' })
  on!: boolean;
  @Field(() => InstantScalar, { nullable: true, description: 'Since when.' })
  since!: string | null;
  @Field(() => Int, { description: 'Recovery codes that were not used.' })
  recoveryCodesLeft!: number;
  @Field(() => Boolean, { description: 'The role needs it: nothing is open before it is on.' })
  required!: boolean;
}

@ObjectType({ description: 'A second factor that has been begun.' })
export class BeginTotpPayload {
  @Field(() => String, { nullable: true, description: 'The secret for typing, base32; shown this once.' })
  secret!: string | null;
  @Field(() => String, { nullable: true, description: 'The same as an `otpauth://` address, for a QR code.' })
  uri!: string | null;
  @Field(() => [UserError], { description: 'What was wrong; empty when all went well.' })
  userErrors!: PresentedError[];
}

@ObjectType({ description: 'New recovery codes.' })
export class RecoveryCodesPayload {
  @Field(() => [String], {
    nullable: true,
    description: 'Each opens one sign-in when the telephone is not at hand. Shown this once; only hashes are kept.',
  })
  recoveryCodes!: string[] | null;
  @Field(() => [UserError], { description: 'What was wrong; empty when all went well.' })
  userErrors!: PresentedError[];
}

@ObjectType({ description: 'Outcome of a change to the second factor.' })
export class SecondFactorPayload {
  @Field(() => SecondFactor, { nullable: true, description: 'As it is now; null when refused.' })
  secondFactor!: SecondFactor | null;
  @Field(() => [UserError], { description: 'What was wrong; empty when all went well.' })
  userErrors!: PresentedError[];
}
