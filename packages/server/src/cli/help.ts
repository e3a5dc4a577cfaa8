import { describeSettings, serverVersion } from '../platform/config';
import type { Command } from './command';

/** The list of commands. */
export function helpText(commands: readonly Command[]): string {
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(12)} ${summary.zh} · ${summary.en}`);
  return [
    `Dossier 客户档案 ${serverVersion}`,
    '',
    '用法 · usage: npm run dossier -- <command> [options]',
    '',
    ...lines,
    '  help         本帮助；help settings 列出全部设置 · this text; help settings lists every setting',
  ].join('\n');
}

/** How one command is called. */
export const commandHelp = ({ summary, usage }: Command): string =>
  [`${summary.zh} · ${summary.en}`, '', ...usage.map((line) => `  ${line}`)].join('\n');

/** Every environment variable. */
export function settingsHelp(): string {
  return describeSettings()
    .map(({ name, fallback, zh, en }) => `${name}${fallback ? ` (${fallback})` : ''}\n    ${zh}\n    ${en}`)
    .join('\n');
}
