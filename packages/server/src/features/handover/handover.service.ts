import { fieldError, handoverFields } from '@dossier/shared';
import { forgetUser } from '../../platform/auth';
import type { TxContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import { forUpdate } from '../../platform/db/one';
import { removeMany } from '../../platform/db/bin';
import { loadValues } from '../../platform/db/stored';
import { createMany, updateMany } from '../../platform/db/write';
import { fault, UserFault } from '../../platform/graphql/user-fault';

export interface HandOver {
  /** Raw ids. */
  fromUserId: string;
  toUserId: string;
  /** All of the person's customers when left out. */
  customerIds?: readonly string[] | null;
  reason: string;
  keepCollaboratorUntil?: string | null;
}

interface Given {
  id: string;
  code: string | null;
  name: string;
  next_review_on: string | null;
}
type Counts = Record<'contactCount' | 'contractCount' | 'openContractCount', number>;

/** Rows that are read or written at once. */
const chunk = 500;
const chunks = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / chunk) }, (_, i) => rows.slice(i * chunk, (i + 1) * chunk));

/**
 * Gives customers to another person in one transaction. Only the owner changes: children, stages, dates and history stay as they
 * are. What was given is kept as a list. Returns the raw id of the hand-over.
 */
export async function handOverCustomers(tx: TxContext, order: HandOver): Promise<string> {
  await assertOrder(tx, order);
  const customers = await customersOf(tx, order);
  const counts = await countsOf(
    tx,
    customers.map(({ id }) => id),
  );
  // before the owner changes: afterwards the customers may be out of the sight of whoever hands them over
  await settleCollaborators(tx, order, customers);
  const model = tx.models.get('Customer');
  for (const part of chunks(customers)) {
    const updates = part.map(({ id }) => ({ id, patch: { ownerId: order.toUserId } }));
    await updateMany(tx, model, updates, { verb: 'HAND_OVER', reason: order.reason });
  }
  const id = await writeList(tx, order, customers, counts);
  tx.effects.afterCommit.push(() => [order.fromUserId, order.toUserId].forEach(forgetUser));
  return id;
}

async function assertOrder(
  tx: TxContext,
  { fromUserId, toUserId, reason, keepCollaboratorUntil }: HandOver,
): Promise<void> {
  const people = await loadValues(tx, tx.models.get('User'), [fromUserId, toUserId]);
  const today = tx.clock.today();
  const label = handoverFields.keepCollaboratorUntil.label;
  const faults = [
    ...(people.has(fromUserId) ? [] : [fieldError('NOT_FOUND', ['fromUserId'])]),
    ...(people.has(toUserId) ? [] : [fieldError('NOT_FOUND', ['toUserId'])]),
    ...(fromUserId === toUserId ? [fieldError('SAME_PERSON', ['toUserId'])] : []),
    ...(people.get(toUserId)?.active === false ? [fieldError('RECEIVER_INACTIVE', ['toUserId'])] : []),
    ...(reason.trim() ? [] : [fieldError('REASON_REQUIRED', ['reason'])]),
    ...(keepCollaboratorUntil && keepCollaboratorUntil < today
      ? [fieldError('DATE_PAST', ['keepCollaboratorUntil'], { field: label, today })]
      : []),
  ];
  if (faults.length) throw new UserFault(faults);
}

/** The customers to give, held for the rest of the transaction: those named, or all of the person's. */
async function customersOf(tx: TxContext, { fromUserId, customerIds }: HandOver): Promise<Given[]> {
  const rows = await tx.connection.query<Given>(
    `SELECT id, code, name, next_review_on FROM customer WHERE owner_id = ? AND deleted_at IS NULL ORDER BY code, id${forUpdate(tx)}`,
    [fromUserId],
  );
  const wanted = customerIds && new Set(customerIds);
  const given = wanted ? rows.filter(({ id }) => wanted.has(id)) : rows;
  if (wanted && given.length < wanted.size) throw fault('NOT_THEIR_CUSTOMER', ['customerIds']);
  if (given.length === 0) throw fault('NOTHING_TO_HAND_OVER', ['customerIds']);
  return given;
}

const closed = "('COMPLETED','ARCHIVED','TERMINATED','VOIDED')";

/** What hangs on each customer at this instant. */
async function countsOf(tx: TxContext, ids: readonly string[]): Promise<Map<string, Counts>> {
  const counts = new Map(ids.map((id) => [id, { contactCount: 0, contractCount: 0, openContractCount: 0 }]));
  for (const part of chunks(ids)) {
    const list = part.map(() => '?').join(',');
    const where = `WHERE deleted_at IS NULL AND customer_id IN (${list}) GROUP BY customer_id`;
    const contacts = await tx.connection.query<{ id: string; n: number }>(
      `SELECT customer_id AS id, COUNT(*) AS n FROM contact ${where}`,
      part,
    );
    const contracts = await tx.connection.query<{ id: string; n: number; open: number }>(
      `SELECT customer_id AS id, COUNT(*) AS n, SUM(CASE WHEN performance_status IN ${closed} THEN 0 ELSE 1 END) AS \`open\` FROM contract ${where}`,
      part,
    );
    for (const { id, n } of contacts) counts.get(id)!.contactCount = Number(n);
    for (const { id, n, open } of contracts)
      Object.assign(counts.get(id)!, { contractCount: Number(n), openContractCount: Number(open) });
  }
  return counts;
}

/** The new owner needs no entry as collaborator any more; the former one gets one for a time, if so ordered. */
async function settleCollaborators(tx: TxContext, order: HandOver, customers: readonly Given[]): Promise<void> {
  const model = tx.models.get('Collaborator');
  for (const part of chunks(customers)) {
    const known = await tx.connection.query<{ id: string; customer_id: string; user_id: string }>(
      `SELECT id, customer_id, user_id FROM collaborator WHERE deleted_at IS NULL AND user_id IN (?, ?) AND customer_id IN (${part.map(() => '?').join(',')})`,
      [order.fromUserId, order.toUserId, ...part.map(({ id }) => id)],
    );
    await removeMany(
      tx,
      model,
      known.map(({ id }) => id),
      { reason: order.reason },
    );
    if (!order.keepCollaboratorUntil) continue;
    const until = order.keepCollaboratorUntil;
    await createMany(
      tx,
      model,
      part.map(({ id }) => ({ customerId: id, userId: order.fromUserId, access: 'READ', until })),
      { reason: order.reason },
    );
  }
}

/** The list of what was given. */
async function writeList(
  tx: TxContext,
  order: HandOver,
  customers: readonly Given[],
  counts: ReadonlyMap<string, Counts>,
): Promise<string> {
  const sum = (name: keyof Counts) => [...counts.values()].reduce((total, one) => total + one[name], 0);
  const values: Values = {
    fromUserId: order.fromUserId,
    toUserId: order.toUserId,
    reason: order.reason.trim(),
    keepCollaboratorUntil: order.keepCollaboratorUntil ?? null,
    customerCount: customers.length,
    contactCount: sum('contactCount'),
    contractCount: sum('contractCount'),
    openContractCount: sum('openContractCount'),
  };
  const [id] = await createMany(tx, tx.models.get('Handover'), [values]);
  const lines = customers.map((customer, i) => ({
    handoverId: id,
    lineNo: i + 1,
    customerId: customer.id,
    customerCode: customer.code,
    customerName: customer.name,
    nextReviewOn: customer.next_review_on,
    ...counts.get(customer.id)!,
  }));
  for (const part of chunks(lines)) await createMany(tx, tx.models.get('HandoverLine'), part);
  return id!;
}
