/**
 * Stands in for the colour library that Element Plus loads with every button. It would compute shades of a button's `color`
 * property; ours take their colours from the tokens, so a colour stays as it is and the library stays out of the first load.
 */
export class TinyColor {
  constructor(private readonly color: string) {}
  isDark = (): boolean => false;
  mix = (): this => this;
  tint = (): this => this;
  shade = (): this => this;
  setAlpha = (): this => this;
  toString = (): string => this.color;
}
