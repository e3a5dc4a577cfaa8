import { fold } from '@dossier/shared';
import { pinyin, polyphonic } from 'pinyin-pro';

const HAN = /\p{Script=Han}/u;

/** Order key: full pinyin without tones, other characters folded; at most 400 characters. */
export function pinyinKey(text: string): string {
  const parts = pinyin(fold(text), { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true });
  return parts.join(' ').slice(0, 400);
}

/** Readings of each Han character (several when it is a polyphone); other characters stand for themselves. */
function readings(text: string): string[][] {
  const common = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'spaced', v: true });
  const all = polyphonic(text, { toneType: 'none', type: 'array', nonZh: 'spaced', v: true });
  return common.map((first, i) => [...new Set([first, ...(all[i] ?? [])])]);
}

/** Up to `limit` combinations, the usual reading first. */
function combine(choices: readonly string[][], limit: number): string[] {
  let found = [''];
  for (const options of choices) {
    const next: string[] = [];
    for (const option of options) for (const prefix of found) if (next.length < limit) next.push(prefix + option);
    found = next;
  }
  return found;
}

export interface Pronunciation {
  /** Initials under every reading, e.g. `cqca` and `zqca` for 重庆长安. */
  initials: string[];
  /** Full pinyin, usual reading first. */
  full: string[];
}

/** How a name can be typed in pinyin. Latin letters and digits inside it take part as they are. */
export function pronounce(name: string): Pronunciation {
  const text = [...fold(name)].filter((c) => HAN.test(c) || /[a-z0-9]/.test(c)).join('');
  if (!HAN.test(text)) return { initials: [], full: [] };
  const all = readings(text);
  const initials = all.map((options) => [...new Set(options.map((reading) => reading[0] ?? ''))]);
  return { initials: combine(initials, 4), full: combine(all, 2) };
}
