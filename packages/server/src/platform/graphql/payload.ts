import type { GraphQLResolveInfo } from 'graphql';
import { Field, ObjectType } from 'type-graphql';
import type { RequestContext, TxContext } from '../context/context';
import { inTransaction } from '../db/transaction';
import type { Row } from '../query/connection';
import { assertPayloadAffordable, readPayload } from '../query/read';
import { once } from './idempotency';
import { assertReason } from './reason';
import { presentError, UserError, type PresentedError } from './user-error-types';
import { UserFault } from './user-fault';

type Named = new () => object;

/** The payload type of mutations on one entity: the record (null when refused) and what was wrong. */
export function payloadType(name: string, field: string, type: Named): Named {
  const payload = { [name]: class {} }[name]!;
  Field(() => type as never, {
    nullable: true,
    description: 'The record as it is now; null when nothing was written.',
  })(payload.prototype as object, field);
  Field(() => [UserError], { description: 'What the archive does not take; empty when all went well.' })(
    payload.prototype as object,
    'userErrors',
  );
  ObjectType(name, { description: 'Outcome of a change.' })(payload as never);
  return payload;
}

/** Runs `work`; what the user got wrong becomes `userErrors` instead of an exception. */
export async function answer<T extends object>(
  ctx: RequestContext,
  work: () => Promise<T>,
  empty: { [K in keyof T]: null },
): Promise<(T | { [K in keyof T]: null }) & { userErrors: PresentedError[] }> {
  try {
    return { ...(await work()), userErrors: [] };
  } catch (error) {
    if (!(error instanceof UserFault)) throw error;
    return { ...empty, userErrors: error.errors.map((one) => presentError(one, ctx.locale)) };
  }
}

export interface MutationOptions {
  info: GraphQLResolveInfo;
  /** Entity and payload field, e.g. `Customer` and `customer`. */
  entity: string;
  field: string;
  /** Same key and input = same outcome, done once. */
  idempotencyKey?: string | null;
  /** What the key stands for. */
  input: unknown;
}

/** The whole path of a mutation on a record: transaction, idempotency, payload read back as asked. `work` returns the raw id. */
export function mutation(
  ctx: RequestContext,
  options: MutationOptions,
  work: (tx: TxContext) => Promise<string>,
): Promise<object> {
  const { info, entity, field } = options;
  const run = async () => {
    assertReason(options.input);
    assertPayloadAffordable(ctx, ctx.models.get(entity), info, field);
    const id = await inTransaction(ctx, (tx) =>
      once(tx, { key: options.idempotencyKey, name: info.fieldName, input: options.input }, work),
    );
    return { [field]: await readPayload(ctx, ctx.models.get(entity), id, info, field) } as Record<string, Row | null>;
  };
  return answer(ctx, run, { [field]: null });
}
