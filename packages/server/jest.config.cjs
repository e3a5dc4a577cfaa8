const swc = JSON.parse(require('fs').readFileSync(require('path').join(__dirname, '../../.swcrc'), 'utf8'));
delete swc.$schema;
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/src'],
  setupFiles: ['reflect-metadata'],
  moduleNameMapper: {
    '^@dossier/shared$': '<rootDir>/../shared/src/index.ts',
    '^@dossier/shared/(.+)$': '<rootDir>/../shared/src/$1.ts',
  },
  transform: { '^.+\\.(ts|js)$': ['@swc/jest', { ...swc, swcrc: false }] },
  // published as ES modules only, which Jest reads once they are translated
  transformIgnorePatterns: ['/node_modules/(?!.*(openid-client|oauth4webapi|jose)/)'],
  maxWorkers: 2,
  // a fresh MySQL schema takes its time on a busy machine
  testTimeout: 60000,
};
