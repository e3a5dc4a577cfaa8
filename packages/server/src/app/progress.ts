/** A progress line that rewrites itself on a terminal, and one line per tenth elsewhere. */
export function progressBar(
  label: string,
  out: NodeJS.WriteStream = process.stdout,
): (done: number, total: number) => void {
  let shownTenth = -1;
  return (done, total) => {
    const share = total === 0 ? 1 : Math.min(1, done / total);
    if (out.isTTY) {
      const filled = Math.round(share * 24);
      out.write(
        `\r  ${label} ${'█'.repeat(filled)}${'░'.repeat(24 - filled)} ${done}/${total}${share === 1 ? '\n' : ''}`,
      );
      return;
    }
    const tenth = Math.floor(share * 10);
    if (tenth > shownTenth) out.write(`  ${label} ${tenth * 10}%  ${done}/${total}\n`);
    shownTenth = Math.max(shownTenth, tenth);
  };
}
