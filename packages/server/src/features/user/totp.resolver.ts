import { Arg, Authorized, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { inTransaction } from '../../platform/db/transaction';
import { answer } from '../../platform/graphql/payload';
import { assertInPerson } from './in-person';
import { BeginTotpPayload, RecoveryCodesPayload, SecondFactor, SecondFactorPayload } from './session.types';
import {
  beginTotp,
  confirmTotp,
  disableTotp,
  renewRecoveryCodes,
  resetTotp,
  totpState,
  type TotpState,
} from './totp.service';
import { assertMayReset, assertResets } from './duties.service';
import { readUserId, rolesOfUser } from './user.service';

const passwordArg = { description: 'The caller’s password, once more.' };
const codeArg = { description: 'The 6 digits the app shows, or a recovery code.' };

/** The second factor of sign-in: codes of an authenticator app. */
@Resolver()
export class TotpResolver {
  @Query(() => SecondFactor, { description: 'The caller’s second factor.' })
  secondFactor(@Ctx() ctx: RequestContext): Promise<object> {
    return own(ctx);
  }

  @Authorized('user:update')
  @Query(() => SecondFactor, { description: 'A person’s second factor.' })
  userSecondFactor(
    @Ctx() ctx: RequestContext,
    @Arg('userId', () => ID, { description: 'The person.' }) userId: string,
  ): Promise<object> {
    return stateOf(ctx, userId);
  }

  @Mutation(() => BeginTotpPayload, {
    description: 'Begins the set-up; it counts once `confirmTotp` has taken a code.',
  })
  beginTotp(@Ctx() ctx: RequestContext, @Arg('password', () => String, passwordArg) password: string): Promise<object> {
    return answer(ctx, () => beginTotp(ctx, password), { secret: null, uri: null });
  }

  @Mutation(() => RecoveryCodesPayload, { description: 'Switches the second factor on with a first code.' })
  confirmTotp(
    @Ctx() ctx: RequestContext,
    @Arg('code', () => String, { description: 'The 6 digits the app shows.' }) code: string,
  ): Promise<object> {
    return answer(ctx, async () => ({ recoveryCodes: await confirmTotp(ctx, code) }), noCodes);
  }

  @Mutation(() => RecoveryCodesPayload, { description: 'Ten new recovery codes; the former ones end.' })
  renewRecoveryCodes(
    @Ctx() ctx: RequestContext,
    @Arg('password', () => String, passwordArg) password: string,
    @Arg('code', () => String, codeArg) code: string,
  ): Promise<object> {
    return answer(ctx, async () => ({ recoveryCodes: await renewRecoveryCodes(ctx, password, code) }), noCodes);
  }

  @Mutation(() => SecondFactorPayload, {
    description: 'Switches the caller’s second factor off, unless the role needs it.',
  })
  disableTotp(
    @Ctx() ctx: RequestContext,
    @Arg('password', () => String, passwordArg) password: string,
    @Arg('code', () => String, codeArg) code: string,
  ): Promise<object> {
    return answer(ctx, async () => (await disableTotp(ctx, password, code), { secondFactor: await own(ctx) }), refused);
  }

  @Authorized('user:read')
  @Mutation(() => SecondFactorPayload, {
    description:
      'Takes a person’s second factor away, when the telephone and the recovery codes are lost. For `user:update`; of people who watch over the archive for `security:grant`.',
  })
  resetUserTotp(
    @Ctx() ctx: RequestContext,
    @Arg('userId', () => ID, { description: 'The person.' }) userId: string,
  ): Promise<object> {
    const reset = async () => {
      assertResets(ctx);
      const id = await readUserId(ctx, userId);
      await assertMayReset(ctx, id);
      await inTransaction(ctx, (tx) => resetTotp(tx, id));
      return { secondFactor: await stateOf(ctx, userId) };
    };
    return answer(ctx, reset, refused);
  }
}

const noCodes = { recoveryCodes: null };
const refused = { secondFactor: null };

function own(ctx: RequestContext): Promise<TotpState> {
  const { userId, roles } = assertInPerson(ctx);
  return totpState(ctx, userId, roles);
}

async function stateOf(ctx: RequestContext, exposed: string): Promise<TotpState> {
  const id = await readUserId(ctx, exposed);
  return totpState(ctx, id, await rolesOfUser(ctx, id));
}
