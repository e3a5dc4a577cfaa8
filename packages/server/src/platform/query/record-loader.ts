import DataLoader from 'dataloader';
import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../context/context';
import type { Row } from './connection';
import { assertAffordable } from './cost';
import type { EntityModel } from './model';
import { Reader } from './reader';
import { selectRecord } from './selection';
import { inList, raw } from './sql';

type Loader = DataLoader<string, Row | null>;
const loaders = new WeakMap<RequestContext, Map<FieldNode, Loader>>();

/** Records of one batch at most; lists that hand out records beside the engine are short. */
const BATCH = 200;

/**
 * A record that a hand-written field hands out, with exactly what the document asks of it. All records of one field are read in one
 * statement. Null when there is none or it may not be seen.
 */
export function loadRecord(
  ctx: RequestContext,
  model: EntityModel,
  rawId: string,
  info: GraphQLResolveInfo,
): Promise<Row | null> {
  let known = loaders.get(ctx);
  if (!known) loaders.set(ctx, (known = new Map()));
  const node = info.fieldNodes[0]!;
  let loader = known.get(node);
  if (!loader) known.set(node, (loader = createLoader(ctx, model, info)));
  return loader.load(rawId);
}

function createLoader(ctx: RequestContext, model: EntityModel, info: GraphQLResolveInfo): Loader {
  return new DataLoader(
    async (ids) => {
      const selection = selectRecord(model, info);
      assertAffordable(ctx, { info }, selection, ids.length);
      const rows = await new Reader(ctx, info).rowsWhere(selection, inList(raw('t0.`id`'), ids));
      const byId = new Map(rows.map((row) => [row['@id'] as string, row]));
      return ids.map((id) => byId.get(id) ?? null);
    },
    { maxBatchSize: BATCH },
  );
}
