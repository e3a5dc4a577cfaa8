/** What the head of a customer already says. */
export const HEAD_FIELDS: readonly string[] = [
  'name',
  'shortName',
  'formerNames',
  'grade',
  'relationshipStage',
  'blacklisted',
  'code',
];
