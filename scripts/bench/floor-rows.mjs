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

const sums = (parts) =>
  parts.filter((row) => row.amount_currency !== null).sort((a, b) => (a.amount_currency < b.amount_currency ? -1 : 1));

/** Half up, to cents. */
const average = (total, count) => {
  const doubled = (BigInt(total) * 2n) / BigInt(count);
  return String((doubled + 1n) / 2n);
};

export const figures = (found) => ({
  count: found.reduce((n, row) => n + Number(row.n), 0),
  sum: { amount: sums(found).map((row) => money(row.total, row.amount_currency)) },
  avg: { amount: sums(found).map((row) => money(average(row.total, row.given), row.amount_currency)) },
  max: { signedOn: found.reduce((latest, row) => (row.latest > latest ? row.latest : latest), '') },
});

export function monthGroups(found) {
  const groups = new Map();
  for (const row of found) {
    const id = `${row.month} ${row.grade}`;
    const group = groups.get(id) ?? { keys: [row.month, row.grade], rows: [] };
    groups.set(id, group);
    group.rows.push(row);
  }
  return [...groups.values()].map(({ keys, rows }) => ({
    keys,
    count: rows.reduce((n, row) => n + Number(row.n), 0),
    aggregate: { sum: { amount: sums(rows).map((row) => money(row.total, row.amount_currency)) } },
  }));
}
