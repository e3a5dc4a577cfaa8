import {
  collaboratorAccess,
  rangeLabels,
  roleReads,
  type Label,
  type Range,
  type RangedResource,
  type RoleRights,
} from '@dossier/shared';
import type { Actor, RequestContext } from '../../platform/context/context';
import { reachable } from '../../platform/db/rights';
import { fault } from '../../platform/graphql/user-fault';
import { readableId } from '../../platform/query/ids';
import type { EntityModel } from '../../platform/query/model';
import { raw, sql } from '../../platform/query/sql';
import { roleNames, roleRightsOf } from '../role/role.store';
import { findActor } from '../user';

export type ReasonKind = 'ACCOUNT' | 'SCOPE' | 'RANGE' | 'COLLABORATOR' | 'RECORD';
export interface Reason {
  kind: ReasonKind;
  /** Whether it speaks for access. */
  grants: boolean;
  text: Label;
}
export interface Explanation {
  canRead: boolean;
  canEdit: boolean;
  reasons: Reason[];
}

/** What can be asked about: records of a customer's file. */
const explained: Readonly<Record<string, RangedResource>> = {
  Customer: 'customer',
  Contact: 'contact',
  Contract: 'contract',
  Assessment: 'assessment',
};

interface Subject {
  model: EntityModel;
  resource: RangedResource;
  id: string;
  deleted: boolean;
  customerId: string;
  ownerId: string | null;
  ownerName: string | null;
  ownerDepartmentId: string | null;
  ownerDepartment: string | null;
}

/** Why a person can or cannot see a record: role by role, range by range, then as collaborator. The answer is that of the compiled rule. */
export async function explainAccess(ctx: RequestContext, recordId: string, userId: string): Promise<Explanation> {
  const subject = await subjectOf(ctx, recordId);
  const person = await findActor(ctx.db.read, userId, 'session');
  if (!person) {
    const text = {
      zh: '账号已停用或不存在，什么都看不到',
      en: 'The account is switched off or gone, so nothing is open',
    };
    return { canRead: false, canEdit: false, reasons: [{ kind: 'ACCOUNT', grants: false, text }] };
  }
  const { model, resource } = subject;
  const scoped = { read: person.scopes.has(`${resource}:read`), edit: mayEdit(person, resource) };
  const reasons = [
    ...(subject.deleted ? [inBin] : []),
    ...(await roleReasons(ctx, person, subject)),
    ...(await collaboratorReasons(ctx, person, subject)),
  ];
  const canRead = scoped.read && (await reaches(ctx, model, subject.id, person, false));
  const canEdit = canRead && scoped.edit && !subject.deleted && (await reaches(ctx, model, subject.id, person, true));
  return { canRead, canEdit, reasons };
}

const inBin: Reason = {
  kind: 'RECORD',
  grants: false,
  text: { zh: '记录在回收站中，恢复前不能修改', en: 'The record is in the recycle bin and cannot be changed there' },
};

/** Assessments are written once and never changed, so writing them stands for editing. */
const mayEdit = ({ scopes }: Actor, resource: RangedResource): boolean =>
  scopes.has(resource === 'assessment' ? 'assessment:create' : `${resource}:update`);

/** The rule that every read and write carries, asked about this one record. */
async function reaches(
  ctx: RequestContext,
  model: EntityModel,
  id: string,
  actor: Actor,
  write: boolean,
): Promise<boolean> {
  const { text, params } =
    sql`SELECT 1 FROM ${raw(model.table)} t0 WHERE t0.id = ${id} AND ${reachable({ ...ctx, actor }, model, write)}`;
  return (await ctx.db.read.query(text, params)).length > 0;
}

async function subjectOf(ctx: RequestContext, exposed: string): Promise<Subject> {
  const model = ctx.models.ofId(exposed);
  const resource = model && explained[model.name];
  if (!model || !resource) throw fault('NOT_FOUND', ['recordId']);
  const id = readableId(model, exposed);
  const customer = model.name === 'Customer' ? 't.id' : 't.customer_id';
  const [row] = await ctx.db.read.query<
    Record<'customer_id' | 'deleted_at' | 'owner_id' | 'name' | 'department_id' | 'department', string>
  >(
    `SELECT ${customer} AS customer_id, t.deleted_at, c.owner_id, u.name, u.department_id, d.name AS department FROM ${model.table} t ` +
      `JOIN customer c ON c.id = ${customer} LEFT JOIN user_account u ON u.id = c.owner_id LEFT JOIN department d ON d.id = u.department_id WHERE t.id = ?`,
    [id],
  );
  if (!row) throw fault('NOT_FOUND', ['recordId']);
  return {
    model,
    resource,
    id,
    deleted: row.deleted_at !== null,
    customerId: row.customer_id,
    ownerId: row.owner_id,
    ownerName: row.name,
    ownerDepartmentId: row.department_id,
    ownerDepartment: row.department,
  };
}

