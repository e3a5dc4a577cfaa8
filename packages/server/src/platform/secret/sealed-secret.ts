import { inspect } from 'node:util';

/** A secret as it is kept. Whatever makes a text of it (trail, log, JSON, template) gets the mask. */
export class SealedSecret {
  constructor(
    readonly sealed: string,
    readonly blind: string,
    readonly mask: string,
  ) {}

  toString(): string {
    return this.mask;
  }
  toJSON(): string {
    return this.mask;
  }
  [inspect.custom](): string {
    return this.mask;
  }
}
