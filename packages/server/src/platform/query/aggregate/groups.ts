import { label } from '@dossier/shared';
import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../context/context';
import { AGGREGATE_COST, spend } from '../cost';
import type { HeavyLane } from '../../db/database';
import { FilterCompiler } from '../filter';
import { lanesOf } from '../lanes';
import type { EntityModel, Filter } from '../model';
import { listSource, type ListSource } from '../source';
import { join, sql, TRUE, type Sql } from '../sql';
import { isEmpty, type AggregateAsk } from './ask';
import { Bases } from './base';
import { aggregateConditions } from './condition';
import { noFigures, needBases, splitsOf, type Aggregate } from './figures';
import { fillGaps } from './fill';
import { askedGroups, type GroupsAsk } from './group-ask';
import { checked, MAX_GROUPS, tooManyToFill, type GroupCut } from './group-bounds';
import { groupOrder } from './group-order';
import { gather, groupShaper, shareOf, type Found, type Group } from './group-rows';
import { countGroupsSql, groupsSql, type GroupPlan } from './group-sql';
import { compileKeys, type GroupKey, type KeyOptions } from './keys/compile';
import { invalid } from './keys/form';
import { spanOf } from './keys/span';
import { assertAggregatable, readAggregates, runSums } from './read';

export interface GroupArguments extends KeyOptions, GroupCut {
  by: readonly Filter[];
  filter?: Filter | null;
  search?: string | null;
  deleted?: boolean | null;
}
export interface GroupConnection {
  nodes: Group[];
  truncated: boolean;
  totalGroups?: number;
  total: Aggregate;
  subtotals: Group[];
}

/** Groups of a list, in one statement; the whole, subtotals and the number of groups are one more each, if asked. */
export async function readGroups(
  ctx: RequestContext,
  model: EntityModel,
  args: GroupArguments,
  info: GraphQLResolveInfo,
): Promise<GroupConnection> {
  const { size, offset } = checked(args, info.fieldName);
  const compiler = new FilterCompiler(ctx, { whole: true });
  const source = await listSource(ctx, compiler, model, args);
  const keys = compileKeys(ctx, compiler, model, source.alias, args.by, args);
  const ask = askedGroups(model, keys, info);
  const reader = new GroupReader(ctx, model, args, { source, keys, compiler, ask });
  spend(ctx, size + AGGREGATE_COST * reader.statements(), `${info.fieldName}(by)`);
  return reader.read(size, offset);
}

interface Parts {
  source: ListSource;
  keys: readonly GroupKey[];
  compiler: FilterCompiler;
  ask: GroupsAsk;
}

class GroupReader {
  constructor(
    private readonly ctx: RequestContext,
    private readonly model: EntityModel,
    private readonly args: GroupArguments,
    private readonly parts: Parts,
  ) {}

  private get lane(): HeavyLane {
    const { compiler, source } = this.parts;
    return lanesOf(compiler, this.model, this.args, { ...source, sorted: true }).sums;
  }

  /** How many times the rows are gone through. */
  statements(): number {
    const { nodes, share, total, subtotals, totalGroups, truncated } = this.parts.ask;
    const levels = subtotals ? this.parts.keys.length : 0;
    return Number(Boolean(nodes ?? truncated)) + Number(Boolean(share ?? total)) + Number(totalGroups) + levels;
  }

  async read(size: number, offset: number): Promise<GroupConnection> {
    const { nodes, share, total, subtotals, totalGroups, truncated } = this.parts.ask;
    for (const asked of [nodes, total, subtotals]) if (asked) assertAggregatable(this.ctx, asked);
    const counted = nodes ?? (truncated ? { model: this.model, count: true, measures: [] } : null);
    const [groups, whole, below, many] = await Promise.all([
      counted ? this.groups(counted, size, offset) : { nodes: [], truncated: false },
      this.whole(total, share),
      subtotals ? this.subtotals(subtotals) : [],
      totalGroups ? this.countGroups() : undefined,
    ]);
    if (share) for (const group of groups.nodes) group.share = shareOf(share, group, whole);
    return { ...groups, total: whole.aggregate, subtotals: below, totalGroups: many };
  }