async function roleReasons(ctx: RequestContext, person: Actor, subject: Subject): Promise<Reason[]> {
  const rights = await roleRightsOf(ctx.db.read, person.roles);
  const zh = new Map(
    (await roleNames({ db: ctx.db, locale: 'zh' }, person.roles)).map(({ code, name }) => [code, name]),
  );
  const en = new Map(
    (await roleNames({ db: ctx.db, locale: 'en' }, person.roles)).map(({ code, name }) => [code, name]),
  );
  const reasons: Reason[] = [];
  for (const [code, role] of rights) {
    const name = { zh: zh.get(code) ?? code, en: en.get(code) ?? code };
    reasons.push(scopeReason(name, role, subject));
    if (roleReads(role, subject.model.name)) reasons.push(...rangeReasons(person, name, role, subject));
  }
  return reasons;
}

const several = (label: string): string => `${label.toLowerCase()}s`;

function scopeReason(name: Label, role: RoleRights, { model }: Subject): Reason {
  const grants = roleReads(role, model.name);
  const text = grants
    ? {
        zh: `角色“${name.zh}”可以查看${model.label.zh}`,
        en: `Role “${name.en}” may see ${several(model.label.en)}`,
      }
    : {
        zh: `角色“${name.zh}”不能查看${model.label.zh}`,
        en: `Role “${name.en}” may not see ${several(model.label.en)}`,
      };
  return { kind: 'SCOPE', grants, text };
}

/** A record of a customer's file needs its own range and the customer's. */
function rangeReasons(person: Actor, name: Label, role: RoleRights, subject: Subject): Reason[] {
  const owner = subject.ownerName ?? '—';
  const where = subject.ownerDepartment ?? '—';
  return [...new Set<RangedResource>([subject.resource, 'customer'])].map((resource) => {
    const range = role.ranges[resource];
    const grants = within(range, person, subject);
    const what = resource === 'customer' ? { zh: '客户', en: 'Customer' } : subject.model.label;
    return {
      kind: 'RANGE',
      grants,
      text: {
        zh: `角色“${name.zh}”的${what.zh}范围是“${rangeLabels[range].zh}”；负责人 ${owner}（${where}）${grants ? '在范围内' : '不在范围内'}`,
        en: `The range of role “${name.en}” for ${several(what.en)} is “${rangeLabels[range].en}”; the owner ${owner} (${where}) is ${grants ? 'within' : 'outside'} it`,
      },
    };
  });
}

/** The range by itself, without collaboration. */
function within(range: Range, { userId, reach }: Actor, { ownerId, ownerDepartmentId }: Subject): boolean {
  switch (range) {
    case 'ALL':
      return true;
    case 'OWN':
      return ownerId === userId;
    case 'SUBORDINATES':
      return ownerId === userId || reach.subordinateIds.includes(ownerId ?? '');
    case 'DEPARTMENT':
      return ownerId === userId || reach.departmentIds.includes(ownerDepartmentId ?? '');
    case 'DEPARTMENT_TREE':
      return ownerId === userId || reach.treeDepartmentIds.includes(ownerDepartmentId ?? '');
  }
}

async function collaboratorReasons(ctx: RequestContext, person: Actor, { customerId }: Subject): Promise<Reason[]> {
  const [row] = await ctx.db.read.query<{ access: keyof typeof collaboratorAccess | null; until: string | null }>(
    'SELECT access, until FROM collaborator WHERE customer_id = ? AND user_id = ? AND deleted_at IS NULL',
    [customerId, person.userId],
  );
  if (!row) return [];
  const access = collaboratorAccess[row.access ?? 'READ'];
  const grants = row.until === null || row.until >= ctx.clock.today();
  const end = row.until ?? { zh: '长期', en: 'no end' };
  const [zhEnd, enEnd] = typeof end === 'string' ? [end, end] : [end.zh, end.en];
  return [
    {
      kind: 'COLLABORATOR',
      grants,
      text: {
        zh: `是该客户的协作人（${access.zh}，有效期至 ${zhEnd}）${grants ? '' : '，已过期'}`,
        en: `Collaborator of the customer (${access.en.toLowerCase()}, until ${enEnd})${grants ? '' : ', expired'}`,
      },
    },
  ];
}
