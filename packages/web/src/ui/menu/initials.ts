/** The first character of each initial, in the order of pinyin; none begins with i, u or v. */
const FIRST = '吖丷嚓咑妸发旮哈丌咔垃呣拏喔妑七呥仨他屲夕丫帀';
const LETTERS = 'abcdefghjklmnopqrstwxyz';
const HAN = /\p{Script=Han}/u;
const order = new Intl.Collator('zh-Hans-CN');

function initial(character: string): string {
  if (!HAN.test(character)) return character.toLowerCase();
  let at = FIRST.length - 1;
  while (at > 0 && order.compare(character, FIRST[at]!) < 0) at--;
  return LETTERS[at]!;
}

/** Initials in pinyin, as people type them: 客户等级 → khdj. The browser's own order of words tells them; no table is sent. */
export const initials = (text: string): string => [...text].map(initial).join('');