  private async groups(ask: AggregateAsk, size: number, offset: number) {
    const { keys } = this.parts;
    const bases = new Bases();
    const found = await this.run(this.plan(ask, keys, bases), { limit: size + 1, offset }, keys);
    const truncated = found.length > size;
    if (truncated) found.pop();
    if (truncated && this.args.fillGaps) throw tooManyToFill(size);
    const filled = this.args.fillGaps ? fillGaps(keys, found, this.spans(), MAX_GROUPS) : found;
    return { nodes: filled.map(groupShaper(keys, ask, bases, this.args.filter ?? null)), truncated };
  }

  /** The days that the filter leaves to each key. */
  private spans() {
    return this.parts.keys.map((key) => spanOf(this.ctx, key, this.args.filter, this.args));
  }

  private plan(ask: AggregateAsk, keys: readonly GroupKey[], bases: Bases, free = false): GroupPlan {
    const { ctx, model, args } = this;
    needBases(ask, bases);
    const { having } = args;
    return {
      grouping: { ...this.rows(keys), keys: keys.map((key) => key.sql), bases, split: splitsOf(ask) },
      having: (refer) => (having && !free ? aggregateConditions(ctx, this.parts.compiler, model, having, refer) : TRUE),
      order: groupOrder(ctx, model, keys, free ? null : args.orderBy),
    };
  }

  /** The rows with what these keys need beside them; an item of a list makes a row of its own. */
  private rows(keys: readonly GroupKey[]) {
    const { source } = this.parts;
    const from = join([source.from, ...new Set(keys.flatMap(({ joins }) => joins))], ' ');
    return { alias: source.alias, where: source.where, from, dialect: this.ctx.db.dialect, clock: this.ctx.clock };
  }

  private async run(
    plan: GroupPlan,
    cut: { limit: number; offset: number },
    keys: readonly GroupKey[],
  ): Promise<Found[]> {
    return gather(keys, await runSums(this.ctx, this.model, groupsSql(plan, cut), this.lane));
  }

  private async whole(total: AggregateAsk | null, share: AggregateAsk | null) {
    const asked = [total, share].filter((one) => one !== null);
    const ask = {
      model: this.model,
      count: asked.some((one) => one.count),
      measures: asked.flatMap((one) => one.measures),
    };
    if (isEmpty(ask)) return { aggregate: noFigures(), count: 0 };
    return (await readAggregates(this.ctx, ask, this.parts.source, { counted: true, lane: this.lane }))();
  }

  /** What the groups of each level come to: by the first key alone, by the first two, … */
  private async subtotals(ask: AggregateAsk): Promise<Group[]> {
    const levels = this.parts.keys.map((_, i) => this.parts.keys.slice(0, i)).slice(1);
    const found = await Promise.all(
      levels.map(async (keys) => {
        const bases = new Bases();
        const groups = await this.run(this.plan(ask, keys, bases, true), { limit: MAX_GROUPS + 1, offset: 0 }, keys);
        if (groups.length > MAX_GROUPS)
          throw invalid(
            label(
              `subtotals 超过 ${MAX_GROUPS} 组，请把组数少的键放在前面`,
              `there are more than ${MAX_GROUPS} subtotals; put the key with fewer groups first`,
            ),
          );
        return groups.map(groupShaper(this.parts.keys, ask, bases, this.args.filter ?? null));
      }),
    );
    return found.flat();
  }

  private async countGroups(): Promise<number> {
    const { keys } = this.parts;
    const bases = new Bases();
    const plan = this.plan({ model: this.model, count: true, measures: [] }, keys, bases);
    const text: Sql = countGroupsSql(plan);
    const [row] = await runSums(this.ctx, this.model, sql`${text}`, this.lane);
    return Number(row!.n);
  }
}
