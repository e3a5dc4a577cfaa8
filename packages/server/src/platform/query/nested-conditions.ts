import type { RequestContext } from '../context/context';
import { FilterCompiler } from './filter';
import type { Level } from './level';
import { argumentsOf } from './relation-arguments';
import { compileOrder } from './order';
import type { Selection } from './selection';

/** Compiles what nested lists are chosen and ordered by, before their parents are read: what is refused is refused before any statement. */
export function checkConditions(ctx: RequestContext, level: Pick<Level, 'info'>, selection: Selection): void {
  for (const relation of selection.relations) {
    const { target, kind } = relation.relation;
    if (kind === 'many') {
      const { filter, orderBy } = argumentsOf(level, relation);
      const compiler = new FilterCompiler(ctx);
      if (filter) compiler.visible(target, compiler.alias(), filter);
      if (orderBy?.length) compileOrder(ctx, compiler, target, compiler.alias(), orderBy);
    }
    checkConditions(ctx, level, relation.child);
  }
}
