import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  execute,
  GraphQLError,
  Kind,
  parse,
  parseType,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
} from 'graphql';
import { createContext, type RequestContext } from '../../platform/context/context';
import { fault } from '../../platform/graphql/user-fault';
import { idleContext } from '../../platform/http';
import { MAX_GROUPS } from '../../platform/query/aggregate/group-bounds';
import { MAX_EXPORT_PAGE, MAX_OFFSET, withLargePages } from '../../platform/query/page';
import type { DocumentRoot } from './document-root';

const [FIRST, AFTER, OFFSET, ROWS] = ['dossierFirst', 'dossierAfter', 'dossierOffset', 'dossierRows'] as const;
const paging = new Set(['first', 'after', 'last', 'before', 'offset']);
/** Refusals of a page, not of its rows. */
const tooLarge: ReadonlySet<unknown> = new Set(['QUERY_TOO_COSTLY', 'PAGE_SIZE']);
/** More groups than can be asked for page by page. */
const MOST_GROUPS = MAX_OFFSET + MAX_GROUPS;

interface Page {
  nodes?: unknown[];
  pageInfo?: { hasNextPage: boolean; endCursor: string | null };
  truncated?: boolean;
  totalCount?: number;
  totalGroups?: number;
}

const literal = (text: string) => {
  const [definition] = parse(`{ ${text} }`).definitions;
  return (definition as unknown as { selectionSet: { selections: FieldNode[] } }).selectionSet.selections;
};
const variable = (name: string) => ({ kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } }) as const;
const argument = (name: string, from: string) =>
  ({ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: name }, value: variable(from) }) as const;

/** A document's list, asked page by page: the same fields, arguments and rights, but all of its rows. */
export class DocumentPages {
  private readonly filled: boolean;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly root: DocumentRoot,
    private readonly variables: Readonly<Record<string, unknown>>,
  ) {
    const gaps = root.field.arguments?.find(({ name }) => name.value === 'fillGaps')?.value;
    this.filled =
      gaps?.kind === Kind.BOOLEAN ? gaps.value : gaps?.kind === Kind.VARIABLE && variables[gaps.name.value] === true;
  }

  /** Groups with their gaps filled are known when they are there. */
  async count(ctx: RequestContext): Promise<number | null> {
    if (this.filled) return null;
    const groups = this.root.kind === 'GROUPS';
    const page = await this.ask(ctx, this.document(literal(groups ? 'totalGroups' : 'totalCount'), []), {});
    return (groups ? page.totalGroups : page.totalCount)!;
  }

  /** Plans its first page and reads nothing: what cannot be asked is refused now, not when the job runs. */
  async check(ctx: RequestContext): Promise<void> {
    const idle = idleContext(createContext(ctx, ctx));
    try {
      // of a list, a single row has to be possible; more are asked if they are
      await (this.root.kind === 'GROUPS' ? this.groups(idle) : this.list(idle)).next();
    } catch (error) {
      if (!(error instanceof GraphQLError) || error.extensions.code !== 'NOT_RUN') throw error;
    }
  }

  rows(ctx: RequestContext): AsyncGenerator<unknown> {
    return this.root.kind === 'GROUPS' ? this.groups(ctx) : this.list(ctx);
  }

  private async *list(ctx: RequestContext): AsyncGenerator<unknown> {
    const document = this.document(
      [this.rowsNode(), ...literal('pageInfo { hasNextPage endCursor }')],
      ['first', 'after'],
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
      yield* page.nodes!;
      await nextTurn();
      after = page.pageInfo!.hasNextPage ? page.pageInfo!.endCursor : null;
      if (after === null) return;
    } while (true);
  }

  private async *groups(ctx: RequestContext): AsyncGenerator<unknown> {
    const given = this.filled ? ['first'] : ['first', 'offset'];
    const document = this.document([this.rowsNode(), ...literal('truncated')], given);
    for (let offset = 0; ; offset += MAX_GROUPS) {
      const page = await this.ask(ctx, document, { [FIRST]: MAX_GROUPS, [OFFSET]: offset });
      yield* page.nodes!;
      await nextTurn();
      if (!page.truncated) return;
      if (this.filled || offset >= MAX_OFFSET)
        throw fault('EXPORT_TOO_MANY_GROUPS', [], { max: this.filled ? MAX_GROUPS : MOST_GROUPS });
    }
  }

  private rowsNode(): FieldNode {
    const selections = this.root.rowSets.flatMap((set) => set.selections);
    const [nodes] = literal('nodes');
    return { ...nodes!, selectionSet: { kind: Kind.SELECTION_SET, selections } };
  }

  /** The operation with this field alone; its page comes from us. */
  private document(selections: readonly FieldNode[], pagedBy: readonly string[]): DocumentNode {
    const { field, operation, fragments } = this.root;
    const names: Readonly<Record<string, string>> = { first: FIRST, after: AFTER, offset: OFFSET };
    const own: FieldNode = {
      ...field,
      alias: { kind: Kind.NAME, value: ROWS },
      arguments: [
        ...(field.arguments ?? []).filter(({ name }) => !paging.has(name.value)),
        ...pagedBy.map((name) => argument(name, names[name]!)),
      ],
      selectionSet: { kind: Kind.SELECTION_SET, selections },
    };
    const added = pagedBy.map((name) => ({
      kind: Kind.VARIABLE_DEFINITION,
      variable: variable(names[name]!),
      type: parseType(name === 'after' ? 'String' : 'Int'),
    })) as never[];
    return {
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
  }

  private async ask(ctx: RequestContext, document: DocumentNode, page: Record<string, unknown>): Promise<Page> {
    const { data, errors } = await execute({
      schema: this.schema,
      document,
      rootValue: {},
      // each page has the budget of a request
      contextValue: withLargePages(createContext(ctx, ctx)),
      variableValues: { ...this.variables, ...page },
    });
    const error = errors?.find(({ extensions }) => extensions.code !== 'NOT_RUN') ?? errors?.[0];
    if (error) throw error.originalError ?? error;
    return (data as Record<string, Page>)[ROWS]!;
  }
}
