import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { openArchive } from './app/open-archive';
import { explainFailure } from './app/start-failure';
import { UsageError, type Command, type CommandInput } from './cli/command';
import { commands } from './cli/commands';
import { commandHelp, helpText, settingsHelp } from './cli/help';
import { loadConfig, type Config } from './platform/config';
import type { App } from './platform/context/context';
import { UserFault } from './platform/graphql/user-fault';
import { fieldErrorText } from '@dossier/shared';

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

/** Runs one command line and returns the exit code: 0 done, 1 failed, 2 called wrongly. */
export async function runCommandLine([name = 'help', ...words]: string[]): Promise<number> {
  if (['help', '--help', '-h'].includes(name)) return help(words[0]);
  const command = commands.find((one) => one.name === name);
  if (!command) {
    complain(`✗ 没有这个命令 · no such command: ${name}\n\n${helpText(commands)}`);
    return 2;
  }
  let config: Config | null = null;
  try {
    config = loadConfig();
    return (await run(command, config, words)) ?? 0;
  } catch (error) {
    return report(error, command, config);
  }
}

async function run(command: Command, config: Config, words: string[]): Promise<number | void> {
  const { values, positionals } = parse(command, words);
  if (values['help']) return print(commandHelp(command));
  let app: App | undefined;
  const open = async (): Promise<App> => (app ??= await openArchive(config));
  const options = values as CommandInput['options'];
  try {
    return await command.run({ config, open, args: positionals, options, print, confirm });
  } finally {
    await app?.db.close();
  }
}

function parse(command: Command, words: string[]) {
  try {
    return parseArgs({
      args: words,
      options: { help: { type: 'boolean', short: 'h' }, ...command.options },
      allowPositionals: true,
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function report(error: unknown, command: Command, config: Config | null): number {
  if (error instanceof UsageError) {
    complain(`✗ ${error.message}\n\n${commandHelp(command)}`);
    return 2;
  }
  if (error instanceof UserFault) {
    for (const one of error.errors) complain(`✗ ${fieldErrorText(one, 'zh')} · ${fieldErrorText(one, 'en')}`);
    return 1;
  }
  complain(
    explainFailure(error, config) ?? `✗ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  return 1;
}

function help(topic: string | undefined): number {
  const command = commands.find((one) => one.name === topic);
  print(topic === 'settings' ? settingsHelp() : command ? commandHelp(command) : helpText(commands));
  return 0;
}

async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question}? (yes/no) `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}
