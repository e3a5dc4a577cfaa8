import { listDocument, recordDocument } from '../graph/document';
import { entityOf, valueAt, type Row } from '../graph/entity';
import { allOf } from '../graph/filter';
import { i18n } from '../locales';
import type { Found, Lookup } from '../ui/lookup';
import { client } from './client';
import { pageOf } from './features';

/** What tells two of the same name apart, by entity. */
const HINTS: Readonly<Record<string, string>> = {
  Customer: 'code',
  Contact: 'title',
  Contract: 'number',
  User: 'userName',
};

const toFound = (type: string, row: Row): Found => ({
  id: row.id,
  title: String(valueAt(row, entityOf(type).title) ?? ''),
  hint: String(valueAt(row, HINTS[type] ?? '') ?? ''),
});

const selectionFor = (type: string): Record<string, true> => {
  const hint = HINTS[type];
  return { [entityOf(type).title]: true, ...(hint ? { [hint]: true } : {}) };
};

/** A form shows whom a removed record was, and that it was removed. */
async function removedTitle(type: string, id: string): Promise<string> {
  const entity = entityOf(type);
  if (entity.log) return id;
  const { data } = await client.query<Record<string, { nodes: Row[] }>>({
    query: listDocument(entity, [selectionFor(type)], { deleted: true }).node,
    variables: { filter: { id: { eq: id } }, deleted: true, first: 1 },
  });
  const row = data[entity.plural]?.nodes[0];
  return row ? i18n.global.t('value.removedName', { name: toFound(type, row).title }) : id;
}

/** Finds records for pickers: ranked search where the entity has one, else by a part of the name. */
export const lookup: Lookup = {
  pageOf,
  async find(type, text, filter) {
    const entity = entityOf(type);
    const words = text.trim();
    const named = !entity.searchable && words ? { [entity.title]: { contains: words } } : null;
    const { data } = await client.query<Record<string, { nodes: Row[] }>>({
      query: listDocument(entity, [selectionFor(type)]).node,
      variables: {
        filter: allOf([filter, named, type === 'Scorecard' ? { status: { eq: 'PUBLISHED' } } : null]),
        ...(entity.searchable && words ? { search: words } : { orderBy: [{ [entity.title]: { direction: 'ASC' } }] }),
        first: 20,
      },
      fetchPolicy: 'network-only',
    });
    return (data[entity.plural]?.nodes ?? []).map((row) => toFound(type, row));
  },
  async titleOf(type, id) {
    const entity = entityOf(type);
    const { data } = await client.query<Record<string, Row | null>>({
      query: recordDocument(entity, selectionFor(type)).node,
      variables: { id },
    });
    const row = data[entity.name];
    return row ? toFound(type, row).title : removedTitle(type, id);
  },
};
