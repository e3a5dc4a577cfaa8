import type { Database } from '../db/database';

/** Documents whose postings are written in one transaction on MySQL. */
const STEP = 20_000;

/** Splits the lines of a document's tokens as the engine itself can: they become a JSON list, quoted where needed. */
const lines = `CONCAT('["', REPLACE(REPLACE(REPLACE(d.tokens, ?, ?), ?, ?), ?, ?), '"]')`;
const quoting = ['\\', '\\\\', '"', '\\"', '\n', '","'];

/**
 * Writes the postings that the documents of an entity ask for and that are not there yet. The engine sorts them first: a load of
 * very many documents then appends instead of touching a page for every posting.
 */
export async function fillPostings(db: Database, entity: string): Promise<void> {
  if (db.dialect === 'sqlite') return fillSorted(db, entity);
  for (let after = ''; ;) {
    const [edge] = await db.read.query<{ record_id: string }>(
      `SELECT MAX(record_id) AS record_id FROM (SELECT record_id FROM search_document WHERE entity = ? AND record_id > ? ORDER BY record_id LIMIT ${STEP}) s`,
      [entity, after],
    );
    const until = edge?.record_id;
    if (!until) return;
    const from = after;
    await db.transaction((connection) =>
      connection.execute(
        `INSERT IGNORE INTO search_posting (entity, token, rank_no, sort_key, record_id)
       SELECT d.entity, SUBSTR(j.line, 2), CAST(SUBSTR(j.line, 1, 1) AS UNSIGNED), d.sort_key, d.record_id
       FROM search_document d, JSON_TABLE(${lines}, '$[*]' COLUMNS (line VARCHAR(80) PATH '$')) j
       WHERE d.entity = ? AND d.record_id > ? AND d.record_id <= ? AND d.tokens <> '' ORDER BY 2, 3, 4, 5`,
        [...quoting, entity, from, until],
      ),
    );
    after = until;
  }
}

async function fillSorted(db: Database, entity: string): Promise<void> {
  await db.transaction((connection) =>
    connection.execute(
      `INSERT OR IGNORE INTO search_posting (entity, token, rank_no, sort_key, record_id)
     SELECT d.entity, SUBSTR(j.value, 2), CAST(SUBSTR(j.value, 1, 1) AS INTEGER), d.sort_key, d.record_id
     FROM search_document d, json_each(${lines}) j WHERE d.entity = ? AND d.tokens <> '' ORDER BY 2, 3, 4, 5`,
      [...quoting, entity],
    ),
  );
}
