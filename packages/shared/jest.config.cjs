const swc = JSON.parse(require('fs').readFileSync(require('path').join(__dirname, '../../.swcrc'), 'utf8'));
delete swc.$schema;
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/src'],
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swc, swcrc: false }] },
};
