/** Why a heavy read gave no rows: it took too long, too many wait, or nobody waits for it any more. */
export class HeavyFailure extends Error {
  constructor(readonly code: 'HEAVY_TIMEOUT' | 'HEAVY_BUSY' | 'HEAVY_CANCELLED') {
    super(`A heavy read was given up: ${code}`);
    this.name = 'HeavyFailure';
  }
}
