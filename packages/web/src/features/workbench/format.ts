import { parse, print } from 'graphql';

/** Strings and comments of a line, which hold no brackets that count. */
const quiet = (line: string): string => line.replace(/"(?:[^"\\]|\\.)*"/g, '""').replace(/#.*$/, '');
const count = (text: string, signs: RegExp): number => text.match(signs)?.length ?? 0;

/** Only the depth of lines: what is written on them stays, comments too. */
function indent(text: string): string {
  let depth = 0;
  const lines = text.split('\n').map((raw) => {
    const line = raw.trim();
    const bare = quiet(line);
    const closing = /^[}\])]+/.exec(bare)?.[0].length ?? 0;
    const at = Math.max(0, depth - closing);
    depth = Math.max(0, depth + count(bare, /[{[(]/g) - count(bare, /[}\])]/g));
    return line && '  '.repeat(at) + line;
  });
  return `${lines.join('\n').trim()}\n`;
}

const hasComment = (text: string): boolean =>
  text.split('\n').some((line) => /#/.test(line.replace(/"(?:[^"\\]|\\.)*"/g, '')));

/** The document as people write it. One that has comments is only indented, as printing would lose them; a broken one stays. */
export function formatDocument(text: string): string | null {
  try {
    const document = parse(text);
    return hasComment(text) || text.includes('"""') ? indent(text) : `${print(document)}\n`;
  } catch {
    return null;
  }
}
