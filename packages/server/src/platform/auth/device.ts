/** What a browser says about itself, in two words for a list of sign-ins. Nothing is decided by it: anybody can claim anything. */
export interface Device {
  browser: string | null;
  system: string | null;
}

/** The first that fits: many programs also name those they descend from. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/i, 'WeChat'],
  [/DingTalk/i, 'DingTalk'],
  [/\bEdgA?\b|EdgiOS/, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/QQBrowser/i, 'QQ Browser'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS|Chromium/, 'Chrome'],
  [/Safari/, 'Safari'],
  [/^curl/, 'curl'],
  [/^node|undici/i, 'Node.js'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS/i, 'HarmonyOS'],
  [/iPhone|iPad|iPod/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux|X11/, 'Linux'],
];

const named = (list: typeof browsers, text: string): string | null =>
  list.find(([sign]) => sign.test(text))?.[1] ?? null;

/** Browser and system of a User-Agent header. */
export const deviceOf = (userAgent: string | null): Device => ({
  browser: userAgent ? named(browsers, userAgent) : null,
  system: userAgent ? named(systems, userAgent) : null,
});
