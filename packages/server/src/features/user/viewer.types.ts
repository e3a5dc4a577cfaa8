import type { FieldRight } from '@dossier/shared';
import { Arg, Field, ObjectType } from 'type-graphql';
import { enumType } from '../../platform/graphql/entity-type';
import { DateScalar } from '../../platform/graphql/scalars';
import { UserError, type PresentedError } from '../../platform/graphql/user-error-types';
import type { Actor } from '../../platform/context/context';

@ObjectType({ description: 'A person of the demo that one may become without a password.' })
export class DemoPerson {
  @Field(() => String, { description: 'Name to give to `switchDemoUser`.' })
  userName!: string;
  @Field(() => String, { description: 'Name of the person.' })
  name!: string;
  @Field(() => [String], { description: 'Codes of the person’s roles.' })
  roles!: readonly string[];
}

@ObjectType({ description: 'A person whose view somebody else has taken.' })
export class ViewedPerson {
  @Field(() => String, { description: 'Name of the person.' })
  name!: string;
  @Field(() => String, { description: 'Name of who looks.' })
  viewerName!: string;
}

@ObjectType({ description: 'A role of the person who asks.' })
export class ViewerRole {
  @Field(() => String, { description: 'Code, as `User.roles` lists it.' })
  code!: string;
  @Field(() => String, { description: 'Name; of built-in roles in the language of the request.' })
  name!: string;
}

@ObjectType({ description: 'A field of which the person may do less than edit it.' })
export class ViewerFieldRight {
  @Field(() => String, { description: 'Type in the graph, e.g. `Contact`.' })
  entity!: string;
  @Field(() => String, { description: 'Field of that type, e.g. `mobile`.' })
  field!: string;
  @Field(() => enumType('FieldRight'), { description: 'What remains allowed.' })
  right!: FieldRight;
}

@ObjectType({ description: 'Signing in with an identity provider.' })
export class SingleSignOn {
  @Field(() => String, { nullable: true, description: 'Word on the button; null: the console’s own.' })
  label!: string | null;
}

/** `user` and `roles` are added by the resolver, which reads just what is asked of it. */
@ObjectType({ description: 'Who asks, and what the console must know about it. For strangers the person is null.' })
export class Viewer {
  /** Not exposed: for the resolver of `user`. */
  actor!: Actor | null;
  @Field(() => [String], { description: 'What the person may do, as `resource:operation`.' })
  scopes!: string[];
  @Field(() => [ViewerFieldRight], {
    description: 'Fields that the person’s roles keep back; what is not listed may be edited as far as the scopes go.',
  })
  fieldRights!: readonly ViewerFieldRight[];
  @Field(() => [String], {
    description:
      'Whose customers the person reaches, as a role’s `customerRange` says it; several add up. Empty for strangers.',
  })
  customerRanges!: readonly string[];
  @Field(() => DateScalar, { description: 'Today’s date where the archive does its business.' })
  today!: string;
  @Field(() => String, { description: 'Time zone of the archive’s business dates, e.g. `Asia/Shanghai`.' })
  timeZone!: string;
  @Field(() => enumType('UserLocale'), { description: 'Language the person chose.' })
  locale!: string;
  @Field(() => enumType('UserTheme'), { description: 'Theme the person chose.' })
  theme!: string;
  @Field(() => Boolean, { description: 'Signed in with a one-time password: nothing works before `changePassword`.' })
  mustChangePassword!: boolean;
  @Field(() => Boolean, {
    description: 'The role needs a second factor and the person has none: nothing works before `confirmTotp`.',
  })
  mustEnrolTotp!: boolean;
  @Field(() => SingleSignOn, {
    nullable: true,
    description: 'Single sign-on, if it is set up; `/auth/oidc` begins it.',
  })
  singleSignOn!: SingleSignOn | null;
  @Field(() => ViewedPerson, { nullable: true, description: 'Whose eyes the caller looks through; null usually.' })
  viewingAs!: ViewedPerson | null;
  @Field(() => Boolean, { description: 'Demo mode: invented data, one-click sign-in.' })
  demo!: boolean;
  @Field(() => [DemoPerson], { description: 'People of the demo; empty outside demo mode.' })
  demoUsers!: DemoPerson[];
  @Field(() => String, { nullable: true, description: 'Version of the server; null for strangers.' })
  version!: string | null;
}

@ObjectType({ description: 'Outcome of signing in or out and of changes to one’s own settings.' })
export class ViewerPayload {
  @Field(() => Viewer, { nullable: true, description: 'The viewer afterwards; null when refused.' })
  viewer!: Viewer | null;
  @Field(() => [UserError], { description: 'What was wrong; empty when all went well.' })
  userErrors!: PresentedError[];
}

/** Whether the API tokens made under the old password end with it. */
export const RevokeTokensArg = (): ReturnType<typeof Arg> =>
  Arg('revokeTokens', () => Boolean, {
    defaultValue: true,
    description: 'Also ends the person’s API tokens; false keeps them working.',
  });
