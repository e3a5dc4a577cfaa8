export { DemoResolver } from './demo.resolver';
export { seedSavedThings } from './saved-things';
export { FIRST_CUSTOMERS, MOST_CUSTOMERS, seedDemo, seedFirst, type SeedOptions } from './seed.service';
