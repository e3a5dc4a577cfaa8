import { StepError } from '../lib/run.mjs';
import { ask } from '../lib/server-process.mjs';
import { pause } from './probe.mjs';
import { figures, groups } from './questions.mjs';

const exportInput = {
  list: 'contracts',
  columns: ['number', 'name', 'customer.name', 'amount', 'signedOn', 'expiresOn', 'approvalStatus', 'updatedAt'],
};
const startDocument =
  'mutation Start($input: ExportInput!) { startExport(input: $input) { exportJob { id } userErrors { message } } }';
const jobDocument = 'query Job($id: ID!) { exportJob(id: $id) { status doneRows failure } }';

/** Does the work while heavy reads, `heavy` of them at once, and exports one after the other go on. */
export async function withHeavy(url, cookie, heavy, work) {
  const done = { reads: 0, rows: 0 };
  let going = true;
  const questions = [...figures, ...groups];
  const reader = async (from) => {
    for (let i = from; going; i++) {
      const { query, variables } = questions[i % questions.length];
      await ask(url, cookie, query, variables);
      done.reads++;
    }
  };
  const exporter = async () => {
    for (let i = 0; going; i++) {
      const input = { ...exportInput, format: ['XLSX', 'CSV', 'JSONL'][i % 3] };
      const { exportJob, userErrors } = (await ask(url, cookie, startDocument, { input })).data.startExport;
      if (!exportJob) throw new StepError(userErrors[0].message);
      done.rows += await ended(url, cookie, exportJob.id);
    }
  };
  const others = Promise.all([...Array.from({ length: heavy }, (_, i) => reader(i * 5)), exporter()]);
  // told below; until then the work goes on
  others.catch(() => undefined);
  try {
    await work();
  } finally {
    going = false;
    await others;
  }
  return done;
}

async function ended(url, cookie, id) {
  for (;;) {
    await pause(200);
    const { status, doneRows, failure } = (await ask(url, cookie, jobDocument, { id })).data.exportJob;
    if (status === 'DONE') return doneRows;
    if (status !== 'QUEUED' && status !== 'RUNNING') throw new StepError(failure ?? status);
  }
}
