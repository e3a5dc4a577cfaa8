/** Seconds as people read them: `48 s`, `3:07`. */
const duration = (seconds: number): string =>
  seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

/** Too early to tell how long it will take. */
const guessAfter = 2_000;

/** A progress line that rewrites itself on a terminal, and one line per tenth elsewhere. Tells how fast it goes and how long it will take. */
export function progressBar(
  label: string,
  out: NodeJS.WriteStream = process.stdout,
): (done: number, total: number) => void {
  let shownTenth = -1;
  let began: { at: number; done: number } | null = null;
  const pace = (done: number, total: number): string => {
    began ??= { at: performance.now(), done };
    const passed = performance.now() - began.at;
    if (passed < guessAfter || done <= began.done) return '';
    const perMs = (done - began.done) / passed;
    if (done >= total) return `  ${duration(Math.round(passed / 1000))}`;
    return `  ${Math.round(perMs * 1000)}/s  剩余 left ${duration(Math.ceil((total - done) / perMs / 1000))}`;
  };
  return (done, total) => {
    const share = total === 0 ? 1 : Math.min(1, done / total);
    const tail = pace(done, total);
    if (out.isTTY) {
      const filled = Math.round(share * 24);
      const bar = `${'█'.repeat(filled)}${'░'.repeat(24 - filled)}`;
      out.write(`\r  ${label} ${bar} ${done}/${total}${tail}\x1b[K${share === 1 ? '\n' : ''}`);
      return;
    }
    const tenth = Math.floor(share * 10);
    if (tenth > shownTenth) out.write(`  ${label} ${tenth * 10}%  ${done}/${total}${tail}\n`);
    shownTenth = Math.max(shownTenth, tenth);
  };
}
