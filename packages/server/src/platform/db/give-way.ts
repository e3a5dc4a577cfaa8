import { getPriority, setPriority } from 'node:os';

/** Where the processors do not suffice, the server goes before this process. One begun by a process that gives way more stays behind it. */
export function giveWay(priority: number): void {
  if (getPriority() < priority) setPriority(priority);
}
