import { openTestApp, type TestApp } from '../../test/test-app';
import { createCustomer } from '../customer/customer.service';
import { createAssessment } from './assessment.service';
import { ensureDefaultScorecard } from './scorecard.service';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

describe('assessments written at once', () => {
  it('gives the customer the grade of the latest one whoever commits last', async () => {
    await app.write((tx) => ensureDefaultScorecard(tx));
    const id = await app.write((tx) => createCustomer(tx, { input: { name: '太原晋阳煤业有限公司' } }));
    const on = (day: string, raw: string) =>
      app.write((tx) =>
        createAssessment(tx, {
          input: {
            customerId: `cus_${id}`,
            assessedOn: day,
            scores: ['margin', 'payment', 'credit', 'potential', 'strategy'].map((dimension) => ({ dimension, raw })),
          },
        }),
      );
    await Promise.all([
      on('2026-06-01', '100'),
      on('2026-01-01', '20'),
      on('2026-03-01', '40'),
      on('2026-02-01', '10'),
    ]);
    const [row] = await app.db.read.query<{ grade: string; last: string }>(
      'SELECT grade, (SELECT a.grade FROM assessment a WHERE a.customer_id = c.id ORDER BY assessed_on DESC LIMIT 1) AS last FROM customer c WHERE id = ?',
      [id],
    );
    expect(row!.grade).toBe(row!.last);
    expect(row!.grade).not.toBe('D');
  });
});
