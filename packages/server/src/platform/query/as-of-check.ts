import { label, type Label } from '@dossier/shared';
import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../context/context';
import { RequestError } from '../graphql/errors';
import { FilterCompiler } from './filter';
import { checkPage, type PageArguments } from './page';
import { argumentsOf } from './relation-arguments';
import type { RelationSelection, Selection } from './selection';

interface Asked {
  readonly ctx: RequestContext;
  readonly info: GraphQLResolveInfo;
}

/** Refuses what cannot be answered as of a day, whatever the data. */
export function checkAsOf(asked: Asked, selection: Selection): void {
  for (const relation of selection.relations) {
    const { target, kind } = relation.relation;
    new FilterCompiler(asked.ctx).referred(target, 't0');
    if (target.asOf) {
      if (kind === 'many') checkList(asked, relation);
      checkAsOf(asked, relation.child);
    } else if (kind === 'one' || target.base === 'log') {
      if (kind === 'many') plainPage(relation, argumentsOf(asked, relation));
      checkPresent(relation.child);
    } else throw unavailable(relation.relation);
  }
}

function checkList(asked: Asked, relation: RelationSelection): void {
  const { target, column: key } = relation.relation;
  const owner = target.childOf && target.refs.get(target.childOf);
  // other references change hands: who pointed here then is not known from who does now
  if (!owner || owner.column !== key) throw unavailable(relation.relation);
  plainPage(relation, argumentsOf(asked, relation));
}

const unavailable = ({ label: field, name }: { label: Label; name: string }): RequestError =>
  new RequestError('AS_OF_UNAVAILABLE', { field: label(`${field.zh}（${name}）`, `${name}`) });

/** Below a record that is read as it is now nothing is asked that was otherwise then. */
function checkPresent(selection: Selection): void {
  for (const { relation, child } of selection.relations) {
    if (relation.kind !== 'one' || relation.target.asOf) throw unavailable(relation);
    checkPresent(child);
  }
}

/** Lists as of a day are cut, and nothing else. */
function plainPage({ relation, parts }: RelationSelection, args: PageArguments): void {
  const { filter, orderBy, search, after, before, last, deleted } = args;
  if (
    filter ||
    orderBy?.length ||
    search ||
    after ||
    before ||
    last != null ||
    deleted ||
    parts.cursors ||
    parts.aggregate
  )
    throw new RequestError('AS_OF_FILTER', { field: label(relation.label.zh, relation.name) });
  checkPage(args, relation.name);
}
