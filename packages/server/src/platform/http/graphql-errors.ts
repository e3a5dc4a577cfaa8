import type { ApolloServerPlugin } from '@apollo/server';
import { errorText, errorTexts, type ErrorCode, type ErrorParams, type Locale } from '@dossier/shared';
import {
  GraphQLError,
  type FieldNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { RequestContext } from '../context/context';
import { engineFailure, engineFailureStatus } from '../db/engine-failure';
import { documentLimits } from '../executor';
import { inChinese } from '../graphql/protocol-messages';
import { suggestionsIn } from '../graphql/suggestions';
import { UserFault } from '../graphql/user-fault';
import type { Log } from '../log';
import { recordRefusal } from './refusal';
import { safeMessage } from './safe-message';

/** Codes of the protocol: their messages are for developers and name places of the document. */
const protocolCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** Their messages name types and fields. */
const schemaCodes = new Set(['GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);

const signInFirst: Readonly<Record<Locale, string>> = {
  zh: '查询与接口定义不符，登录后可见具体位置',
  en: 'The document does not fit the schema; sign in to see where',
};

interface Known {
  code: ErrorCode;
  params: ErrorParams;
}

/** Apollo and graphql-js give no code to some refusals of theirs; these are the caller's fault, not ours. */
function codeOf(error: unknown): unknown {
  if (!(error instanceof GraphQLError)) return undefined;
  const { code, http } = error.extensions as { code?: unknown; http?: { status?: number } };
  if (code !== undefined && code !== 'INTERNAL_SERVER_ERROR') return code;
  if (http?.status === 400) return 'BAD_REQUEST';
  return /^Too many errors processing variables/.test(error.message) ? 'BAD_USER_INPUT' : undefined;
}

/** What an error means to the caller; null when nobody foresaw it. */
function known(error: unknown): Known | null {
  const cause = error instanceof GraphQLError && error.originalError ? error.originalError : error;
  const failure = engineFailure(cause);
  if (failure) return { code: failure, params: {} };
  if (cause instanceof UserFault && cause.errors[0])
    return { code: cause.errors[0].code, params: cause.errors[0].params };
  if (!(error instanceof GraphQLError)) return null;
  const code = error.extensions['code'];
  if (typeof code !== 'string' || !(code in errorTexts) || protocolCodes.has(code)) return null;
  return { code: code as ErrorCode, params: (error.extensions['params'] ?? {}) as ErrorParams };
}

const isProtocol = (code: unknown): boolean => typeof code === 'string' && protocolCodes.has(code);

/** Makes every error fit to be seen, whatever it was: known codes get their sentence, protocol errors lose values, the rest is masked. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { locations, path } = formatted;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  const max = tokenLimit(formatted);
  if (max !== null) return { ...place, ...sentence({ code: 'QUERY_TOO_LARGE', params: { max } }, 'zh') };
  const meaning = known(error);
  if (meaning) return { ...place, ...sentence(meaning, 'zh') };
  const code = codeOf(error);
  if (!isProtocol(code)) return { ...place, ...sentence({ code: 'INTERNAL', params: {} }, 'zh') };
  return {
    ...place,
    message: error instanceof GraphQLError ? safeMessage(error) : formatted.message,
    extensions: { code },
  };
}

/** How many tokens the parser took at most, where that is what it says. */
function tokenLimit({ message }: { message: string }): number | null {
  const [, most] = /^Syntax Error: Document contains more tha[tn] (\d+) tokens/.exec(message) ?? [];
  return most ? Number(most) : null;
}

const sentence = ({ code, params }: Known, locale: Locale): Pick<GraphQLFormattedError, 'message' | 'extensions'> => ({
  message: errorText(code, locale, params),
  extensions: { code },
});

type Context = RequestContext;

/** The mutations of a document that were refused, by their names in the schema. */
function refusedFields({ selectionSet }: OperationDefinitionNode, errors: readonly GraphQLError[]): string {
  const refused = new Set(errors.filter((error) => codeOf(error) === 'FORBIDDEN').map(({ path }) => path?.[0]));
  const fields = selectionSet.selections.filter((one): one is FieldNode => one.kind === 'Field');
  const names = fields.filter(({ alias, name }) => refused.has((alias ?? name).value)).map(({ name }) => name.value);
  return [...new Set(names)].join(', ') || 'mutation';
}

/** Logs what was not foreseen, and completes errors with what only the request knows: its id and language. */
export function errorPlugin(log: Log): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue, queryHash, operationName, operation, request }) {
          if (operation?.operation === 'mutation' && errors.some((error) => codeOf(error) === 'FORBIDDEN'))
            await recordRefusal(contextValue, log, refusedFields(operation, errors), request.variables);
          for (const error of errors) {
            const { requestId, actor } = contextValue;
            const facts = {
              requestId,
              user: actor?.userName,
              document: queryHash?.slice(0, 12),
              operation: operationName,
            };
            const code = codeOf(error);
            const failure = engineFailure(error.originalError);
            if (failure) log.warn({ ...facts, code: failure }, 'the database failed');
            else if (known(error) || isProtocol(code)) log.debug({ ...facts, code }, 'request refused');
            else
              log.error(
                { ...facts, path: error.path?.join('.'), err: error.originalError ?? error },
                'unexpected error',
              );
          }
        },
        async willSendResponse({ response, errors, contextValue, schema }) {
          if (response.body.kind !== 'single' || !errors) return;
          const result = response.body.singleResult;
          const failure = errors.map((error) => engineFailure(error.originalError)).find(Boolean);
          if (failure) {
            response.http.status = engineFailureStatus(failure);
            response.http.headers.set('retry-after', '5');
          }
          // nothing ran: the first faults of a document tell enough
          const shown = result.data ? result.errors : result.errors?.slice(0, 10);
          result.errors = shown?.map((formatted, i) => complete(formatted, errors[i], contextValue, schema));
        },
      };
    },
    async contextCreationDidFail({ error }) {
      log.error({ err: error }, 'no context');
    },
  };
}

