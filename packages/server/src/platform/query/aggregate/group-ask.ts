import { label } from '@dossier/shared';
import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import { fieldsBelow, walkOf, type Walk } from '../ast';
import type { EntityModel } from '../model';
import { askedAggregate, type AggregateAsk } from './ask';
import { isFigure } from './fits';
import type { GroupKey } from './keys/compile';
import { invalid } from './keys/form';

/** What a document asks of groups. */
export interface GroupsAsk {
  /** Of each group; null when no group is asked. */
  readonly nodes: AggregateAsk | null;
  /** Shares of the whole: its count, and figures whose sums are needed for it. */
  readonly share: AggregateAsk | null;
  readonly total: AggregateAsk | null;
  readonly subtotals: AggregateAsk | null;
  readonly totalGroups: boolean;
  readonly truncated: boolean;
}

/** Both at once: what a group answers, and what its share is reckoned from. */
function united(a: AggregateAsk, b: AggregateAsk | null): AggregateAsk {
  return b ? { ...a, count: a.count || b.count, measures: [...a.measures, ...b.measures] } : a;
}

export function askedGroups(model: EntityModel, keys: readonly GroupKey[], info: GraphQLResolveInfo): GroupsAsk {
  const walk = walkOf(info);
  const asked = fieldsBelow(info.fieldNodes, walk);
  const nodes = asked.get('nodes');
  const share = shareAsk(model, nodes ?? [], walk);
  const subtotals = asked.get('subtotals');
  for (const list of [nodes, subtotals]) if (list) checkKeys(keys, list, walk);
  const total = asked.get('total');
  return {
    nodes: nodes ? united(groupAsk(model, nodes, walk), share) : null,
    share,
    total: total ? askedAggregate(model, total, walk) : null,
    subtotals: subtotals ? groupAsk(model, subtotals, walk) : null,
    totalGroups: asked.has('totalGroups'),
    truncated: asked.has('truncated'),
  };
}

function groupAsk(model: EntityModel, nodes: readonly FieldNode[], walk: Walk): AggregateAsk {
  const inside = fieldsBelow(nodes, walk);
  const ask = askedAggregate(model, inside.get('aggregate') ?? [], walk) ?? { model, count: false, measures: [] };
  return { ...ask, count: ask.count || inside.has('count') };
}

function shareAsk(model: EntityModel, nodes: readonly FieldNode[], walk: Walk): AggregateAsk | null {
  const asked = fieldsBelow(nodes, walk).get('share');
  if (!asked) return null;
  const inside = fieldsBelow(asked, walk);
  const names = [...fieldsBelow(inside.get('sum') ?? [], walk).keys()];
  const fields = names.flatMap((name) => model.fields.get(name) ?? []).filter(isFigure);
  return { model, count: inside.has('count'), measures: fields.map((field) => ({ fn: 'sum', field })) };
}

/** A typed key that groups are not made by would always be null, which means something else. */
function checkKeys(keys: readonly GroupKey[], nodes: readonly FieldNode[], walk: Walk): void {
  const paths = keys.map(({ path }) => path.join('.'));
  const check = (list: readonly FieldNode[], before: string) => {
    for (const [name, inner] of fieldsBelow(list, walk)) {
      if (name.startsWith('__')) continue;
      const path = before ? `${before}.${name}` : name;
      if (paths.includes(path)) continue;
      if (!paths.some((one) => one.startsWith(`${path}.`)))
        throw invalid(
          label(`key.${path} 不在 by 中，请加到 by 或去掉`, `key.${path} is not in by; add it there or leave it out`),
        );
      check(inner, path);
    }
  };
  check(fieldsBelow(nodes, walk).get('key') ?? [], '');
}
