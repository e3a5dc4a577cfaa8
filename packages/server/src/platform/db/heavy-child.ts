import { giveWay } from './give-way';
import { LibsqlDriver } from './libsql-driver';
import { queryable, tuneForReading, type Table } from './sqlite-queryable';

/** A statement that the parent wants run. */
export interface HeavyQuestion {
  sql: string;
  params: readonly unknown[];
}
export type HeavyAnswer = { ready: true } | { table: Table } | { error: { message: string; code?: string } };

/**
 * A process that runs heavy reads on the embedded database, one after the other: there they stop nobody, and a process can be ended in
 * the middle of a statement. Its arguments are the file and its priority.
 */
function serve(file: string, priority: number): void {
  giveWay(priority);
  const driver = new LibsqlDriver(file, { readonly: true });
  tuneForReading(driver);
  const connection = queryable(driver);
  const answer = ({ sql, params }: HeavyQuestion): HeavyAnswer => {
    try {
      return { table: connection.table(sql, params) };
    } catch (error) {
      const { message, code } = error as Error & { code?: string };
      return { error: { message, code } };
    }
  };
  process.on('message', (question: HeavyQuestion) => process.send!(answer(question)));
  // the terminal sends it to the whole group; the parent decides
  process.on('SIGINT', () => undefined);
  process.on('disconnect', () => process.exit(0));
  process.send!({ ready: true } satisfies HeavyAnswer);
}

serve(process.argv[2]!, Number(process.argv[3]));
