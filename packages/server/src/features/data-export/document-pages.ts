import { setImmediate as nextTurn } from 'node:timers/promises';
import { execute, GraphQLError, Kind, parseType, type DocumentNode, type FieldNode, type GraphQLSchema } from 'graphql';
import { createContext, type RequestContext } from '../../platform/context/context';
import { fault } from '../../platform/graphql/user-fault';
import { idleContext } from '../../platform/http';
import { MAX_GROUPS } from '../../platform/query/aggregate/group-bounds';
import { MAX_EXPORT_PAGE, MAX_OFFSET, withLargePages } from '../../platform/query/page';
import { fieldsOf, withHidden } from './document-hidden';
import type { DocumentRoot } from './document-root';
import type { DocumentQuestion } from './export-request';

const [FIRST, AFTER, OFFSET, ROWS] = ['dossierFirst', 'dossierAfter', 'dossierOffset', 'dossierRows'] as const;
const paging = new Set(['first', 'after', 'last', 'before', 'offset']);
/** Refusals of a page, not of its rows. */
const tooLarge: ReadonlySet<unknown> = new Set(['QUERY_TOO_COSTLY', 'PAGE_SIZE']);
/** More groups than can be asked for page by page. */
const MOST_GROUPS = MAX_OFFSET + MAX_GROUPS;

interface Page {
  nodes?: unknown[];
  subtotals?: unknown[];
  pageInfo?: { hasNextPage: boolean; endCursor: string | null };
  truncated?: boolean;
  totalCount?: number;
  totalGroups?: number;
}

const variable = (name: string) => ({ kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } }) as const;
const argument = (name: string, from: string) =>
  ({ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: name }, value: variable(from) }) as const;

/** A row of the answer; a subtotal is a roll-up of groups. */
export interface PageRow {
  row: unknown;
  subtotal: boolean;
}
/** What a file takes of a document's rows. */
export interface Taking {
  /** With what a sheet needs beside what was asked. */
  sheet: boolean;
}

