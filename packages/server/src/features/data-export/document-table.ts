import { Readable } from 'node:stream';
import { inBrackets } from '@dossier/shared';
import { execute, parse, type GraphQLSchema } from 'graphql';
import { createContext, type RequestContext } from '../../platform/context/context';
import { MAX_GROUPS } from '../../platform/query/aggregate/group-bounds';
import type { Out } from './document-cells';
import type { DocumentPages, PageRow } from './document-pages';
import type { DocumentColumn } from './document-shape';
import { each, type ExportTable } from './export-source';

interface Parts {
  schema: GraphQLSchema;
  columns: readonly DocumentColumn[];
  pages: DocumentPages;
  grouped: boolean;
}

/** The rows of a document as a sheet: a column of amounts becomes one for each currency. */
export async function documentTable(ctx: RequestContext, parts: Parts): Promise<ExportTable> {
  const { columns, pages, grouped } = parts;
  const rows = pages.rows(ctx, { sheet: true });
  if (!columns.some(({ amounts }) => amounts)) return sheet(ctx, columns, rows, new Map());
  // groups are few enough to be read before the header is written; a list is not
  if (!grouped) return sheet(ctx, columns, rows, await currenciesOfRecords(ctx, parts));
  const kept: PageRow[] = [];
  for await (const row of rows) kept.push(row);
  const found = new Map(
    columns.map((column) => [column, new Set(kept.flatMap(({ row }) => [...(column.amounts?.of(row).keys() ?? [])]))]),
  );
  return sheet(ctx, columns, Readable.from(kept), found);
}

type Currencies = ReadonlyMap<DocumentColumn, ReadonlySet<string>>;

/** Yuan first, the others by their codes. */
const inOrder = (currencies: ReadonlySet<string>): string[] =>
  [...currencies].sort((a, b) => Number(b === 'CNY') - Number(a === 'CNY') || (a < b ? -1 : 1));

function sheet(
  { locale }: RequestContext,
  columns: readonly DocumentColumn[],
  rows: AsyncIterable<PageRow>,
  currencies: Currencies,
): ExportTable {
  const wide = columns.map((column) => ({ ...column, of: inOrder(currencies.get(column) ?? new Set()) }));
  const header = wide.flatMap(({ heading, of }) =>
    of.length > 0 ? of.map((currency) => inBrackets(heading, currency, locale)) : [heading],
  );
  const cells = ({ row }: PageRow): Out[] =>
    wide.flatMap(({ cell, amounts, of }) => {
      const figures = of.length > 0 && amounts?.of(row);
      return figures ? of.map((currency) => figures.get(currency) ?? null) : [cell(row)];
    });
  return { header, rows: each(rows, cells) };
}

/** The currencies of all records that the reader may see, as the graph groups them. */
async function currenciesOfRecords(ctx: RequestContext, { schema, columns }: Parts): Promise<Currencies> {
  const known = new Map<string, Promise<ReadonlySet<string>>>();
  const found = new Map<DocumentColumn, ReadonlySet<string>>();
  for (const column of columns) {
    if (!column.amounts) continue;
    const { model, field } = column.amounts;
    const root = `${model.name.charAt(0).toLowerCase()}${model.name.slice(1)}Groups`;
    const text = `{ ${root}(by: [{ ${field}: {} }], first: ${MAX_GROUPS}) { nodes { key { ${field} { currency } } } } }`;
    if (!known.has(text)) known.set(text, currenciesIn(ctx, schema, { text, root, field }));
    found.set(column, await known.get(text)!);
  }
  return found;
}

async function currenciesIn(
  ctx: RequestContext,
  schema: GraphQLSchema,
  { text, root, field }: Record<'text' | 'root' | 'field', string>,
): Promise<ReadonlySet<string>> {
  const contextValue = createContext(ctx, ctx);
  const { data, errors } = await execute({ schema, document: parse(text), rootValue: {}, contextValue });
  if (errors) throw errors[0]!.originalError ?? errors[0]!;
  const { nodes } = (data as Record<string, { nodes: { key: Record<string, { currency: string } | null> }[] }>)[root]!;
  return new Set(nodes.flatMap(({ key }) => key[field]?.currency ?? []));
}
