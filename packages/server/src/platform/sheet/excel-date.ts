const DAY = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
const LAST_SERIAL = 2_958_465; // 9999-12-31

/**
 * An Excel serial as calendar text: `2024-03-05`, with ` 08:30:00` when it has a time. Null when it is no date.
 * The 1900 system counts a 29 February 1900 that never was, so serials up to 60 are one day off.
 */
export function serialToDate(serial: number, date1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial > LAST_SERIAL) return null;
  const days = !date1904 && serial < 60 ? serial + 1 : serial;
  const seconds = Math.round((days % 1) * 86_400);
  const instant = new Date((date1904 ? EPOCH_1904 : EPOCH_1900) + Math.floor(days) * DAY + seconds * 1000);
  const iso = instant.toISOString();
  return seconds === 0 ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}

/** The time of day of a serial, `08:30:00`. */
export function serialToTime(serial: number): string {
  const seconds = Math.round((serial % 1) * 86_400);
  return new Date(seconds * 1000).toISOString().slice(11, 19);
}
