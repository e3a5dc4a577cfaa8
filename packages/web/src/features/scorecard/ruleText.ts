import type { Dimension } from '@dossier/shared';

const number = (text: string | null): string => (text === null ? '—' : Number(text).toLocaleString('en-US'));

/** The rule of a dimension in figures, step by step: `≥ 100,000 → 50`, `≥ 500,000 → 70`. */
export function ruleParts({ rule, bands, min, max, values }: Dimension): string[] {
  if (rule === 'BANDS') return (bands ?? []).map((band) => `≥ ${number(band.from)} → ${number(band.score)}`);
  if (rule === 'LINEAR') return [`${number(min)} → 0 … ${number(max)} → 100`];
  return (values ?? []).map((entry) => `${entry.value} → ${number(entry.score)}`);
}
