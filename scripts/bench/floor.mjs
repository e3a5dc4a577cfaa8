// The floor: what is left when everything is taken away that makes an archive. Bare node:http, the archive's own driver,
// prepared hand-written SQL, JSON.stringify. It gives the same rows as the graph and knows no rights, no schema, no audit.
import http from 'node:http';
import { createWriter } from './floor-create.mjs';
import { openEngine } from './engine.mjs';
import * as rows from './floor-rows.mjs';

const db = await openEngine(JSON.parse(process.argv[2]));
const create = createWriter(db);
const marks = (list) => list.map(() => '?').join(',');
const list = (params, name) => params.get(name).split(',');

const doors = {
  '/ready': async () => ({}),

  '/list': async (params) => {
    const grades = list(params, 'grades');
    const found = await db.all(
      `SELECT id, name, code, grade, region, industry, registered_capital_minor, registered_capital_currency, updated_at
       FROM customer WHERE deleted_at IS NULL AND grade IN (${marks(grades)}) ORDER BY updated_at DESC, id DESC LIMIT 50`,
      grades,
    );
    return { customers: { nodes: found.map(rows.customer) } };
  },

  // what a range comes to when it is written by hand: the people of a department
  '/within': async (params) => {
    const [grades, owners] = [list(params, 'grades'), list(params, 'owners')];
    const found = await db.all(
      `SELECT id, name, code, grade, region, industry, registered_capital_minor, registered_capital_currency, updated_at
       FROM customer WHERE deleted_at IS NULL AND grade IN (${marks(grades)}) AND owner_id IN (${marks(owners)})
       ORDER BY updated_at DESC, id DESC LIMIT 50`,
      [...grades, ...owners],
    );
    return { customers: { nodes: found.map(rows.customer) } };
  },

  '/count': async (params) => {
    const grades = list(params, 'grades');
    const [found] = await db.all(
      `SELECT COUNT(*) AS n FROM customer WHERE deleted_at IS NULL AND grade IN (${marks(grades)})`,
      grades,
    );
    return { customers: { totalCount: Number(found.n) } };
  },

  '/record': async (params) => {
    const id = params.get('id').slice(4);
    const [[customer], contacts, contracts, assessments] = await Promise.all([
      db.all(
        `SELECT id, name, code, grade, region, industry, registered_capital_minor, registered_capital_currency, updated_at
         FROM customer WHERE id = ? AND deleted_at IS NULL`,
        [id],
      ),
      db.all(
        `SELECT id, name, title, mobile, email, is_primary FROM contact
         WHERE customer_id = ? AND deleted_at IS NULL ORDER BY updated_at DESC, id DESC LIMIT 20`,
        [id],
      ),
      db.all(
        `SELECT id, number, name, signed_on, expires_on, amount_minor, amount_currency, approval_status, performance_status
         FROM contract WHERE customer_id = ? AND deleted_at IS NULL ORDER BY updated_at DESC, id DESC LIMIT 20`,
        [id],
      ),
      db.all(
        `SELECT id, assessed_on, grade, comment FROM assessment
         WHERE customer_id = ? AND deleted_at IS NULL ORDER BY assessed_on DESC, created_at DESC, id DESC LIMIT 10`,
        [id],
      ),
    ]);
    return {
      customer: {
        ...rows.customer(customer),
        contacts: { nodes: contacts.map(rows.contact) },
        contracts: { nodes: contracts.map(rows.contract) },
        assessments: { nodes: assessments.map(rows.assessment) },
      },
    };
  },

  '/nested': async (params) => {
    const grades = list(params, 'grades');
    const found = await db.all(
      `SELECT id, name, grade FROM customer WHERE deleted_at IS NULL AND grade IN (${marks(grades)})
       ORDER BY updated_at DESC, id DESC LIMIT 50`,
      grades,
    );
    const ids = found.map((row) => row.id);
    const [contacts, contracts, assessments] = await Promise.all([
      db.all(`SELECT id, customer_id, name, mobile FROM contact WHERE live_primary IN (${marks(ids)})`, ids),
      db.all(
        `SELECT id, customer_id, number, name, signed_on, amount_minor, amount_currency FROM (
           SELECT id, customer_id, number, name, signed_on, amount_minor, amount_currency,
             ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY signed_on DESC, id DESC) AS place
           FROM contract WHERE customer_id IN (${marks(ids)}) AND deleted_at IS NULL) ranked
         WHERE place <= 3 ORDER BY customer_id, place`,
        ids,
      ),
      db.all(
        `SELECT id, customer_id, assessed_on, grade FROM (
           SELECT id, customer_id, assessed_on, grade,
             ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY assessed_on DESC, created_at DESC, id DESC) AS place
           FROM assessment WHERE customer_id IN (${marks(ids)}) AND deleted_at IS NULL) ranked
         WHERE place = 1`,
        ids,
      ),
    ]);
    const primary = new Map(contacts.map((row) => [row.customer_id, row]));
    const latest = new Map(assessments.map((row) => [row.customer_id, row]));
    const byCustomer = Map.groupBy?.(contracts, (row) => row.customer_id) ?? group(contracts);
    return {
      customers: {
        nodes: found.map((row) => ({
          id: `cus_${row.id}`,
          name: row.name,
          grade: row.grade,
          primaryContact: rows.shortContact(primary.get(row.id)),
          contracts: { nodes: (byCustomer.get(row.id) ?? []).map(rows.shortContract) },
          latestAssessment: rows.shortAssessment(latest.get(row.id)),
        })),
      },
    };
  },

  '/figures': async (params) => {
    const found = await db.all(
      `SELECT amount_currency, COUNT(*) AS n, CAST(SUM(amount_minor) AS CHAR) AS total, COUNT(amount_minor) AS given, MAX(signed_on) AS latest
       FROM contract WHERE deleted_at IS NULL AND signed_on BETWEEN ? AND ? GROUP BY amount_currency`,
      [params.get('from'), params.get('to')],
    );
    return { contracts: { aggregate: rows.figures(found) } };
  },

  '/groups': async (params) => {
    const found = await db.all(
      `SELECT SUBSTR(c.signed_on, 1, 7) AS month, k.grade, c.amount_currency, COUNT(*) AS n, CAST(SUM(c.amount_minor) AS CHAR) AS total
       FROM contract c LEFT JOIN customer k ON k.id = c.customer_id
       WHERE c.deleted_at IS NULL AND c.signed_on BETWEEN ? AND ? GROUP BY month, k.grade, c.amount_currency ORDER BY month, k.grade`,
      [params.get('from'), params.get('to')],
    );
    return { contractGroups: { nodes: rows.monthGroups(found) } };
  },

  '/after': async (params) => {
    const at = params.get('at');
    const found = await db.all(
      `SELECT id, name, updated_at FROM customer WHERE deleted_at IS NULL AND updated_at <= ? AND (updated_at < ? OR id < ?)
       ORDER BY updated_at DESC, id DESC LIMIT 20`,
      [at, at, params.get('id').slice(4)],
    );
    return {
      customers: { nodes: found.map((row) => ({ id: `cus_${row.id}`, name: row.name, updatedAt: row.updated_at })) },
    };
  },

  // what a search does without an index of its own: every name is looked at
  '/like': async (params) => {
    const found = await db.all(
      `SELECT id, name FROM customer WHERE deleted_at IS NULL AND name_folded LIKE ? ORDER BY LENGTH(name), id LIMIT 20`,
      [`%${params.get('text')}%`],
    );
    return { customers: { nodes: found.map((row) => ({ id: `cus_${row.id}`, name: row.name })) } };
  },

  '/create': async (params) => ({
    createCustomer: { customer: await create(Object.fromEntries(params)), userErrors: [] },
  }),
};

function group(found) {
  const groups = new Map();
  for (const row of found) groups.set(row.customer_id, [...(groups.get(row.customer_id) ?? []), row]);
  return groups;
}

http
  .createServer(async (request, response) => {
    try {
      const { pathname, searchParams } = new URL(request.url, 'http://floor');
      const text = JSON.stringify({ data: await doors[pathname](searchParams) });
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
        .end(text);
    } catch (error) {
      console.error(error);
      response.writeHead(500).end();
    }
  })
  .listen(Number(process.env.PORT), process.env.HOST);
