import type { GraphQLSchema } from 'graphql';
import { exportLimits } from '@dossier/shared';
import type { RequestContext } from '../../platform/context/context';
import { fault } from '../../platform/graphql/user-fault';
import { concealIn, concealNumbers } from '../../platform/secret/conceal';
import { askedKeys } from './document-keys';
import { DocumentPages } from './document-pages';
import { documentRoot } from './document-root';
import { DocumentShape } from './document-shape';
import { documentTable } from './document-table';
import type { DocumentQuestion } from './export-request';
import { each, scopesOf, type ExportSource } from './export-source';

/** Characters of a document that the log keeps. */
const TOLD = 2000;

/** All rows of the list, or all groups, that a document asks for. */
export function documentSource(
  { models, locale }: Pick<RequestContext, 'models' | 'locale'>,
  schema: GraphQLSchema,
  question: DocumentQuestion,
): ExportSource {
  const root = documentRoot(schema, models, question);
  const { kind, model, rowType, rowSets, subtotalSets } = root;
  const keys = askedKeys(model, (root.args.by ?? []) as unknown[]);
  const shape = new DocumentShape(models, root.walk, locale, keys);
  const columns = shape.columns(rowType, [...rowSets, ...subtotalSets], model);
  const max = exportLimits.columns;
  if (columns.length === 0 || columns.length > max) throw fault('EXPORT_COLUMNS', ['document'], { max });
  const pages = new DocumentPages(schema, root, question);
  return {
    kind,
    model,
    paths: columns.map(({ path }) => path.join('.')),
    // lists that have a scope of their own for going out have it below others too
    needs: [...scopesOf(model), ...[...shape.met].flatMap(({ exportScope }) => exportScope ?? [])],
    reads: [...shape.met].flatMap(({ readScope }) => readScope ?? []),
    told: [
      { field: 'document', before: null, after: concealNumbers(question.document).slice(0, TOLD) },
      ...Object.entries(concealIn(models, question.variables) as object).map(([name, value]) => ({
        field: `$${name}`,
        before: null,
        after: concealNumbers(JSON.stringify(value)).slice(0, TOLD),
      })),
    ],
    check: (ctx) => pages.check(ctx),
    count: (ctx) => pages.count(ctx),
    table: (ctx) => documentTable(ctx, { schema, columns, pages, grouped: kind === 'GROUPS' }),
    // a roll-up says that it is one: nobody adds it to its groups
    objects: (ctx) =>
      each(pages.rows(ctx, { sheet: false }), ({ row, subtotal }) => (subtotal ? { subtotals: row } : row)),
  };
}
