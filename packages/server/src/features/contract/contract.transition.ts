import {
  contractFields,
  contractRules,
  contractTransitions,
  legalVerbs,
  nextStatus,
  type ContractState,
  type ContractVerb,
  type Label,
} from '@dossier/shared';
import type { TxContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import { liveRecord } from '../../platform/db/one';
import { judge } from '../../platform/db/parse';
import { updateMany } from '../../platform/db/write';
import { RequestError } from '../../platform/graphql/errors';
import { fault, UserFault } from '../../platform/graphql/user-fault';
import { stateOf, statusLabel } from './contract.checks';

export interface MoveContract {
  /** Raw id. */
  id: string;
  expectedVersion: number;
  verb: ContractVerb;
  reason?: string | null;
  /** For `sign`; else the date that the contract has. */
  signedOn?: string | null;
}

const model = (tx: TxContext) => tx.models.get('Contract');

/** Says what a contract in this state can do instead. */
export function illegalMove(state: ContractState, action: Label): UserFault {
  const verbs = legalVerbs(state).map((verb) => contractTransitions[verb].label);
  const allowed = verbs.length
    ? { zh: verbs.map(({ zh }) => zh).join('、'), en: verbs.map(({ en }) => en).join(', ') }
    : { zh: '无', en: 'nothing' };
  return fault('ILLEGAL_TRANSITION', [], { from: statusLabel(state), action, allowed });
}

/** Moves a contract along one of its two axes: legal moves only, by those who may, with a reason where one is needed. */
export async function moveContract(tx: TxContext, move: MoveContract): Promise<string> {
  const { label, scope, reasonRequired } = contractTransitions[move.verb];
  // jobs of the archive have no actor and no limits
  if (tx.actor && !tx.actor.scopes.has(scope)) throw new RequestError('FORBIDDEN');
  const current = await liveRecord(tx, model(tx), move.id);
  const state = stateOf(current);
  const next = nextStatus(state, move.verb);
  if (!next) throw illegalMove(state, label);
  const reason = move.reason?.trim() || null;
  if (reasonRequired && !reason) throw fault('REASON_REQUIRED', ['reason']);
  if (reason && reason.length > contractFields.statusReason.max)
    throw fault('TOO_LONG', ['reason'], {
      field: contractFields.statusReason.label,
      max: contractFields.statusReason.max,
      length: reason.length,
    });
  const patch: Values = {
    ...next,
    ...(reasonRequired ? { statusReason: reason } : {}),
    ...consequences(tx, current, move),
  };
  await updateMany(tx, model(tx), [{ id: move.id, expectedVersion: move.expectedVersion, patch }], {
    verb: move.verb.toUpperCase() as Uppercase<ContractVerb>,
    reason,
  });
  return move.id;
}

/** What a verb leaves on the contract beside its status. */
function consequences(tx: TxContext, current: Values, { verb, signedOn }: MoveContract): Values {
  switch (verb) {
    case 'approve':
      return { approvedById: tx.actor?.userId ?? null, approvedAt: tx.clock.now().toISOString() };
    case 'sign':
      return { signedOn: signingDate(tx, current, signedOn ?? (current.signedOn as string | null)) };
    case 'complete':
      return { completedOn: tx.clock.today() };
    case 'terminate':
      return { terminatedOn: tx.clock.today() };
    default:
      return {};
  }
}

/** The signing date, in order with the other dates of the contract. */
function signingDate(tx: TxContext, current: Values, signedOn: string | null): string {
  if (!signedOn) throw fault('SIGNED_ON_REQUIRED', ['signedOn']);
  const { errors } = judge(
    tx,
    contractFields,
    { signedOn },
    { entity: 'Contract', mode: 'update', rules: contractRules, current },
  );
  if (errors.length) throw new UserFault(errors);
  return signedOn;
}
