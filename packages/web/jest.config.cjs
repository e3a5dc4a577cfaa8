const swc = [
  '@swc/jest',
  {
    swcrc: false,
    jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022' },
    module: { type: 'commonjs' },
  },
];

module.exports = {
  testEnvironment: 'jsdom',
  // Without this jsdom picks the browser builds, which are ES modules.
  testEnvironmentOptions: { customExportConditions: ['node', 'node-addons'] },
  roots: ['<rootDir>/src'],
  setupFiles: ['<rootDir>/jest/setup.cjs'],
  moduleFileExtensions: ['ts', 'js', 'cjs', 'mjs', 'vue', 'json'],
  moduleNameMapper: {
    '^@dossier/shared$': '<rootDir>/../shared/src/index.ts',
    '^@dossier/shared/(.+)$': '<rootDir>/../shared/src/$1.ts',
    '^@apollo/client/(.+)/index\\.js$': '@apollo/client/$1',
    '\\.css$': '<rootDir>/jest/empty.cjs',
  },
  transform: { '^.+\\.vue$': '<rootDir>/jest/sfc-transformer.cjs', '^.+\\.(ts|js|mjs)$': swc },
  transformIgnorePatterns: ['/node_modules/(?!.*(@vueuse|lodash-es|@element-plus/icons-vue|lru-cache)/)'],
  maxWorkers: 1,
};
