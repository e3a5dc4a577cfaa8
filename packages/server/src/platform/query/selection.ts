import { label } from '@dossier/shared';
import { print, type FieldNode, type SelectionSetNode } from 'graphql';
import { RequestError } from '../graphql/errors';
import { askedAggregate, type AggregateAsk } from './aggregate/ask';
import { collect, fieldsBelow, setsOf, walkOf, type AskInfo, type Walk } from './ast';
import type { EntityModel, FieldModel, RelationModel } from './model';
import type { PageArguments } from './page';

/** What one level of a document asks of one entity. */
export interface Selection {
  readonly model: EntityModel;
  readonly fields: readonly FieldModel[];
  readonly relations: readonly RelationSelection[];
  /** Text and readers that were compiled from it, kept with it. */
  compiled?: CompiledColumns;
}
export interface CompiledColumns {
  sqlOf: (alias: string) => string;
  params: (alias: string) => readonly unknown[];
  finish: (row: Record<string, unknown>) => void;
  /** Fields whose text depends on the clock. */
  computed: readonly FieldModel[];
}
export interface RelationSelection {
  /** Response key: two aliases of one relation are two reads. */
  readonly key: string;
  /** The entity that has the relation. */
  readonly owner: EntityModel;
  readonly relation: RelationModel;
  readonly node: FieldNode;
  readonly child: Selection;
  readonly parts: ConnectionParts;
  /** Its arguments, once they are known to depend on no variable. */
  constantArguments?: PageArguments;
}
/** Which parts of a connection are asked; what is not asked is not read. */
export interface ConnectionParts {
  readonly rows: boolean;
  readonly cursors: boolean;
  readonly totalCount: boolean;
  readonly aggregate: AggregateAsk | null;
}
export interface ConnectionSelection {
  readonly child: Selection;
  readonly parts: ConnectionParts;
}

/** The row property under which a relation's result waits for its resolver; can meet neither a column's name nor `@…` of the reader. */
export const relationKey = (responseKey: string): string => `>${responseKey}`;

const cache = new WeakMap<FieldNode, Map<EntityModel, ConnectionSelection | Selection>>();

/** Reads the plan of a field from its AST; documents without @skip/@include are planned once per entity (`node` can be any). */
function cached<T extends ConnectionSelection | Selection>(
  model: EntityModel,
  info: AskInfo,
  plan: (sets: SelectionSetNode[], walk: Walk) => T,
): T {
  const only = info.fieldNodes.length === 1 ? info.fieldNodes[0]! : undefined;
  const known = only && cache.get(only)?.get(model);
  if (known) return known as T;
  const walk = walkOf(info);
  const result = plan(setsOf(info.fieldNodes), walk);
  if (only && !walk.dynamic) cache.set(only, (cache.get(only) ?? new Map()).set(model, result));
  return result;
}

export const selectConnection = (model: EntityModel, info: AskInfo): ConnectionSelection =>
  cached(model, info, (sets, walk) => connection(model, sets, walk));
export const selectRecord = (model: EntityModel, info: AskInfo): Selection =>
  cached(model, info, (sets, walk) => record(model, sets, walk));
/** The selection below a payload field, e.g. `customer` of `CustomerPayload`. */
export function selectBelow(model: EntityModel, info: AskInfo, field: string): Selection | null {
  const walk = walkOf(info);
  const nodes = [...collect('', setsOf(info.fieldNodes), walk).values()]
    .flat()
    .filter((node) => node.name.value === field);
  return nodes.length ? record(model, setsOf(nodes), walk) : null;
}

function record(model: EntityModel, sets: readonly SelectionSetNode[], walk: Walk): Selection {
  const fields = new Set<FieldModel>();
  const relations: RelationSelection[] = [];
  for (const [key, nodes] of collect(model.name, sets, walk)) {
    const node = nodes[0]!;
    const field = model.fields.get(node.name.value);
    if (field) fields.add(field);
    const relation = model.relations.get(node.name.value);
    if (!relation) continue;
    assertSameArguments(nodes);
    const many = relation.kind === 'many';
    const below = many
      ? connection(relation.target, setsOf(nodes), walk)
      : { child: record(relation.target, setsOf(nodes), walk), parts: ONE };
    relations.push({ key, owner: model, relation, node, ...below });
  }
  return { model, fields: [...fields], relations };
}
export const ONE: ConnectionParts = { rows: true, cursors: false, totalCount: false, aggregate: null };

function connection(model: EntityModel, sets: readonly SelectionSetNode[], walk: Walk): ConnectionSelection {
  const asked = [...collect(`${model.name}Connection`, sets, walk).values()].flat();
  const named = (name: string, among = asked) => among.filter((node) => node.name.value === name);
  const inside = (nodes: FieldNode[]) => [...fieldsBelow(nodes, walk).values()].flat();
  const edges = inside(named('edges'));
  const pageInfo = inside(named('pageInfo'));
  const rows = [...named('nodes'), ...named('node', edges)];
  return {
    child: record(model, setsOf(rows), walk),
    parts: {
      rows: rows.length + edges.length + pageInfo.length > 0,
      cursors: edges.some((n) => n.name.value === 'cursor') || pageInfo.some((n) => n.name.value.endsWith('Cursor')),
      totalCount: named('totalCount').length > 0,
      aggregate: askedAggregate(model, named('aggregate'), walk),
    },
  };
}

const nameOf = (node: FieldNode): string => (node.alias ?? node.name).value;

/** `nodes` and `edges.node` share rows, so one response key there cannot mean two different reads. */
function assertSameArguments(nodes: readonly FieldNode[]): void {
  const text = (node: FieldNode) =>
    `${node.name.value}(${(node.arguments ?? [])
      .map((a) => print(a))
      .sort()
      .join()})`;
  if (nodes.some((node) => text(node) !== text(nodes[0]!)))
    throw new RequestError('FILTER_INVALID', {
      detail: label(
        `${nameOf(nodes[0]!)} 在 nodes 与 edges 中的参数不同，请起别名`,
        `${nameOf(nodes[0]!)} is asked with different arguments in nodes and edges; give one an alias`,
      ),
    });
}
