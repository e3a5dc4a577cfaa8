import { reactive } from 'vue';
import type { Column } from '../../graph/column';
import { useLabels } from '../../locales';

const MIN = 64;
const MOST_BY_HEAD = 180;

/** About how wide a title is with its padding and arrow, so that no language cuts it. */
const headWidth = (title: string): number =>
  Math.min(MOST_BY_HEAD, 44 + [...title].reduce((sum, sign) => sum + (sign > '\u2e80' ? 13 : 6.8), 0));

/** Column widths a person has dragged, kept per list in this browser. */
export function useColumnWidths(name: string): {
  widthOf: (column: Column) => number;
  startResize: (event: PointerEvent, column: Column) => void;
} {
  const { text } = useLabels();
  const key = `dossier.widths.${name}`;
  const widths = reactive<Record<string, number>>(read(key));
  const widthOf = (column: Column): number =>
    widths[column.key] ?? Math.max(column.width, headWidth(text(column.label)));
  const save = (): void => localStorage.setItem(key, JSON.stringify(widths));

  function startResize(event: PointerEvent, column: Column): void {
    event.preventDefault();
    const grip = event.currentTarget as HTMLElement;
    const from = event.clientX;
    const width = widthOf(column);
    grip.setPointerCapture(event.pointerId);
    const move = (next: PointerEvent): void => {
      widths[column.key] = Math.max(MIN, width + next.clientX - from);
    };
    const stop = (): void => {
      grip.removeEventListener('pointermove', move);
      save();
    };
    grip.addEventListener('pointermove', move);
    grip.addEventListener('pointerup', stop, { once: true });
    grip.addEventListener('pointercancel', stop, { once: true });
  }
  return { widthOf, startResize };
}

function read(key: string): Record<string, number> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, number>;
  } catch {
    return {};
  }
}
