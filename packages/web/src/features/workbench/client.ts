import { buildClientSchema, getIntrospectionQuery, type GraphQLSchema, type IntrospectionQuery } from 'graphql';

export interface RawAnswer {
  status: number;
  milliseconds: number;
  body: string;
}
/** What a query would cost. */
export interface Cost {
  rows: number;
  max: number;
  dearest: string | null;
}
interface GraphFault {
  message: string;
}

/** Sends a document as a script would: nothing of the client's cache stands between. */
export async function post(
  query: string,
  variables: unknown,
  headers: Record<string, string> = {},
): Promise<RawAnswer> {
  const from = performance.now();
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'dossier', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const body = await response.text();
  return { status: response.status, milliseconds: Math.round(performance.now() - from), body };
}

/** The cost of a query, which does not run; or why it could not run. */
export async function askCost(query: string, variables: unknown, language: string) {
  const { body } = await post(query, variables, { 'x-cost-only': '1', 'accept-language': language });
  const answer = JSON.parse(body) as { extensions?: { cost?: Cost }; errors?: GraphFault[] };
  return { cost: answer.extensions?.cost ?? null, fault: answer.errors?.[0]?.message ?? '' };
}

let schema: Promise<GraphQLSchema | null> | null = null;

/** The schema of the graph, asked once; null when it cannot be had. */
export function loadSchema(): Promise<GraphQLSchema | null> {
  schema ??= post(getIntrospectionQuery({ descriptions: true }), {})
    .then(({ body }) => buildClientSchema((JSON.parse(body) as { data: IntrospectionQuery }).data))
    .catch(() => {
      schema = null;
      return null;
    });
  return schema;
}

const shell = (text: string): string => `'${text.replace(/'/g, `'\\''`)}'`;

/** A request for a shell; the token is the reader's own to fill in. */
export const curlOf = (body: object): string =>
  [
    `curl '${location.origin}/graphql'`,
    `  -H 'content-type: application/json'`,
    `  -H "authorization: Bearer $DOSSIER_TOKEN"`,
    `  --data-raw ${shell(JSON.stringify(body))}`,
  ].join(' \\\n');

/** The same for a program. */
export const fetchOf = (body: object): string =>
  `const response = await fetch('${location.origin}/graphql', {
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: \`Bearer \${process.env.DOSSIER_TOKEN}\` },
  body: JSON.stringify(${JSON.stringify(body, null, 2).replaceAll('\n', '\n  ')}),
});
const { data, errors } = await response.json();
`;
