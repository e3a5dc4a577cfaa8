import { recordEvent } from '../platform/audit/event';
import { createContext } from '../platform/context/context';
import { inTransaction } from '../platform/db/transaction';
import { addKey, dropKeys, openKeyring } from '../platform/secret/keyring';
import { keyUse, reseal } from '../platform/secret/reseal';
import { UsageError, type Command, type CommandInput } from './command';

export const keys: Command = {
  name: 'keys',
  summary: { zh: '管理账号与证件号码的加密密钥', en: 'keys of account and identity numbers' },
  usage: [
    'keys status     每把密钥加密了多少内容 · what each key has sealed',
    'keys rotate     启用新密钥并重新加密，可在运行中执行，中断后重新执行即可',
    '                a new key, and everything sealed anew; while people work, and again if it was cut off',
    'keys prune      删除不再使用的旧密钥（旧备份仍需要它们） · drop keys that nothing uses (older backups still need them)',
    '                --yes 不再询问 · without asking',
  ],
  options: { yes: { type: 'boolean' } },
  async run(input) {
    const run = actions[input.args[0] ?? ''];
    if (!run) throw new UsageError(input.args[0] ?? '');
    await run(input);
  },
};

/** Keys of the environment are changed there. */
function fileOf({ config }: CommandInput): string {
  if (config.secretKeys) throw new UsageError('DOSSIER_SECRET_KEYS');
  return config.secretKeyFile;
}

async function status({ open, print }: CommandInput): Promise<void> {
  const app = await open();
  const use = await keyUse(app);
  const current = app.secrets.current().id;
  for (const { id } of app.secrets.all())
    print(`${id.padEnd(8)} ${String(use.get(id) ?? 0).padStart(9)}${id === current ? '  当前 · current' : ''}`);
}

async function rotate(input: CommandInput): Promise<void> {
  const file = fileOf(input);
  const app = await input.open();
  const use = await keyUse(app);
  const current = app.secrets.current().id;
  // one that was cut off goes on instead of making yet another key
  const goesOn = [...use.keys()].some((id) => id !== current);
  const id = goesOn ? current : addKey(file);
  const rotated = { ...app, secrets: openKeyring(input.config) };
  const ctx = createContext(rotated, { actor: null, requestId: 'cli' });
  await inTransaction(ctx, (tx) => recordEvent(tx, { kind: 'ROTATE_KEY', operation: 'keys rotate', reason: id }));
  const { done, unreadable } = await reseal(rotated);
  input.print(`✓ ${id}：已重新加密 ${done} 项 · ${done} sealed anew`);
  if (unreadable > 0)
    input.print(`✗ ${unreadable} 项无法解密，保持原样 · ${unreadable} could not be opened and stay as they are`);
  input.print(`  请另存 ${file} 的新副本 · keep a new copy of ${file}`);
}

async function prune(input: CommandInput): Promise<void> {
  const file = fileOf(input);
  const app = await input.open();
  const use = await keyUse(app);
  const idle = app.secrets.all().filter(({ id }) => !use.has(id) && id !== app.secrets.current().id);
  if (idle.length === 0) return input.print('没有可删除的旧密钥 · no idle keys');
  const names = idle.map(({ id }) => id).join(', ');
  const question = `删除 ${names}？用它们加密的旧备份将无法解密 · older backups sealed with them cannot be opened`;
  if (!input.options['yes'] && !(await input.confirm(question)))
    return input.print('没有删除；非交互运行请加 --yes · nothing dropped; without a terminal add --yes');
  dropKeys(file, new Set(idle.map(({ id }) => id)));
  input.print(`✓ ${names}`);
}

const actions: Readonly<Record<string, (input: CommandInput) => Promise<void>>> = { status, rotate, prune };
