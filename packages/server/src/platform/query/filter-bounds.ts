import { RequestError } from '../graphql/errors';
import { nullOperand } from './filter-operands';

const MAX_LIST = 500;
const MAX_SECRETS = 5;

/** What the filters of one statement may ask for together. */
export class FilterBounds {
  private nodes = 0;
  private operands = 0;
  private secrets = 0;
  /** Where in the filter it is, for who has to put it right. */
  private at = 'filter';
  /** What is compiled is ours: neither the caller's limits nor rights to fields hold for it. */
  trusted = false;

  constructor(private readonly limits: { nodes: number; depth: number; operands: number }) {}

  /** A condition under this key. */
  enter(key: string): void {
    this.at = key;
    this.countNodes(1);
  }
  countNodes(more: number): void {
    if (this.trusted) return;
    this.nodes += more;
    if (this.nodes > this.limits.nodes) this.tooComplex();
  }
  assertDepth(depth: number): void {
    if (depth > this.limits.depth) this.tooComplex();
  }
  /** Few at a time, so that nobody guesses by the hundred. */
  countSecret(): void {
    if (++this.secrets > MAX_SECRETS) this.tooComplex();
  }
  /** Lists are short one by one and together: engines bind some 32 000 values to a statement. */
  short(operand: unknown, name: string): unknown[] {
    const list = operand as unknown[];
    if (this.trusted) return list;
    if (list.length > MAX_LIST) throw new RequestError('FILTER_LIST_TOO_LONG', { field: name, max: MAX_LIST });
    if (list.includes(null)) throw nullOperand(name);
    this.operands += list.length;
    if (this.operands > this.limits.operands)
      throw new RequestError('FILTER_LIST_TOO_LONG', { field: name, max: this.limits.operands });
    return list;
  }

  private tooComplex(): never {
    const { nodes: max, depth } = this.limits;
    throw new RequestError('FILTER_TOO_COMPLEX', { field: this.at, max, depth });
  }
}
