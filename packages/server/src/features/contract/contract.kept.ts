import { fieldError, isContractRemovable, type ContractState, type FieldError, type Label } from '@dossier/shared';
import type { Actor } from '../../platform/context/actor';
import type { Queryable } from '../../platform/db/database';

interface Group {
  approval: ContractState['approvalStatus'];
  performance: ContractState['performanceStatus'];
  n: number | string;
}

type Kind = 'running' | 'ended' | 'archived';
const kinds: Readonly<Record<Kind, (n: number) => Label>> = {
  running: (n) => ({ zh: `${n} 份在办或履行中的合同`, en: `${n} in approval or in force` }),
  ended: (n) => ({ zh: `${n} 份已完成或终止的合同`, en: `${n} completed or terminated` }),
  archived: (n) => ({ zh: `${n} 份已归档的合同`, en: `${n} archived` }),
};

const kindOf = ({ performance }: Group): Kind =>
  performance === 'ARCHIVED'
    ? 'archived'
    : performance === 'COMPLETED' || performance === 'TERMINATED'
      ? 'ended'
      : 'running';

/**
 * Contracts that could not be removed by themselves stand against the removal of their customer: whoever approves contracts may let
 * them go with a reason, nobody else.
 */
export async function keptContracts(
  connection: Queryable,
  customerId: string,
  actor: Actor | null,
): Promise<readonly FieldError[]> {
  const groups = await connection.query<Group>(
    'SELECT approval_status AS approval, performance_status AS performance, COUNT(*) AS n FROM contract WHERE customer_id = ? AND deleted_at IS NULL GROUP BY approval_status, performance_status',
    [customerId],
  );
  const counts = new Map<Kind, number>();
  for (const group of groups) {
    const { approval: approvalStatus, performance: performanceStatus, n } = group;
    if (isContractRemovable({ approvalStatus, performanceStatus })) continue;
    counts.set(kindOf(group), (counts.get(kindOf(group)) ?? 0) + Number(n));
  }
  if (counts.size === 0) return [];
  const told = (Object.keys(kinds) as Kind[]).flatMap((kind) =>
    counts.has(kind) ? [kinds[kind](counts.get(kind)!)] : [],
  );
  const contracts = {
    zh: told.map(({ zh }) => zh).join('、'),
    en: `contracts (${told.map(({ en }) => en).join(', ')})`,
  };
  const may = actor === null || actor.scopes.has('contract:approve');
  return [fieldError(may ? 'CUSTOMER_HAS_CONTRACTS' : 'CUSTOMER_KEPT_BY_CONTRACTS', [], { contracts })];
}
