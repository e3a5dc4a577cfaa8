import type { Label } from '@dossier/shared';
import { initials } from './initials';

/** One thing to choose. */
export interface MenuOption {
  key: string;
  label: Label;
  /** What is told beside it, such as its path; it is found by it too. */
  title?: string;
  /** It opens more choices. */
  more?: boolean;
}
export interface MenuGroup {
  label: Label;
  options: readonly MenuOption[];
}

/** What a person may type for an option: its name in both languages, the first letters of its pinyin, its path. */
function typed(group: Label, { label, title }: MenuOption): string {
  return [label.zh, label.en, initials(label.zh), group.zh, group.en, initials(group.zh), title ?? '']
    .join('\n')
    .toLowerCase();
}

/** The options in which every word is found; groups without any are left out. */
export function matching(groups: readonly MenuGroup[], query: string): MenuGroup[] {
  const words = query.normalize('NFKC').trim().toLowerCase().split(/\s+/).filter(Boolean);
  return groups
    .map(({ label, options }) => ({
      label,
      options: options.filter((one) => {
        const all = typed(label, one);
        return words.every((word) => all.includes(word));
      }),
    }))
    .filter(({ options }) => options.length > 0);
}
