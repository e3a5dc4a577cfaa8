export { DemoResolver } from './demo.resolver';
export { FIRST_CUSTOMERS, MOST_CUSTOMERS, seedDemo, seedFirst, type SeedOptions } from './seed.service';
