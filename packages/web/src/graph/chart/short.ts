/** A Chinese character is as wide as two letters. */
const widthOf = (letter: string): number => (/[\u2e80-\uffdc]/.test(letter) ? 1 : 0.5);

/** A name no wider than so many Chinese characters. */
export function short(text: string, most: number): string {
  let width = 0;
  const letters = [...text];
  const end = letters.findIndex((letter) => (width += widthOf(letter)) > most);
  return end < 0 ? text : `${letters.slice(0, end).join('').trimEnd()}…`;
}
