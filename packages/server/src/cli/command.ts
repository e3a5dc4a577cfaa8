import type { ParseArgsConfig } from 'node:util';
import type { Label } from '@dossier/shared';
import type { Config } from '../platform/config';
import type { App } from '../platform/context/context';

/** What a command gets. */
export interface CommandInput {
  config: Config;
  /** Opens the archive (and migrates it); closed when the command ends. */
  open(): Promise<App>;
  /** Words after the command. */
  args: string[];
  options: Readonly<Record<string, string | boolean | undefined>>;
  print(text: string): void;
  /** Asks on a terminal; false elsewhere. */
  confirm(question: string): Promise<boolean>;
}

/** One command of `npm run dossier -- …`. */
export interface Command {
  name: string;
  summary: Label;
  /** Lines of its help: how it is called, what each option means. */
  usage: readonly string[];
  options?: ParseArgsConfig['options'];
  /** The exit code where it is not 0. */
  run(input: CommandInput): Promise<number | void>;
}

/** The command was called wrongly; its help is shown. */
export class UsageError extends Error {}

/** An option that must be there. */
export function required(input: CommandInput, name: string): string {
  const value = input.options[name];
  if (typeof value !== 'string' || !value.trim()) throw new UsageError(`--${name}`);
  return value;
}

/** A whole number from an option. */
export function numberOption(input: CommandInput, name: string, fallback: number): number {
  const value = input.options[name];
  if (value === undefined) return fallback;
  if (typeof value !== 'string' || !/^\d{1,7}$/.test(value))
    throw new UsageError(`--${name} 须为整数 · must be a whole number`);
  return Number(value);
}
