import type { Override, Scope } from '@dossier/shared';
import { Arg, Authorized, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { assertScopes } from '../../platform/auth/scopes';
import type { RequestContext, TxContext } from '../../platform/context/context';
import { inTransaction } from '../../platform/db/transaction';
import { KeyArg, OverridesArg, ReasonArg, VersionArg } from '../../platform/graphql/arguments';
import { once } from '../../platform/graphql/idempotency';
import { answer } from '../../platform/graphql/payload';
import { assertReason } from '../../platform/graphql/reason';
import { readableId } from '../../platform/query/ids';
import { fault } from '../../platform/graphql/user-fault';
import { RestorePayload, RestorePreview } from './history.types';
import { previewed } from './restore.preview';
import { restoreValue, restoreVersion, type KeptField } from './restore.service';

const RecordArg = () => Arg('recordId', () => ID, { description: 'The record.' });
const ChangeArg = (nullable = false) =>
  Arg('changeId', () => ID, { nullable, description: 'The change before which the field had the value.' });
const FieldArg = (nullable = false) =>
  Arg('field', () => String, { nullable, description: 'The field, as the trail names it.' });
const WantedArg = (nullable = false) =>
  Arg('version', () => Int, { nullable, description: 'The version to go back to.' });

const writeScopes: Readonly<Record<string, Scope>> = {
  Customer: 'customer:update',
  Contact: 'contact:update',
  Contract: 'contract:update',
};
/** Bringing a value back is changing the record. */
function assertMayWrite(ctx: RequestContext, recordId: string): void {
  const scope = writeScopes[ctx.models.ofId(recordId)?.name ?? ''];
  if (scope) assertScopes(ctx, [scope]);
}

@Resolver()
export class HistoryResolver {
  @Authorized()
  @Query(() => RestorePreview, {
    description:
      'What `restoreFieldValue` (given `changeId` and `field`) or `restoreVersion` (given `version`) would change, by the same rules; nothing is written.',
  })
  restorePreview(
    @Ctx() ctx: RequestContext,
    @RecordArg() recordId: string,
    @VersionArg() expectedVersion: number,
    @ChangeArg(true) changeId?: string,
    @FieldArg(true) field?: string,
    @WantedArg(true) version?: number,
    @OverridesArg() overrides?: Override[],
  ): Promise<object> {
    assertMayWrite(ctx, recordId);
    const restore = { recordId, expectedVersion, overrides };
    const work = async (tx: TxContext): Promise<KeptField[]> => {
      if (version != null) return (await restoreVersion(tx, { ...restore, version })).kept;
      if (!changeId || !field)
        throw fault('REQUIRED', [changeId ? 'field' : 'changeId'], { field: changeId ? 'field' : 'changeId' });
      await restoreValue(tx, { ...restore, changeId, field });
      return [];
    };
    return answer(
      ctx,
      async () => {
        const { records, kept } = await previewed(ctx, work);
        return { records, kept: kept.map(({ field: name, why }) => ({ field: name, why: why[ctx.locale] })) };
      },
      { records: null, kept: null },
    );
  }

  @Authorized()
  @Mutation(() => RestorePayload, {
    description:
      'Gives a field the value that it had before a change of its trail, by the rules of an ordinary update. Conflicts only if someone else changed the same field since `expectedVersion`.',
  })
  restoreFieldValue(
    @Ctx() ctx: RequestContext,
    @RecordArg() recordId: string,
    @ChangeArg() changeId: string,
    @FieldArg() field: string,
    @VersionArg() expectedVersion: number,
    @ReasonArg() reason?: string,
    @OverridesArg() overrides?: Override[],
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    const input = { recordId, changeId, field, expectedVersion, reason, overrides };
    return restored(ctx, { name: 'restoreFieldValue', recordId, idempotencyKey, input }, (tx) =>
      restoreValue(tx, input),
    );
  }

  @Authorized()
  @Mutation(() => RestorePayload, {
    description:
      'Gives a record (a contract with its lines) the values of a former version, by the rules of an ordinary update. Fields that cannot be brought back stay; `restorePreview` names them.',
  })
  restoreVersion(
    @Ctx() ctx: RequestContext,
    @RecordArg() recordId: string,
    @WantedArg() version: number,
    @VersionArg() expectedVersion: number,
    @ReasonArg() reason?: string,
    @OverridesArg() overrides?: Override[],
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    const input = { recordId, version, expectedVersion, reason, overrides };
    const work = async (tx: TxContext) => (await restoreVersion(tx, input)).id;
    return restored(ctx, { name: 'restoreVersion', recordId, idempotencyKey, input }, work);
  }
}

interface Deed {
  name: string;
  recordId: string;
  idempotencyKey?: string;
  input: unknown;
}

function restored(ctx: RequestContext, deed: Deed, work: (tx: TxContext) => Promise<string>): Promise<object> {
  const { name, recordId, idempotencyKey: key, input } = deed;
  assertMayWrite(ctx, recordId);
  const run = () => {
    assertReason(input);
    return inTransaction(ctx, async (tx) => {
      await once(tx, { key, name, input }, work);
      return { recordId, version: await versionOf(tx, recordId) };
    });
  };
  return answer(ctx, run, { recordId: null, version: null });
}

async function versionOf(tx: TxContext, recordId: string): Promise<number> {
  const model = tx.models.ofId(recordId)!;
  const [row] = await tx.connection.query<{ version: number | string }>(
    `SELECT version FROM ${model.table} WHERE id = ?`,
    [readableId(model, recordId)],
  );
  return Number(row!.version);
}
