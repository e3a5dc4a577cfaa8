import { seedDemo as inventCustomers, seedSavedThings, type SeedOptions } from '../features/demo';
import { ensureDemoUsers } from '../features/user';
import type { App } from '../platform/context/context';

export type { SeedOptions };
/** Brings the archive to a number of invented customers; does nothing when it has them. */
export type SeedDemo = (app: App, options: SeedOptions) => Promise<void>;

/** What fills a demo, in order. */
export const seeders: readonly SeedDemo[] = [inventCustomers, seedSavedThings];

/** Demo people, then invented data. */
export async function seedDemo(app: App, options: SeedOptions): Promise<void> {
  await ensureDemoUsers(app);
  for (const seed of seeders) await seed(app, options);
}