/** A document's list, asked page by page: the same fields, arguments and rights, but all of its rows. */
export class DocumentPages {
  private readonly filled: boolean;
  /** Its own `first` or `last` says how many rows there are. */
  private readonly asAsked: boolean;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly root: DocumentRoot,
    private readonly question: Pick<DocumentQuestion, 'variables' | 'extent'>,
  ) {
    const { args } = root;
    this.filled = args.fillGaps === true;
    this.asAsked = question.extent === 'AS_ASKED' && (args.first != null || args.last != null);
  }

  /** Groups with their gaps filled are known when they are there, and so are roll-ups. */
  async count(ctx: RequestContext): Promise<number | null> {
    if (this.filled || this.asAsked || this.root.subtotalSets.length > 0) return null;
    const groups = this.root.kind === 'GROUPS';
    const page = await this.ask(ctx, this.document(fieldsOf(groups ? 'totalGroups' : 'totalCount'), []), {});
    return (groups ? page.totalGroups : page.totalCount)!;
  }

  /** Plans its first page and reads nothing: what cannot be asked is refused now, not when the job runs. */
  async check(ctx: RequestContext): Promise<void> {
    const idle = idleContext(createContext(ctx, ctx));
    try {
      // of a list, a single row has to be possible; more are asked if they are
      await this.rows(idle, { sheet: true }).next();
    } catch (error) {
      if (!(error instanceof GraphQLError) || error.extensions.code !== 'NOT_RUN') throw error;
    }
  }

  rows(ctx: RequestContext, taking: Taking): AsyncGenerator<PageRow> {
    if (this.root.kind === 'GROUPS') return this.groups(ctx, taking);
    return this.asAsked ? this.once(ctx, taking) : this.list(ctx, taking);
  }

  private async *list(ctx: RequestContext, taking: Taking): AsyncGenerator<PageRow> {
    const document = this.document(
      [this.rowsField('nodes', taking), ...fieldsOf('pageInfo { hasNextPage endCursor }')],
      ['first', 'after'],
      taking,
    );
    let size = MAX_EXPORT_PAGE;
    let after: string | null = null;
    do {
      let page: Page;
      try {
        page = await this.ask(ctx, document, { [FIRST]: size, [AFTER]: after });
      } catch (error) {
        // what is too dear for a whole page may do for a small one
        if (!(error instanceof GraphQLError) || !tooLarge.has(error.extensions.code) || size === 1) throw error;
        size = Math.max(1, Math.floor(size / 4));
        continue;
      }
      yield* rowsOf(page);
      await nextTurn();
      after = page.pageInfo!.hasNextPage ? page.pageInfo!.endCursor : null;
      if (after === null) return;
    } while (true);
  }

  private async *groups(ctx: RequestContext, taking: Taking): AsyncGenerator<PageRow> {
    const rollUps = this.root.subtotalSets.length > 0 ? [this.rowsField('subtotals', taking)] : [];
    const fields = [this.rowsField('nodes', taking), ...fieldsOf('truncated')];
    const given = this.asAsked ? null : this.filled ? ['first'] : ['first', 'offset'];
    const first = await this.ask(ctx, this.document([...fields, ...rollUps], given, taking), { [FIRST]: MAX_GROUPS });
    yield* rowsOf(first);
    let { truncated } = first;
    const document = this.document(fields, given, taking);
    for (let offset = MAX_GROUPS; truncated && !this.asAsked; offset += MAX_GROUPS) {
      if (this.filled || offset > MAX_OFFSET)
        throw fault('EXPORT_TOO_MANY_GROUPS', [], { max: this.filled ? MAX_GROUPS : MOST_GROUPS });
      const page = await this.ask(ctx, document, { [FIRST]: MAX_GROUPS, [OFFSET]: offset });
      yield* rowsOf(page);
      await nextTurn();
      ({ truncated } = page);
    }
    for (const row of first.subtotals ?? []) yield { row, subtotal: true };
  }

  /** The page that the document itself asks for. */
  private async *once(ctx: RequestContext, taking: Taking): AsyncGenerator<PageRow> {
    yield* rowsOf(await this.ask(ctx, this.document([this.rowsField('nodes', taking)], null, taking), {}));
  }

  /** In a sheet groups and their roll-ups have the same columns. */
  private rowsField(name: 'nodes' | 'subtotals', { sheet }: Taking): FieldNode {
    const { rowSets, subtotalSets } = this.root;
    const sets = sheet ? [...rowSets, ...subtotalSets] : name === 'nodes' ? rowSets : subtotalSets;
    const [field] = fieldsOf(name);
    return {
      ...field!,
      selectionSet: { kind: Kind.SELECTION_SET, selections: sets.flatMap(({ selections }) => selections) },
    };
  }

  /** The operation with this field alone; its page comes from us, or from itself where `pages` is null. */
  private document(selections: readonly FieldNode[], pages: readonly string[] | null, taking?: Taking): DocumentNode {
    const pagedBy = pages ?? [];
    const { field, operation, fragments } = this.root;
    const names: Readonly<Record<string, string>> = { first: FIRST, after: AFTER, offset: OFFSET };
    const own: FieldNode = {
      ...field,
      alias: { kind: Kind.NAME, value: ROWS },
      arguments: [
        ...(field.arguments ?? []).filter(({ name }) => !pages || !paging.has(name.value)),
        ...pagedBy.map((name) => argument(name, names[name]!)),
      ],
      selectionSet: { kind: Kind.SELECTION_SET, selections },
    };
    const added = pagedBy.map((name) => ({
      kind: Kind.VARIABLE_DEFINITION,
      variable: variable(names[name]!),
      type: parseType(name === 'after' ? 'String' : 'Int'),
    })) as never[];
    const document: DocumentNode = {
      kind: Kind.DOCUMENT,
      definitions: [
        {
          ...operation,
          variableDefinitions: [...(operation.variableDefinitions ?? []), ...added],
          selectionSet: { kind: Kind.SELECTION_SET, selections: [own] },
        },
        ...fragments,
      ],
    };
    return taking?.sheet ? withHidden(this.schema, document) : document;
  }

  private async ask(ctx: RequestContext, document: DocumentNode, page: Record<string, unknown>): Promise<Page> {
    const { data, errors } = await execute({
      schema: this.schema,
      document,
      rootValue: {},
      // each page has the budget of a request
      contextValue: withLargePages(createContext(ctx, ctx)),
      variableValues: { ...this.question.variables, ...page },
    });
    const error = errors?.find(({ extensions }) => extensions.code !== 'NOT_RUN') ?? errors?.[0];
    if (error) throw error.originalError ?? error;
    return (data as Record<string, Page>)[ROWS]!;
  }
}

function* rowsOf({ nodes }: Page): Generator<PageRow> {
  for (const row of nodes!) yield { row, subtotal: false };
}
