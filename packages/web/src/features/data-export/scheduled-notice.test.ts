import type { ExportJob } from './useExportJobs';
import { newlyScheduled } from './scheduled-notice';

jest.mock('../../locales', () => ({}));
jest.mock('../../ui/feedback/messages', () => ({}));
jest.mock('./useExportJobs', () => ({}));

const job = (id: string, finishedAt: string | null, more: Partial<ExportJob> = {}): ExportJob =>
  ({ id, finishedAt, dueAt: '2026-11-22T00:00:00.000Z', status: 'DONE', ...more }) as ExportJob;

test('what schedules finished since one looked is told once, oldest first', () => {
  const jobs = [
    job('late', '2026-11-22T00:00:09.000Z'),
    job('early', '2026-11-22T00:00:05.000Z', { status: 'FAILED' }),
    job('known', '2026-11-21T00:00:05.000Z'),
    job('running', null, { status: 'RUNNING' }),
    job('by hand', '2026-11-22T00:00:07.000Z', { dueAt: null }),
    job('cancelled', '2026-11-22T00:00:08.000Z', { status: 'CANCELLED' }),
  ];
  expect(newlyScheduled(jobs, '2026-11-21T12:00:00.000Z').map(({ id }) => id)).toEqual(['early', 'late']);
});
