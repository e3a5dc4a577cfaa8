/** A question as a link: nothing of it reaches the server before it is opened, as it stands behind the #. */
export interface Shared {
  title: string;
  text: string;
  variables: string;
}

const toBase64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));

/** The part of the link behind `#`. */
export const shareHash = ({ title, text, variables }: Shared): string =>
  `q=${toBase64(new TextEncoder().encode(JSON.stringify([title, text, variables])))}`;

/** What a link carries; null when it carries nothing that can be read. */
export function sharedIn(hash: string): Shared | null {
  const [, code] = /^#?q=([\w-]+)$/.exec(hash) ?? [];
  if (!code) return null;
  try {
    const parts = JSON.parse(new TextDecoder().decode(fromBase64(code))) as unknown;
    if (!Array.isArray(parts) || parts.length !== 3 || parts.some((part) => typeof part !== 'string')) return null;
    const [title, text, variables] = parts as [string, string, string];
    return { title, text, variables };
  } catch {
    return null;
  }
}
