const swc = JSON.parse(require('fs').readFileSync(require('path').join(__dirname, '../../.swcrc'), 'utf8'));
delete swc.$schema;
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/src'],
  setupFiles: ['reflect-metadata'],
  moduleNameMapper: {
    '^@dossier/shared$': '<rootDir>/../shared/src/index.ts',
    '^@dossier/shared/regions$': '<rootDir>/../shared/src/regions.ts',
  },
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swc, swcrc: false }] },
  maxWorkers: 2,
  // a fresh MySQL schema takes its time on a busy machine
  testTimeout: 60000,
};
