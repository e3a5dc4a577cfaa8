import { randomInt } from 'node:crypto';

/** True in the long run (`npm run test:long`). */
export const long = process.env.DOSSIER_TEST_LONG === '1';

/** The seed of this run; shown in the name of the suite, set by DOSSIER_TEST_SEED to repeat a failure. */
export const seed = Number(process.env.DOSSIER_TEST_SEED ?? randomInt(2 ** 31));

/** Runs of a property: few in every run, many in the long one. */
export const runs = (short: number, many = short * 50): number => (long ? many : short);
