import { hash, verify, type Options } from '@node-rs/argon2';
import { RequestError } from '../graphql/errors';

/** Argon2id with OWASP's parameters (19 MiB, 2 rounds): some 30 ms on a small machine. */
const options: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const atOnce = 3;
const atMostWaiting = 60;
let running = 0;
const waiting: (() => void)[] = [];

/**
 * Hashing runs on the thread pool that file access needs too, so only a few run at once. The line is bounded: a flood of
 * sign-ins is refused, it does not pile up.
 */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) {
    if (waiting.length >= atMostWaiting) throw new RequestError('BUSY');
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

/** The text that is stored: algorithm, parameters, salt and hash. */
export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(password.normalize('NFKC'), options));

let dummy: Promise<string> | undefined;

/** Compares with the stored hash; without one it takes the same time and says no. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  dummy ??= hashPassword('no password is this one');
  const against = stored ?? (await dummy);
  const right = await inTurn(() => verify(against, password.normalize('NFKC')));
  return right && stored !== null;
}

/** Made at start, so that the first unknown user does not take longer than the first known one. */
export const warmUpPasswords = (): Promise<boolean> => verifyPassword(null, '');