function complete(
  formatted: GraphQLFormattedError,
  error: unknown,
  ctx: Context,
  schema: GraphQLSchema,
): GraphQLFormattedError {
  const { requestId, locale } = ctx;
  const code = formatted.extensions?.['code'];
  const extensions = { ...formatted.extensions, requestId };
  if (isProtocol(code)) return { ...formatted, ...protocolSentence(formatted, error, ctx, schema, extensions) };
  const { params } = known(error) ?? { params: {} };
  return {
    ...formatted,
    message: errorText(code as ErrorCode, locale, { ...limits(code, error), ...params, requestId }),
    extensions,
  };
}

const limits = (code: unknown, error: unknown): ErrorParams =>
  code === 'QUERY_TOO_LARGE' ? { max: (error instanceof Error && tokenLimit(error)) || documentLimits.tokens } : {};

/**
 * A message of the protocol in the caller's language, with the English original beside a translation. Which names the schema has is
 * told to people who are signed in only.
 */
function protocolSentence(
  { message, extensions: { code } = {} }: GraphQLFormattedError,
  error: unknown,
  { actor, locale }: Context,
  schema: GraphQLSchema,
  extensions: Record<string, unknown>,
): Pick<GraphQLFormattedError, 'message' | 'extensions'> {
  if (!actor && schemaCodes.has(String(code))) return { message: signInFirst[locale], extensions };
  const english = message.replace(/ \(格式不对[^)]*\)/, '');
  const names = error instanceof GraphQLError ? suggestionsIn(error.message, schema) : [];
  if (locale === 'en')
    return { message: names.length ? `${english} Did you mean ${names.join(', ')}?` : english, extensions };
  const chinese = inChinese(message) ?? `请求不符合 GraphQL 的约定：${english}`;
  return {
    message: names.length ? `${chinese}。是否要写 ${names.join('、')}？` : chinese,
    extensions: { ...extensions, original: english },
  };
}
