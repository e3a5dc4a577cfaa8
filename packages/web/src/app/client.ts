import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, fromPromise } from '@apollo/client/core';
import { onError } from '@apollo/client/link/error';
import { useSession } from '../stores/session';
import { i18n } from '../locales';

const SIGNED_OUT: ReadonlySet<unknown> = new Set(['UNAUTHENTICATED', 'SESSION_EXPIRED']);

/** When the session ends in the middle of work, the request waits for the new sign-in and is then sent again. */
const renewal = onError(({ graphQLErrors, networkError, operation, forward }) => {
  const session = useSession();
  const result = (networkError as { result?: { errors?: { extensions?: { code?: unknown } }[] } } | null | undefined)
    ?.result;
  const ended = [...(graphQLErrors ?? []), ...(result?.errors ?? [])].some((error) =>
    SIGNED_OUT.has(error.extensions?.code),
  );
  if (!ended || !session.user || operation.operationName === 'SignIn') return undefined;
  return fromPromise(session.awaitRenewal()).flatMap(() => forward(operation));
});

/** The server guards against forged requests by this header, and answers sentences in this language. */
const marks = new ApolloLink((operation, forward) => {
  operation.setContext(({ headers = {} }: { headers?: Record<string, string> }) => ({
    headers: {
      ...headers,
      'x-requested-with': 'dossier',
      'accept-language': i18n.global.locale.value === 'zh' ? 'zh-CN' : 'en',
    },
  }));
  return forward(operation);
});

/** The client of the graph. Records are kept by id, so a change shows wherever the record is on screen. */
export const client = new ApolloClient({
  link: ApolloLink.from([renewal, marks, new HttpLink({ uri: '/graphql', credentials: 'same-origin' })]),
  cache: new InMemoryCache({
    possibleTypes: { UserError: ['ValidationError', 'DuplicateError', 'VersionConflictError', 'ReferencedError'] },
    typePolicies: {
      Query: { fields: { viewer: { merge: true } } },
      Viewer: { keyFields: false, merge: true },
      Money: { keyFields: false },
    },
  }),
  defaultOptions: { watchQuery: { errorPolicy: 'none' }, mutate: { errorPolicy: 'none' } },
});
