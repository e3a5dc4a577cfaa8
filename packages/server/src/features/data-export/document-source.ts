import type { GraphQLSchema } from 'graphql';
import { exportLimits } from '@dossier/shared';
import type { RequestContext } from '../../platform/context/context';
import { fault } from '../../platform/graphql/user-fault';
import { concealIn, concealNumbers } from '../../platform/secret/conceal';
import { DocumentPages } from './document-pages';
import { documentRoot } from './document-root';
import { DocumentShape } from './document-shape';
import type { DocumentQuestion } from './export-request';
import { scopesOf, type ExportSource } from './export-source';

/** Characters of a document that the log keeps. */
const TOLD = 2000;

/** All rows of the list, or all groups, that a document asks for. */
export function documentSource(
  { models, locale }: Pick<RequestContext, 'models' | 'locale'>,
  schema: GraphQLSchema,
  question: DocumentQuestion,
): ExportSource {
  const root = documentRoot(schema, models, question);
  const { kind, model, rowType, rowSets } = root;
  const shape = new DocumentShape(models, root.walk, locale);
  const columns = shape.columns(rowType, rowSets, model);
  const max = exportLimits.columns;
  if (columns.length === 0 || columns.length > max) throw fault('EXPORT_COLUMNS', ['document'], { max });
  const pages = new DocumentPages(schema, root, question.variables);
  return {
    kind,
    model,
    header: columns.map(({ heading }) => heading),
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
    async *rows(ctx) {
      for await (const row of pages.rows(ctx))
        yield { cells: () => columns.map(({ cell }) => cell(row)), object: () => row };
    },
  };
}
