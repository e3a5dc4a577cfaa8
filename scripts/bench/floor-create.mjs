import { benchPrefix, requireFromServer } from './names.mjs';

/**
 * The floor's create: the very rows that the archive writes for one customer — customer, audit trail, search document and
 * postings, number — taken from one that the archive has written, put in again under a new id as bare inserts in one transaction.
 */
export function createWriter(db) {
  const { newId } = requireFromServer('./dist/platform/db/id.js');
  let template;

  return async ({ name, code, credit }) => {
    template ??= await readTemplate(db);
    const id = newId();
    const own = { id, code, name, live_code: code, live_credit_code: credit, unified_social_credit_code: credit };
    const texts = { name_folded: name, live_name_key: name, live_name_core: name };
    await db.transaction(async (connection) => {
      await insert(connection, 'customer', [{ ...template.customer, ...own, ...texts }]);
      await insert(
        connection,
        'audit_event',
        // a row is written unsealed; that of the template may be sealed by now
        template.audit.map((row) => ({
          ...row,
          id: newId(),
          record_id: `cus_${id}`,
          customer_id: id,
          sequence: null,
          hash: null,
        })),
      );
      await insert(
        connection,
        'outbox_event',
        template.outbox.map((row) => ({ ...row, id: newId(), record_id: id })),
      );
      await insert(
        connection,
        'search_document',
        template.documents.map((row) => ({ ...row, record_id: id })),
      );
      await insert(
        connection,
        'search_posting',
        template.postings.map((row) => ({ ...row, record_id: id })),
      );
      await connection.run("UPDATE number_sequence SET last_serial = last_serial + 1 WHERE series = 'customer'");
    });
    return { id: `cus_${id}`, name };
  };
}

async function readTemplate(db) {
  const [customer] = await db.all('SELECT * FROM customer WHERE name LIKE ? ORDER BY id DESC LIMIT 1', [
    `${benchPrefix}%`,
  ]);
  const of = (table, column) => db.all(`SELECT * FROM ${table} WHERE ${column} = ?`, [customer.id]);
  return {
    customer,
    audit: await of('audit_event', 'customer_id'),
    outbox: await of('outbox_event', 'record_id'),
    documents: await of('search_document', 'record_id'),
    postings: await of('search_posting', 'record_id'),
  };
}

async function insert(connection, table, rows) {
  if (rows.length === 0) return;
  const names = Object.keys(rows[0]);
  const tuple = `(${names.map(() => '?').join(',')})`;
  const sql = `INSERT INTO ${table} (${names.map((name) => `\`${name}\``).join(',')}) VALUES ${rows.map(() => tuple).join(',')}`;
  await connection.run(
    sql,
    rows.flatMap((row) => names.map((name) => row[name])),
  );
}
