import type { DataSource } from 'typeorm';
import { migrations } from '../../migrations';

/** Names of the steps that this program knows. */
export const knownSteps = (): string[] => migrations.map((step) => step.name);

/** Runs what is pending; with `only`, a schema of an earlier day is made: that of a backup, which is then brought up to date with its rows. */
export async function runSteps(
  source: DataSource,
  transaction: 'each' | 'none',
  only?: readonly string[],
): Promise<string[]> {
  const all = source.migrations;
  const use = (steps: typeof all): void => void Object.assign(source, { migrations: steps });
  if (only) use(all.filter(({ name, constructor }) => only.includes(name ?? constructor.name)));
  try {
    return (await source.runMigrations({ transaction })).map(({ name }) => name);
  } finally {
    use(all);
  }
}
