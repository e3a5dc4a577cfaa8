import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportFormat, type ExportFormat, type Field, type FieldRight } from '@dossier/shared';
import type { GraphQLInputObjectType } from 'graphql';
import { exportServices } from '../../app/export-services';
import { createContext, type Actor } from '../../platform/context/context';
import { inTransaction } from '../../platform/db/transaction';
import type { EntityModel, FieldModel } from '../../platform/query/model';
import { openSheet } from '../../platform/sheet/sheet';
import { entities, open, openPlanted, plantedValue, selection } from '../../test/planted';
import type { TestApp } from '../../test/test-app';
import type { Question } from './export-request';
import { runExport } from './export-run';
import { startExport } from './export.service';

// Every field of every record × hidden and masked in every form of a file: jobs show no more than lists do, and are not asked by what is
// closed.

jest.setTimeout(240_000);
let app: TestApp;
const dataDir = mkdtempSync(join(tmpdir(), 'dossier-export-leaks-'));
beforeAll(async () => ({ app } = await openPlanted()));
afterAll(async () => {
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const actorWith = (rights: Record<string, FieldRight>): Actor => ({
  ...app.actors.MANAGER,
  fieldRights: new Map(Object.entries(rights)),
});
const begin = (actor: Actor, question: Question, format: ExportFormat): Promise<string> =>
  inTransaction(createContext(app, { actor, requestId: 'leaks' }), (tx) =>
    startExport(tx, app.schema, question, { format }),
  );
const list = (model: EntityModel, columns: string[], more: object = {}): Question => ({
  list: model.plural,
  columns,
  filter: null,
  orderBy: null,
  search: null,
  ...more,
});
const query = (document: string): Question => ({ document, variables: {}, root: null });

/** The cells of the first row of a file by its columns, and all that is in it. */
async function take(
  actor: Actor,
  question: Question,
  format: ExportFormat,
): Promise<{ cells: unknown[]; all: string }> {
  const id = await begin(actor, question, format);
  const services = exportServices(app, app.schema, { dataDir }, (error) => {
    throw error;
  });
  await runExport({ ...services, actorOf: async () => actor }, id, 'leaks');
  const file = join(dataDir, 'exports', id);
  if (format === 'JSONL') {
    const all = readFileSync(file, 'utf8');
    return { cells: Object.values(JSON.parse(all.split('\n')[0]!) as object), all };
  }
  const book = await openSheet(file);
  const rows: (string | null)[][] = [];
  for await (const { cells } of (await book.sheet(0)).rows()) rows.push(cells.map((cell) => cell?.text || null));
  await book.close();
  // a row without any value is no row to its reader
  return { cells: rows[0]!.map((_, i) => rows[1]?.[i] ?? null), all: JSON.stringify(rows) };
}

const models = (): EntityModel[] => entities.map((entity) => app.models.get(entity));
const closed = (model: EntityModel): FieldModel[] => [...model.fields.values()].filter(({ name }) => !open.has(name));
const isTextual = ({ field }: FieldModel): boolean => field.kind === 'text' || field.kind === 'keyword';
/** Lists whose columns reach a type through a relation. */
const through: Record<string, [string, string]> = {
  Customer: ['Contact', 'customer'],
  Contact: ['Customer', 'primaryContact'],
};
const has = (type: string, field: string): boolean =>
  field in (app.schema.getType(type) as GraphQLInputObjectType).getFields();

/** What of a closed field may not be in a file. */
function expectClosed(
  where: string,
  model: EntityModel,
  field: FieldModel,
  file: { cell: unknown; all: string },
  right: FieldRight,
) {
  const planted = [plantedValue(model.name, field.name, field.field as Field)].flat();
  for (const secret of planted)
    if (typeof secret === 'string' && isTextual(field))
      expect([where, file.all]).toEqual([where, expect.not.stringContaining(secret)]);
  // a name is never empty, a masked text has stars, and a number that is sealed has its mask
  const starred = isTextual(field) && (right === 'MASKED' || field.name === 'name');
  if (!starred && field.field.kind !== 'secret') expect([where, file.cell]).toEqual([where, null]);
}

const plantedAmount = (model: EntityModel, field: FieldModel): string =>
  (plantedValue(model.name, field.name, field.field as Field) as { amount: string }).amount;
const forms = Object.keys(exportFormat) as ExportFormat[];

describe.each(['HIDDEN', 'MASKED'] as const)('%s', (right) => {
  test('a file does not have the value of a closed field', async () => {
    let files = 0;
    for (const model of models())
      for (const field of closed(model)) {
        const format = forms[files++ % forms.length]!;
        const actor = actorWith({ [`${model.name}.${field.name}`]: right });
        const { cells, all } = await take(actor, list(model, ['id', field.name]), format);
        expectClosed(`${model.name}.${field.name} as ${format}`, model, field, { cell: cells[1], all }, right);
      }
    expect(files).toBeGreaterThan(100);
  });

  test.each(forms)(
    '%s has none of the values when all fields are closed: of a list, through a relation, of a query',
    async (format) => {
      let checked = 0;
      for (const model of models()) {
        const fields = closed(model);
        const actor = actorWith(Object.fromEntries(fields.map(({ name }) => [`${model.name}.${name}`, right])));
        const [from, relation] = through[model.name] ?? [];
        const names = fields.map(({ name }) => name);
        const questions: [string, Question][] = [
          ['list', list(model, names)],
          ...(from
            ? [
                [
                  'relation',
                  list(
                    app.models.get(from),
                    names.map((name) => `${relation}.${name}`),
                  ),
                ] as [string, Question],
              ]
            : []),
        ];
        for (const [way, question] of questions) {
          const { cells, all } = await take(actor, question, format);
          fields.forEach((field, i) =>
            expectClosed(`${model.name}.${field.name} by ${way}`, model, field, { cell: cells[i], all }, right),
          );
          checked += fields.length;
        }
        const { all } = await take(
          actor,
          query(`{ ${model.plural} { nodes { ${fields.map(selection).join(' ')} } } }`),
          format,
        );
        for (const field of fields) {
          const cell = field.field.kind === 'money' && all.includes(plantedAmount(model, field)) ? 'shown' : null;
          expectClosed(`${model.name}.${field.name} by query`, model, field, { cell, all }, right);
        }
      }
      expect(checked).toBeGreaterThan(150);
    },
  );

  test('no job begins that filters or orders by it', async () => {
    let asked = 0;
    for (const model of models())
      for (const { name, field } of closed(model)) {
        const actor = actorWith({ [`${model.name}.${name}`]: right });
        const refused = async (question: Question) => {
          asked++;
          expect([question, await begin(actor, question, 'CSV').catch((e) => e.extensions?.code)]).toEqual([
            question,
            'FIELD_NOT_READABLE',
          ]);
        };
        if (has(`${model.name}Filter`, name) && !['list', 'objects'].includes(field.kind)) {
          await refused(list(model, ['id'], { filter: { not: { [name]: { isNull: false } } } }));
          await refused(query(`{ ${model.plural}(filter: { ${name}: { isNull: false } }) { nodes { id } } }`));
        }
        if (!has(`${model.name}Order`, name)) continue;
        await refused(list(model, ['id'], { orderBy: [{ [name]: { direction: 'ASC' } }] }));
        await refused(query(`{ ${model.plural}(orderBy: [{ ${name}: { direction: ASC } }]) { nodes { id } } }`));
      }
    expect(asked).toBeGreaterThan(300);
    const [row] = await app.db.read.query<{ n: number }>(
      "SELECT COUNT(*) AS n FROM export_job WHERE status = 'QUEUED'",
    );
    expect(Number(row!.n)).toBe(0);
  });
});
