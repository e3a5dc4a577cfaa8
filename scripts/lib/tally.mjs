/**
 * Counts checks of a script and prints each. The last line is `N passed, N failed`, which .ci/run adds up.
 * A check that throws has failed; the others still run.
 */
export class Tally {
  passed = 0;
  failed = 0;
  /** Names of those that passed only when tried again: each is a fault of the check or of the product that somebody owes a look. */
  unsteady = [];

  /** `tries: 2` is for a browser that shares its processors: what fails twice has failed, what fails once is told. */
  async check(name, work, { tries = 1 } = {}) {
    const start = performance.now();
    for (let left = tries - 1; ; left--)
      try {
        await work();
        this.passed++;
        console.log(`  ✓ ${name} (${Math.round(performance.now() - start)} ms)`);
        return true;
      } catch (error) {
        console.log(`  ${left > 0 ? '~' : '✗'} ${name}\n${String(error?.stack ?? error).replace(/^/gm, '      ')}`);
        if (left > 0) {
          this.unsteady.push(name);
          continue;
        }
        this.failed++;
        return false;
      }
  }

  /** Prints the sum and sets the exit code. */
  finish() {
    if (this.unsteady.length > 0)
      console.log(`\n~ ${this.unsteady.length} tried again:\n${this.unsteady.join('\n').replace(/^/gm, '  ')}`);
    console.log(`\n${this.passed} passed, ${this.failed} failed`);
    if (this.failed > 0 || this.passed === 0) process.exitCode = 1;
  }
}
