import type { Random } from './random';

export type Stage = 'POTENTIAL' | 'INTERESTED' | 'COOPERATING' | 'PAUSED' | 'LOST';

/** The course of a relationship, in days before today (fractions count). */
export interface Life {
  created: number;
  stage: Stage;
  /** When interest was shown; null: not yet. */
  interested: number | null;
  /** When the first contract was signed. */
  firstDeal: number | null;
  /** When it was paused or lost. */
  ended: number | null;
}

/** Blocks in which customers follow each other in time. The first ones are there when the first page opens. */
const blocks = [200, 2_000] as const;
const laterBlock = 10_000;
const span = 1180;

/** How many days ago an index was put on file: early ones in each block first, more and more towards today. */
export function createdAgo(index: number, random: Random): number {
  const [start, size] = blockOf(index);
  const position = (index - start + random.next()) / size;
  return span * (1 - position) ** 1.25;
}

function blockOf(index: number): [start: number, size: number] {
  if (index < blocks[0]) return [0, blocks[0]];
  if (index < blocks[1]) return [blocks[0], blocks[1] - blocks[0]];
  const start = index - ((index - blocks[1]) % laterBlock);
  return [start, laterBlock];
}

/** A relationship that fits its age: it takes weeks until the first contract, and months until something ends. */
export function liveLife(index: number, random: Random): Life {
  const created = createdAgo(index, random);
  const life: Life = { created, stage: 'POTENTIAL', interested: null, firstDeal: null, ended: null };
  if (random.chance(0.2 + 0.2 * Math.exp(-created / 40))) return life;
  const interested = created - Math.min(created * 0.5, random.skewed(9, 0.9));
  if (random.chance(0.1 + 0.2 * Math.exp(-created / 60))) return { ...life, stage: 'INTERESTED', interested };
  const firstDeal = Math.floor(interested - random.skewed(28, 0.7));
  if (firstDeal < 1)
    return {
      ...life,
      stage: interested > created - 2 ? 'POTENTIAL' : 'INTERESTED',
      interested: interested > created - 2 ? null : interested,
    };
  if (random.chance(0.17)) return lostEarly({ ...life, interested }, random);
  const deal: Life = { ...life, stage: 'COOPERATING', interested, firstDeal };
  const fate = random.next();
  if (fate < 0.09 && firstDeal > 240)
    return { ...deal, stage: 'LOST', ended: Math.floor(random.between(20, firstDeal - 200)) };
  if (fate < 0.17 && firstDeal > 180)
    return { ...deal, stage: 'PAUSED', ended: Math.floor(random.between(10, Math.min(300, firstDeal - 150))) };
  return deal;
}

/** Interest that came to nothing, or is still waiting for an offer. */
function lostEarly(life: Life, random: Random): Life {
  const interested = life.interested!;
  if (random.chance(0.35) && interested > 20)
    return { ...life, stage: 'LOST', ended: Math.floor(random.between(2, interested - 10)) };
  return { ...life, stage: 'INTERESTED' };
}
