import type { DocumentNode } from 'graphql';
import { parse } from 'graphql';
import type { Entity } from './entity';
import { merge, print, type Selection } from './selection';

/** A document with the text a person reads and the tree the client sends. */
export interface Built {
  text: string;
  node: DocumentNode;
}

const cache = new Map<string, Built>();

/** Parses once: screens rebuild the same text on every change of state. */
function built(text: string): Built {
  let entry = cache.get(text);
  if (!entry) {
    entry = { text, node: parse(text) };
    cache.set(text, entry);
  }
  return entry;
}

const identity = (entity: Entity): Selection => (entity.log ? { id: true } : { id: true, version: true });

/** The document of a list page: only the columns that are shown. */
export function listDocument(
  entity: Entity,
  columns: readonly Selection[],
  options: { deleted?: boolean } = {},
): Built {
  const search = entity.searchable;
  const declared = [
    `$filter: ${entity.type}Filter`,
    `$orderBy: [${entity.type}Order!]`,
    ...(search ? ['$search: String'] : []),
    '$first: Int',
    '$offset: Int',
    ...(options.deleted ? ['$deleted: Boolean'] : []),
  ];
  const given = declared.map((text) => text.slice(1, text.indexOf(':'))).map((name) => `${name}: $${name}`);
  const body = print(merge(identity(entity), ...columns), 3);
  return built(
    `query ${entity.type}List(${declared.join(', ')}) {\n  ${entity.plural}(${given.join(', ')}) {\n    nodes {\n${body}\n    }\n  }\n}\n`,
  );
}

/** The count beside it, a request of its own so that rows show before it is known. */
export function countDocument(entity: Entity, options: { deleted?: boolean } = {}): Built {
  const declared = [
    `$filter: ${entity.type}Filter`,
    ...(entity.searchable ? ['$search: String'] : []),
    ...(options.deleted ? ['$deleted: Boolean'] : []),
  ];
  const given = declared.map((text) => text.slice(1, text.indexOf(':'))).map((name) => `${name}: $${name}`);
  return built(
    `query ${entity.type}Count(${declared.join(', ')}) {\n  ${entity.plural}(${given.join(', ')}) {\n    totalCount\n  }\n}\n`,
  );
}

/** The document of one record. */
export function recordDocument(entity: Entity, selection: Selection): Built {
  return built(
    `query ${entity.type}Record($id: ID!) {\n  ${entity.name}(id: $id) {\n${print(merge(identity(entity), selection), 2)}\n  }\n}\n`,
  );
}

/** The document of one record as it stood on a day. */
export function pastDocument(entity: Entity, selection: Selection): Built {
  return built(
    `query ${entity.type}AsOf($id: ID!, $asOf: Date) {\n  ${entity.name}(id: $id, asOf: $asOf) {\n${print(merge(identity(entity), selection), 2)}\n  }\n}\n`,
  );
}
