/**
 * Counts checks of a script and prints each. The last line is `N passed, N failed`, which .ci/run adds up.
 * A check that throws has failed; the others still run.
 */
export class Tally {
  passed = 0;
  failed = 0;

  async check(name, work) {
    const start = performance.now();
    try {
      await work();
      this.passed++;
      console.log(`  ✓ ${name} (${Math.round(performance.now() - start)} ms)`);
      return true;
    } catch (error) {
      this.failed++;
      console.log(`  ✗ ${name}\n${String(error?.stack ?? error).replace(/^/gm, '      ')}`);
      return false;
    }
  }

  /** Prints the sum and sets the exit code. */
  finish() {
    console.log(`\n${this.passed} passed, ${this.failed} failed`);
    if (this.failed > 0 || this.passed === 0) process.exitCode = 1;
  }
}
