import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';
import { openTestApp, type TestApp } from '../test/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

/** Own settings, own tokens, own views and queries, own exports (what may be exported, the list says), and how one signs in oneself: for everybody who is signed in; a token has no more rights than its owner. */
const own = new Set([
  'signIn',
  'signOut',
  'switchDemoUser',
  'changePassword',
  'updatePreferences',
  'createApiToken',
  'revokeApiToken',
  'endSession',
  'endViewAs',
  'endOtherSessions',
  'beginTotp',
  'confirmTotp',
  'renewRecoveryCodes',
  'disableTotp',
  'setListDefault',
  'createSavedView',
  'updateSavedView',
  'restoreSavedViewRevision',
  'removeSavedView',
  'createSavedQuery',
  'updateSavedQuery',
  'restoreSavedQueryRevision',
  'removeSavedQuery',
  'startExport',
  'cancelExport',
  'removeExport',
  'repeatExport',
  'createDashboard',
  'updateDashboard',
  'removeDashboard',
  'restoreDashboard',
  'createQuerySchedule',
  'updateQuerySchedule',
  'pauseQuerySchedule',
  'resumeQuerySchedule',
  'runQuerySchedule',
  'removeQuerySchedule',
]);
/** An analyst's questions are what applications ask. */
const publishing = new Set(['publishSavedQuery', 'retireSavedQuery']);
const plain: Record<string, unknown> = { Int: 1, Boolean: true, Date: '2027-01-01', Decimal: '1' };

/** Some value of a type, with no more fields than it demands. */
function valueOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]!.value;
  if (!isInputObjectType(type)) return plain[type.name] ?? 'x';
  const needed = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
  return Object.fromEntries(needed.map((field) => [field.name, valueOf(field.type)]));
}

/** A call of a mutation with every argument that it demands. */
function callOf({ name, args }: GraphQLField<unknown, unknown>) {
  const needed = args.filter(isRequiredArgument);
  const head = needed.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const given = needed.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  return {
    source: `mutation ${head && `(${head})`} { ${name} ${given && `(${given})`} { __typename } }`,
    variables: Object.fromEntries(needed.map((arg) => [arg.name, valueOf(arg.type)])),
  };
}

const mutations = () => Object.values(app.schema.getMutationType()!.getFields());

test.each(['ANALYST', 'AUDITOR'] as const)('every mutation on the archive is refused for %s', async (role) => {
  const answers: Record<string, unknown> = {};
  for (const field of mutations().filter(({ name }) => !own.has(name))) {
    if (role === 'ANALYST' && publishing.has(field.name)) continue;
    const { source, variables } = callOf(field);
    const { errors } = await app.ask(source, variables, role);
    answers[field.name] = errors?.[0]?.extensions['code'];
  }
  expect(Object.keys(answers).length).toBeGreaterThan(35);
  expect(Object.entries(answers).filter(([, code]) => code !== 'FORBIDDEN')).toEqual([]);
});

test('an auditor takes no list out of the archive, an analyst does', async () => {
  const source =
    'mutation { startExport(input: { list: "customers", columns: ["name"], format: CSV }) { exportJob { status } userErrors { code } } }';
  expect((await app.ask(source, {}, 'AUDITOR')).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  expect(await app.ask(source, {}, 'ANALYST')).toMatchObject({
    data: { startExport: { exportJob: { status: 'QUEUED' }, userErrors: [] } },
  });
});

test('strangers may sign in, sign out and nothing else', async () => {
  const open = new Set(['signIn', 'signOut', 'switchDemoUser']);
  const fields = [...mutations(), ...Object.values(app.schema.getQueryType()!.getFields())];
  const answers: Record<string, unknown> = {};
  for (const field of fields.filter(({ name }) => !open.has(name) && name !== 'viewer' && name !== 'node')) {
    const { source, variables } = callOf(field);
    const document = mutations().includes(field) ? source : source.replace('mutation', 'query');
    const { errors } = await app.ask(document, variables, null);
    answers[field.name] = errors?.[0]?.extensions['code'];
  }
  expect(Object.entries(answers).filter(([, code]) => code !== 'UNAUTHENTICATED')).toEqual([]);
});
