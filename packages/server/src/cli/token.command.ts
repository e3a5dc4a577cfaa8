import { addDays } from '@dossier/shared';
import { createApiToken, revokeApiToken } from '../features/user';
import type { RequestContext } from '../platform/context/context';
import { inTransaction } from '../platform/db/transaction';
import { actAs } from './act-as';
import { numberOption, required, UsageError, type Command, type CommandInput } from './command';

export const token: Command = {
  name: 'token',
  summary: { zh: '管理访问令牌', en: 'manage API tokens' },
  usage: [
    'token list --user NAME',
    'token create --user NAME --name 用途 [--days 90]   密钥只显示一次 · the secret is shown once',
    'token revoke --user NAME ID',
  ],
  options: { user: { type: 'string' }, name: { type: 'string' }, days: { type: 'string' } },
  async run(input) {
    const [action, id] = input.args;
    const run = actions[action ?? ''];
    if (!run) throw new UsageError(action ?? '');
    const userName = required(input, 'user');
    // a token belongs to a person: the command acts as its owner
    await run(await actAs(await input.open(), userName), input, id);
  },
};

type Action = (ctx: RequestContext, input: CommandInput, id: string | undefined) => Promise<void>;

const actions: Readonly<Record<string, Action>> = {
  async list(ctx, { print }) {
    const rows = await ctx.db.read.query<{
      id: string;
      name: string;
      beginning: string;
      expires_on: string;
      last_used_at: string | null;
      revoked_at: string | null;
    }>(
      'SELECT id, name, beginning, expires_on, last_used_at, revoked_at FROM api_token WHERE owner_id = ? AND deleted_at IS NULL ORDER BY id',
      [ctx.actor!.userId],
    );
    for (const row of rows) {
      const state = row.revoked_at
        ? '已撤销 · revoked'
        : row.expires_on < ctx.clock.today()
          ? '已过期 · expired'
          : `→ ${row.expires_on}`;
      print(`tok_${row.id}  ${row.beginning}…  ${state}  ${row.name}  ${row.last_used_at ?? ''}`.trimEnd());
    }
  },
  async create(ctx, input) {
    const expiresOn = addDays(ctx.clock.today(), numberOption(input, 'days', 90));
    const { secret } = await inTransaction(ctx, (tx) =>
      createApiToken(tx, { name: required(input, 'name'), expiresOn }),
    );
    input.print(`✓ 到期 · expires ${expiresOn}\n  密钥（只显示这一次） · secret, shown this once:\n  ${secret}`);
  },
  async revoke(ctx, { print }, id) {
    if (!id) throw new UsageError('ID');
    await inTransaction(ctx, (tx) => revokeApiToken(tx, id.replace(/^tok_/, '')));
    print('✓ 已撤销 · revoked');
  },
};
