import { addDays, dateInZone, daysBetween } from '@dossier/shared';

/** Where the archive does its business, and how many days this computer's calendar is away from it. */
let zone: string | undefined;
let drift = 0;

/** Takes over the archive's date. A computer whose clock is a day wrong goes on counting from it. */
export function setBusinessDay({ today: told, timeZone }: { today: string; timeZone: string }): void {
  zone = timeZone;
  drift = daysBetween(dateInZone(new Date(), timeZone), told);
}

/** Today's business date: what the server will judge by, wherever the reader sits, also past midnight. */
export const today = (): string =>
  addDays(dateInZone(new Date(), zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone), drift);
