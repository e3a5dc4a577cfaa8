import type { AssessmentResult } from '@dossier/shared';
import type { RequestContext, TxContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import { deletedRecord, expectVersion, liveRecord, lockCustomers, requireLiveCustomer } from '../../platform/db/one';
import { removeMany, restoreMany } from '../../platform/db/bin';
import { createMany } from '../../platform/db/write';
import { UserFault, type UserErrorData } from '../../platform/graphql/user-fault';
import { exposeId } from '../../platform/query/model';
import { settleGrades } from './assessment.grade';
import { reckon } from './assessment.reckon';

export interface AssessmentRow {
  /** `customerId`, `scorecardId`, `assessedOn`, `scores`, `comment`, `tags` with exposed ids. */
  input: unknown;
  /** Made by the archive itself, not by a person. */
  automatic?: boolean;
}
export type AssessmentOutcome = { id: string; errors: null } | { id: null; errors: UserErrorData[] };

const model = (tx: TxContext) => tx.models.get('Assessment');
const customerOf = (values: Values): string => values.customerId as string;

/** Assesses customers, each judged on its own: a faulty row does not keep the others out. Their grades follow. */
export async function assessCustomers(tx: TxContext, rows: readonly AssessmentRow[]): Promise<AssessmentOutcome[]> {
  const reckoned = await reckon(
    tx,
    rows.map(({ input }) => input),
  );
  const assessorId = tx.actor?.userId ?? null;
  const good = reckoned.flatMap((one, i) =>
    one.errors
      ? []
      : [{ i, values: { ...one.values, assessorId, automatic: rows[i]!.automatic ?? tx.actor === null } }],
  );
  const customers = good.map(({ values }) => customerOf(values));
  // held first, so that of two assessments at once the later one sees both
  await lockCustomers(tx, customers);
  const ids = await createMany(
    tx,
    model(tx),
    good.map(({ values }) => values),
  );
  await settleGrades(tx, customers);
  const outcome = reckoned.map((one): AssessmentOutcome => ({ id: null, errors: one.errors ?? [] }));
  good.forEach(({ i }, at) => (outcome[i] = { id: ids[at]!, errors: null }));
  return outcome;
}

/** Assesses one customer; throws what is wrong. Returns the raw id. */
export async function createAssessment(tx: TxContext, row: AssessmentRow): Promise<string> {
  const [outcome] = await assessCustomers(tx, [row]);
  if (outcome!.errors) throw new UserFault(outcome!.errors);
  return outcome!.id;
}

export type Preview = AssessmentResult & { scorecardId: string; assessedOn: string };

/** What `createAssessment` would write, without writing it. */
export async function previewAssessment(ctx: RequestContext, input: unknown): Promise<Preview> {
  const [one] = await reckon(ctx, [input]);
  if (one!.errors) throw new UserFault(one!.errors);
  const { scorecardId, assessedOn } = one!.values;
  return {
    ...one!.result,
    scorecardId: exposeId(ctx.models.get('Scorecard'), scorecardId as string),
    assessedOn: assessedOn as string,
  };
}

/** Moves an assessment to the recycle bin; the grade falls back to the one before. */
export async function removeAssessment(
  tx: TxContext,
  id: string,
  expectedVersion: number,
  reason: string | null,
): Promise<string> {
  const current = await liveRecord(tx, model(tx), id);
  expectVersion(current, expectedVersion);
  await removeMany(tx, model(tx), [id], { reason });
  await settleGrades(tx, [customerOf(current)]);
  return id;
}

/** Back from the recycle bin; the grade follows. */
export async function restoreAssessment(tx: TxContext, id: string): Promise<string> {
  const values = await deletedRecord(tx, model(tx), id);
  await requireLiveCustomer(tx, values);
  await restoreMany(tx, model(tx), [id]);
  await settleGrades(tx, [customerOf(values)]);
  return id;
}
