import { isBuiltInRole, roleLabels } from '@dossier/shared';
import { createUser, findUserId, resetPassword, resetTotp, updateUser } from '../features/user';
import { createContext, type App, type RequestContext } from '../platform/context/context';
import { inTransaction } from '../platform/db/transaction';
import { required, UsageError, type Command, type CommandInput } from './command';

const roles = Object.keys(roleLabels);

export const user: Command = {
  name: 'user',
  summary: { zh: '管理用户', en: 'manage people' },
  usage: [
    'user list',
    `user add --user-name NAME --name 姓名 [--role ${roles.join('|')}] [--service]`,
    'user password NAME          重置为一次性密码 · new one-time password',
    'user totp NAME              关闭两步验证（设备丢失时） · two-step sign-in off, when the device is lost',
    'user role NAME ROLE…        一个或多个角色 · one or several roles',
    'user disable NAME | user enable NAME',
  ],
  options: {
    'user-name': { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string' },
    service: { type: 'boolean' },
  },
  async run(input) {
    const [action, ...rest] = input.args;
    const run = actions[action ?? ''];
    if (!run) throw new UsageError(action ?? '');
    const ctx = contextOf(await input.open());
    await run(ctx, input, rest);
  },
};

type Action = (ctx: RequestContext, input: CommandInput, names: string[]) => Promise<void>;

const actions: Readonly<Record<string, Action>> = {
  async list(ctx, { print }) {
    const rows = await ctx.db.read.query<{
      user_name: string;
      name: string;
      roles: string | null;
      active: number;
      demo: number;
    }>(
      'SELECT u.user_name, u.name, u.roles, u.active, c.demo FROM user_account u JOIN user_credential c ON c.user_id = u.id WHERE u.deleted_at IS NULL ORDER BY u.user_name',
    );
    for (const row of rows) {
      const marks = [Number(row.active) ? '' : '已停用 · off', Number(row.demo) ? '演示 · demo' : '']
        .filter(Boolean)
        .join(', ');
      print(`${row.user_name.padEnd(20)} ${rolesText(row.roles).padEnd(12)} ${row.name} ${marks}`.trimEnd());
    }
  },
  async add(ctx, input) {
    const userName = required(input, 'user-name');
    const { password } = await createUser(ctx, {
      userName,
      name: required(input, 'name'),
      roles: [roleOf(input.options['role'] ?? 'SALES')],
      ...(input.options['service'] && { kind: 'SERVICE' }),
    });
    if (password) printPassword(input, userName, password);
    else input.print(`✓ ${userName} 服务账号 · service account`);
  },
  async password(ctx, input, [name]) {
    printPassword(input, name!, await resetPassword(ctx, await existing(ctx, name)));
  },
  async totp(ctx, { print }, [name]) {
    const id = await existing(ctx, name);
    await inTransaction(ctx, (tx) => resetTotp(tx, id));
    print(`✓ ${name} 两步验证已关闭 · two-step sign-in is off`);
  },
  async role(ctx, { print }, [name, ...codes]) {
    if (codes.length === 0) throw new UsageError(`角色 · role: ${roles.join(' | ')}`);
    await patch(ctx, name, { roles: codes.map(roleOf) });
    print(`✓ ${name}: ${codes.join(', ')}`);
  },
  async disable(ctx, { print }, [name]) {
    await patch(ctx, name, { active: false });
    print(`✓ ${name} 已停用 · off`);
  },
  async enable(ctx, { print }, [name]) {
    await patch(ctx, name, { active: true });
    print(`✓ ${name} 已启用 · on`);
  },
};

const contextOf = (app: App): RequestContext => createContext(app, { actor: null, requestId: 'cli' });

/** Who switches people off at the server knows what they do. */
const stillOwner = { code: 'OWNS_CUSTOMERS', path: ['active'], reason: '命令行停用' };

async function patch(ctx: RequestContext, name: string | undefined, values: object): Promise<void> {
  const id = await existing(ctx, name);
  await inTransaction(ctx, (tx) => updateUser(tx, { id, patch: values, overrides: [stillOwner] }));
}

async function existing(ctx: RequestContext, name: string | undefined): Promise<string> {
  const id = name && (await findUserId(ctx, name));
  if (!id) throw new UsageError(name ? `没有用户 · no such user: ${name}` : '缺少用户名 · user name missing');
  return id;
}

const roleOf = (value: unknown): string => String(value ?? '').toUpperCase();
const rolesText = (codes: string | null): string =>
  (JSON.parse(codes ?? '[]') as string[]).map((code) => (isBuiltInRole(code) ? roleLabels[code].zh : code)).join('、');

function printPassword({ print }: CommandInput, userName: string, password: string): void {
  print(
    `✓ ${userName}\n  一次性密码（首次登录后须更改） · one-time password, to be changed at sign-in:\n  ${password}`,
  );
}
