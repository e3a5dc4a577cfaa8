export { sizeText } from '../../graph/format';

/** Seconds between two instants: `0.8 s`, `3:07`. */
export function durationText(from: string | null | undefined, to: string | null | undefined): string {
  if (!from || !to) return '—';
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, '0')}`;
}
