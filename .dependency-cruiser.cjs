/**
 * The arrows of ARCHITECTURE.md as rules: who may import whom. Type-only imports count, tests are free.
 * Each comment says where the code belongs instead.
 */

/** An arrow means "may import"; a feature that is not named here points at platform and shared only. */
const featureOrder = {
  'access-explanation': ['role', 'user'],
  'access-token': ['user'],
  assessment: ['customer', 'contact', 'user'],
  'bank-account': ['customer', 'user'],
  collaborator: ['customer', 'user'],
  contact: ['customer', 'user'],
  contract: ['contact', 'customer', 'user'],
  customer: ['user'],
  dashboard: ['saved-query', 'saved', 'user'],
  'data-export': ['saved-query', 'customer', 'contact', 'contract', 'assessment', 'user'],
  'data-import': ['customer', 'contact', 'user'],
  history: ['customer', 'contact', 'contract', 'assessment', 'user'],
  demo: [
    'customer',
    'contact',
    'bank-account',
    'contract',
    'assessment',
    'collaborator',
    'department',
    'saved',
    'user',
  ],
  home: ['reveal', 'customer', 'contact', 'contract', 'assessment', 'user'],
  handover: ['collaborator', 'customer', 'user'],
  'query-schedule': ['data-export', 'saved-query', 'saved', 'user'],
  'saved-query': ['saved', 'user'],
  'saved-view': ['saved', 'user'],
  search: ['customer', 'contact', 'contract'],
  user: ['department', 'role'],
};

const server = '^packages/server/src';
const web = '^packages/web/src';
const tests = '(\\.test\\.ts$|\\.fixture\\.ts$|/test-kit/|^packages/server/src/test/|/jest/)';
const nodeModule = (name) => `(^|/)node_modules/${name}(/|$)`;

/** Who reaches which records: every feature's entities may say so, and it knows none of them. */
const forAll = 'access';

