/** Rows of the floor in the shape that the graph answers, field by field, so that the two answers can be compared. */

const money = (minor, currency) => {
  if (minor === null) return null;
  const digits = String(minor).padStart(3, '0');
  return { amount: `${digits.slice(0, -2)}.${digits.slice(-2)}`, currency };
};

export const customer = (row) => ({
  id: `cus_${row.id}`,
  name: row.name,
  code: row.code,
  grade: row.grade,
  region: row.region,
  industry: row.industry,
  registeredCapital: money(row.registered_capital_minor, row.registered_capital_currency),
  updatedAt: row.updated_at,
});

export const contact = (row) => ({
  id: `con_${row.id}`,
  name: row.name,
  title: row.title,
  mobile: row.mobile,
  email: row.email,
  isPrimary: row.is_primary === null ? null : Number(row.is_primary) === 1,
});

export const contract = (row) => ({
  id: `ctr_${row.id}`,
  number: row.number,
  name: row.name,
  signedOn: row.signed_on,
  expiresOn: row.expires_on,
  amount: money(row.amount_minor, row.amount_currency),
  approvalStatus: row.approval_status,
  performanceStatus: row.performance_status,
});

export const assessment = (row) => ({
  id: `ase_${row.id}`,
  assessedOn: row.assessed_on,
  grade: row.grade,
  comment: row.comment,
});

export const shortContact = (row) => (row ? { id: `con_${row.id}`, name: row.name, mobile: row.mobile } : null);

export const shortContract = (row) => ({
  id: `ctr_${row.id}`,
  number: row.number,
  name: row.name,
  signedOn: row.signed_on,
  amount: money(row.amount_minor, row.amount_currency),
});

export const shortAssessment = (row) =>
  row ? { id: `ase_${row.id}`, assessedOn: row.assessed_on, grade: row.grade } : null;
