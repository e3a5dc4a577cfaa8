import { auditVerbs } from './audit-verb';
import { contractTransitions } from './contract-status';

test('whatever can be done has words in both languages', () => {
  const missing = Object.entries(auditVerbs).filter(([, { zh, en }]) => !zh.trim() || !en.trim());
  expect(missing).toEqual([]);
  const verbs = Object.keys(contractTransitions).map((verb) => verb.toUpperCase());
  expect(verbs.filter((verb) => !(verb in auditVerbs))).toEqual([]);
});