const featureRules = [
  ...Object.entries(featureOrder).map(([feature, others]) => ({
    name: `feature-order-${feature}`,
    comment: `${feature} may use ${others.join(', ')}. Turn the arrow round: the later feature adds its field or subscribes to the event.`,
    severity: 'error',
    from: { path: `${server}/features/${feature}/`, pathNot: tests },
    to: { path: `${server}/features/`, pathNot: `${server}/features/(${[feature, forAll, ...others].join('|')})/` },
  })),
  {
    name: 'feature-order-others',
    comment: 'A feature without a place in featureOrder imports no other feature.',
    severity: 'error',
    from: {
      path: `${server}/features/([^/]+)/`,
      pathNot: [tests, `${server}/features/(${Object.keys(featureOrder).join('|')})/`],
    },
    to: { path: `${server}/features/`, pathNot: `${server}/features/($1|${forAll})/` },
  },
];

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'Two files that need each other are one file, or miss a third. Type-only imports count; a lazy import() does not.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['dynamic-import'] } },
    },
    {
      name: 'shared-stands-alone',
      comment: 'packages/shared runs in the browser and on the server: zod and decimal.js only.',
      severity: 'error',
      from: { path: '^packages/shared/src', pathNot: tests },
      to: { pathNot: ['^packages/shared/src', nodeModule('(zod|decimal\\.js)')] },
    },
    {
      name: 'platform-has-no-business',
      comment: 'platform is mechanism: features and app hand in what it needs to know.',
      severity: 'error',
      from: { path: `${server}/platform/`, pathNot: tests },
      to: { path: [`${server}/(features|app|test)/`, `${server}/(main|cli)\\.ts$`] },
    },
    {
      name: 'features-know-no-assembly',
      comment: 'app assembles the features; a feature never asks how.',
      severity: 'error',
      from: { path: `${server}/features/`, pathNot: tests },
      to: { path: [`${server}/(app|test|migrations)/`, `${server}/(main|cli)\\.ts$`] },
    },
    {
      name: 'migrations-are-frozen',
      comment: 'A migration must mean the same next year: it uses migrations/vocabulary.ts, never living code.',
      severity: 'error',
      from: { path: `${server}/migrations/`, pathNot: [tests, 'print-table\\.ts$'] },
      to: { path: [`${server}/`, '^packages/shared/'], pathNot: `${server}/migrations/` },
    },
    ...featureRules,
    {
      name: 'typeorm-behind-the-door',
      comment: 'SQL goes through Queryable; TypeORM opens the database and runs migrations, nothing else.',
      severity: 'error',
      from: { path: server, pathNot: [tests, `${server}/platform/db/`, `${server}/migrations/`] },
      to: { path: nodeModule('typeorm') },
    },
    {
      name: 'drivers-behind-the-door',
      comment: 'Only platform/db knows the drivers; everybody else asks through Queryable.',
      severity: 'error',
      from: { path: server, pathNot: [tests, `${server}/platform/db/`] },
      to: { path: nodeModule('(libsql|mysql2)') },
    },
    {
      name: 'type-graphql-at-the-edge',
      comment:
        'Services stay free of the graph: decorators live in *.entity.ts, *.resolver.ts, *.types.ts and platform/graphql.',
      severity: 'error',
      from: {
        path: server,
        pathNot: [tests, '\\.(entity|resolver|types)\\.ts$', `${server}/platform/graphql/`, `${server}/app/`],
      },
      to: { path: nodeModule('type-graphql') },
    },
    {
      name: 'web-ui-asks-nobody',
      comment: 'ui shows what it is handed; data comes from the page through props, or from composables.',
      severity: 'error',
      from: { path: `${web}/ui/`, pathNot: tests },
      to: { path: `${web}/(gql|features|app|composables)/` },
    },
    {
      name: 'web-graph-is-pure',
      comment: 'graph turns dictionary fields into documents, columns and forms: no screens, no session.',
      severity: 'error',
      from: { path: `${web}/graph/`, pathNot: tests },
      to: { path: [`${web}/(gql|ui|features|app|composables|stores)/`, nodeModule('(element-plus|vue-router|pinia)')] },
    },
    {
      name: 'web-below-features',
      comment: 'composables, stores and locales serve the features; app hands in what they need to know of them.',
      severity: 'error',
      from: { path: `${web}/(composables|stores|locales)/`, pathNot: tests },
      to: { path: [`${web}/features/`, `${web}/app/`] },
    },
    {
      name: 'web-features-by-index',
      comment: "Another feature's inside is its own: take what its index.ts offers.",
      severity: 'error',
      from: { path: `${web}/features/([^/]+)/`, pathNot: tests },
      to: { path: `${web}/features/`, pathNot: [`${web}/features/$1/`, '/index\\.ts$'] },
    },
    {
      name: 'web-features-know-no-app',
      comment: 'app gathers the routes of the features; a feature never asks how.',
      severity: 'error',
      from: { path: `${web}/features/`, pathNot: tests },
      to: { path: `${web}/app/` },
    },
    {
      name: 'gql-is-generated',
      comment: 'src/gql holds generated documents only: `npm run gen`.',
      severity: 'error',
      from: { path: `${web}/gql/` },
      to: { path: `${web}/`, pathNot: `${web}/gql/` },
    },
    {
      name: 'web-and-server-meet-in-the-graph',
      comment: 'The two sides share packages/shared and schema.graphql, nothing else.',
      severity: 'error',
      from: { path: '^packages/(web|server)/' },
      to: { path: '^packages/(web|server)/', pathNot: '^packages/$1/' },
    },
    {
      name: 'tests-are-not-imported',
      comment: 'Product code never leans on a test or its fixtures.',
      severity: 'error',
      from: { pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'declared-dependencies',
      comment: 'What a package imports stands in its own package.json.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src', pathNot: tests },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      comment: 'The import points at nothing.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src' },
      // where only types are meant, the compiler knows more
      to: { couldNotResolve: true, dependencyTypesNot: ['type-only'], pathNot: '^element-plus/es/locale$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      extensions: ['.ts', '.d.ts', '.vue', '.js', '.mjs', '.cjs', '.json'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
