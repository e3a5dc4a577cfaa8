import { openTestApp, type TestApp } from '../../test/test-app';
import type { RoleName } from '@dossier/shared';

/** Who may hand out which rights (ADR 19). */
let app: TestApp;
beforeEach(async () => {
  app = await openTestApp();
  // people of the tests have no password of their own otherwise, and only those who can sign in count as left
  await app.write(async (tx) => {
    for (const { userId } of Object.values(app.actors))
      await tx.connection.execute(
        "INSERT INTO user_credential (user_id, password_hash, must_change, demo, changed_at) VALUES (?, 'x', 0, 0, '2026-01-01T00:00:00.000Z')",
        [userId],
      );
  });
});
afterEach(() => app.close());

interface Fault {
  code: string;
  path: string[];
  message: string;
}
const faults = 'userErrors { code path message }';
const first = async (
  source: string,
  variables: object,
  role: RoleName,
): Promise<{ userErrors: Fault[]; [name: string]: unknown }> => {
  const { data, errors } = await app.ask(source, variables as Record<string, unknown>, role);
  if (errors)
    return {
      userErrors: errors.map(({ message, extensions }) => ({ code: String(extensions.code), path: [], message })),
    };
  return Object.values(data)[0];
};
const brief = ({ userErrors }: { userErrors: Fault[] }) =>
  userErrors.map(({ code, path }) => `${code} ${path.join('.')}`.trim());

const createRole = (input: object, role: RoleName = 'ADMINISTRATOR') =>
  first(`mutation($i: RoleInput!) { it: createRole(input: $i) { role { id version } ${faults} } }`, { i: input }, role);
const updateRole = (id: string, v: number, patch: object, role: RoleName = 'ADMINISTRATOR') =>
  first(
    `mutation($id: ID!, $v: Int!, $p: RolePatch!) { it: updateRole(id: $id, expectedVersion: $v, patch: $p) { ${faults} } }`,
    { id, v, p: patch },
    role,
  );
const guard = (id: string, v: number, scopes: string[], role: RoleName = 'SECURITY') =>
  first(
    `mutation($id: ID!, $v: Int!, $s: [String!]!) { it: changeGuardedScopes(id: $id, expectedVersion: $v, scopes: $s) { role { scopes } ${faults} } }`,
    { id, v, s: scopes },
    role,
  );
const usr = (who: RoleName) => `usr_${app.actors[who].userId}`;
const versionOf = async (id: string) =>
  (await app.ask('query($id: ID!) { user(id: $id) { version } }', { id })).data.user.version as number;
const update = async (who: RoleName, patch: object, role: RoleName = 'ADMINISTRATOR') =>
  first(
    `mutation($id: ID!, $v: Int!, $p: UserPatch!) { it: updateUser(id: $id, expectedVersion: $v, patch: $p) { ${faults} } }`,
    { id: usr(who), v: await versionOf(usr(who)), p: patch },
    role,
  );
const grant = async (who: RoleName, roles: string[], role: RoleName = 'SECURITY') =>
  first(
    `mutation($id: ID!, $v: Int!, $r: [String!]!) { it: changeUserRoles(id: $id, expectedVersion: $v, roles: $r) { user { roles } ${faults} } }`,
    { id: usr(who), v: await versionOf(usr(who)), r: roles },
    role,
  );
const createUser = (roles: string[], role: RoleName = 'ADMINISTRATOR', kind = 'PERSON') =>
  first(
    `mutation($i: UserInput!) { it: createUser(input: $i) { user { id } ${faults} } }`,
    { i: { userName: `u${Math.random()}`, name: '新人', roles, kind } },
    role,
  );

describe('roles', () => {
  test('an administrator writes neither the log nor whole numbers into a role, not even by a copy', async () => {
    const refused = await createRole({
      code: 'EYE',
      name: '旁观',
      scopes: ['customer:read', 'audit:read', 'secret:reveal'],
    });
    expect(refused.userErrors).toEqual([
      { code: 'GRANT_GUARDED', path: ['scopes', '1'], message: expect.stringContaining('查看操作日志') },
      { code: 'GRANT_GUARDED', path: ['scopes', '2'], message: expect.stringContaining('请安全员授予') },
    ]);
    const { role } = (await createRole({ code: 'EYE', name: '旁观', scopes: ['customer:read'] })) as unknown as {
      role: { id: string; version: number };
    };
    expect(brief(await updateRole(role.id, 1, { scopes: ['customer:read', 'security:grant'] }))).toEqual([
      'GRANT_GUARDED scopes.1',
    ]);
  });

  test('a security officer adds guarded scopes to a role and nothing else', async () => {
    const { role } = (await createRole({
      code: 'KEEPER',
      name: '出纳',
      scopes: ['customer:read', 'bankAccount:update'],
    })) as unknown as { role: { id: string } };
    expect(brief(await guard(role.id, 1, ['secret:reveal'], 'ADMINISTRATOR'))).toEqual(['FORBIDDEN']);
    expect(brief(await guard(role.id, 1, ['customer:update']))).toEqual(['GUARDED_ONLY scopes']);
    // who works with the numbers does not watch over it as well
    expect(brief(await guard(role.id, 1, ['audit:read']))).toEqual(['DUTIES_MIXED scopes']);
    expect(await guard(role.id, 1, ['secret:reveal'])).toMatchObject({
      userErrors: [],
      role: { scopes: ['customer:read', 'bankAccount:update', 'secret:reveal'] },
    });
    expect(brief(await updateRole(role.id, 2, { name: '出纳二' }, 'SECURITY'))).toEqual(['FORBIDDEN']);
    // what is there already does not stand in the way of an administrator, who may also take it away
    expect(brief(await updateRole(role.id, 2, { name: '出纳二', scopes: ['secret:reveal', 'customer:read'] }))).toEqual(
      [],
    );
    expect(brief(await updateRole(role.id, 3, { scopes: ['customer:read'] }))).toEqual([]);
    const reader = (await createRole({ code: 'READER', name: '审计管理员', scopes: ['user:read'] })) as unknown as {
      role: { id: string };
    };
    expect(brief(await guard(reader.role.id, 1, ['audit:read']))).toEqual([]);
    expect(brief(await updateRole(reader.role.id, 2, { scopes: ['user:read'] }))).toEqual(['GRANT_GUARDED scopes']);
  });

  test('nobody writes more into a role than they have, nor changes a role of their own', async () => {
    const { role } = (await createRole({
      code: 'DESK',
      name: '前台管理员',
      scopes: ['role:read', 'role:create', 'role:update', 'user:read', 'user:update', 'customer:read'],
      customerRange: 'DEPARTMENT_TREE',
    })) as unknown as { role: { id: string } };
    const desk = app.actors.SALES;
    desk.roles = ['DESK'];
    desk.scopes = new Set(['role:read', 'role:create', 'role:update', 'user:read', 'user:update', 'customer:read']);
    desk.reach = { ...desk.reach, ranges: { ...desk.reach.ranges, customer: ['DEPARTMENT_TREE'] } };
    expect(
      brief(await createRole({ code: 'A', name: 'a', scopes: ['customer:read', 'backup:create'] }, 'SALES')),
    ).toEqual(['GRANT_BEYOND_OWN scopes.1']);
    expect(
      brief(await createRole({ code: 'A', name: 'a', scopes: ['customer:read'], customerRange: 'ALL' }, 'SALES')),
    ).toEqual(['GRANT_RANGE customerRange']);
    expect(
      brief(
        await createRole({ code: 'A', name: 'a', scopes: ['customer:read'], customerRange: 'DEPARTMENT' }, 'SALES'),
      ),
    ).toEqual([]);
    expect(brief(await updateRole(role.id, 1, { customerRange: 'ALL' }, 'SALES'))).toEqual(['OWN_ROLES']);
    expect(brief(await update('ANALYST', { roles: ['ADMINISTRATOR'] }, 'SALES'))).toEqual(['GRANT_BEYOND_OWN roles.0']);
    expect(brief(await update('ANALYST', { roles: ['DESK'] }, 'SALES'))).toEqual([]);
  });
});

describe('people', () => {
  test('an administrator gives ordinary roles, a security officer those with guarded scopes', async () => {
    const refused = await update('ANALYST', { roles: ['ANALYST', 'MANAGER'] });
    expect(refused.userErrors).toEqual([
      { code: 'GRANT_GUARDED', path: ['roles', '1'], message: expect.stringContaining('查看完整账号与证件号码') },
    ]);
    expect(brief(await update('ANALYST', { roles: ['SECURITY'] }))).toEqual(['GRANT_GUARDED roles.0']);
    expect(brief(await createUser(['MANAGER']))).toEqual(['GRANT_GUARDED roles.0']);
    expect(brief(await createUser(['SALES']))).toEqual([]);
    expect(brief(await grant('ANALYST', ['MANAGER'], 'ADMINISTRATOR'))).toEqual(['FORBIDDEN']);
    expect(await grant('ANALYST', ['ANALYST', 'MANAGER'])).toMatchObject({
      userErrors: [],
      user: { roles: ['ANALYST', 'MANAGER'] },
    });
    // what somebody has already does not stand in the way of another change, and may be taken away
    expect(brief(await update('ANALYST', { name: '陈', roles: ['MANAGER', 'SALES'] }))).toEqual([]);
    expect(brief(await update('ANALYST', { roles: ['SALES'] }))).toEqual([]);
    expect(brief(await update('SALES', { name: '李' }, 'SECURITY'))).toEqual(['FORBIDDEN']);
  });

  test('nobody changes their own roles', async () => {
    expect(brief(await update('ADMINISTRATOR', { roles: ['ADMINISTRATOR', 'SALES'] }))).toEqual(['OWN_ROLES roles']);
    expect(brief(await grant('SECURITY', ['SECURITY', 'AUDITOR']))).toEqual(['OWN_ROLES roles']);
    // the form sends all of its fields
    expect(brief(await update('ADMINISTRATOR', { name: '管理员', roles: ['ADMINISTRATOR'] }))).toEqual([]);
  });

  test('who watches does no other work, by whichever roles it comes together', async () => {
    const mixed = await grant('SALES', ['SALES', 'SECURITY']);
    expect(mixed.userErrors).toEqual([
      { code: 'DUTIES_MIXED', path: ['roles'], message: expect.stringContaining('查看操作日志') },
    ]);
    expect(brief(await grant('ADMINISTRATOR', ['ADMINISTRATOR', 'SECURITY']))).toEqual(['DUTIES_MIXED roles']);
    expect(brief(await grant('AUDITOR', ['AUDITOR', 'SECURITY']))).toEqual([]);
    expect(brief(await update('AUDITOR', { roles: ['AUDITOR', 'SECURITY', 'SALES'] }))).toEqual(['DUTIES_MIXED roles']);
  });

  test('the last administrator and the last security officer stay', async () => {
    expect(brief(await update('SECURITY', { active: false }))).toEqual(['LAST_SECURITY_OFFICER active']);
    expect(brief(await grant('ADMINISTRATOR', ['SALES']))).toEqual(['LAST_ADMINISTRATOR roles']);
    expect(brief(await update('SECURITY', { roles: ['SALES'] }))).toEqual(['GRANT_GUARDED roles']);
    expect(brief(await grant('AUDITOR', ['SECURITY']))).toEqual([]);
    expect(brief(await update('SECURITY', { active: false }))).toEqual([]);
    expect(brief(await update('AUDITOR', { active: false }))).toEqual(['LAST_SECURITY_OFFICER active']);
  });

  test('of two who strip each other at the same moment one stays', async () => {
    await grant('ANALYST', ['SECURITY']);
    app.actors.ANALYST.scopes = app.actors.SECURITY.scopes;
    const both = await Promise.all([grant('ANALYST', ['SALES'], 'SECURITY'), grant('SECURITY', ['SALES'], 'ANALYST')]);
    expect(both.flatMap(brief)).toEqual(['LAST_SECURITY_OFFICER roles']);
  });

  test('without any security officer an administrator appoints the first, of another person', async () => {
    await app.write((tx) => tx.connection.execute("UPDATE user_account SET active = 0 WHERE user_name = 'security'"));
    expect(brief(await update('ADMINISTRATOR', { roles: ['SECURITY'] }))).toEqual(['OWN_ROLES roles']);
    expect(brief(await update('ANALYST', { roles: ['MANAGER'] }))).toEqual(['GRANT_GUARDED roles.0']);
    expect(brief(await update('ANALYST', { roles: ['SECURITY'] }))).toEqual([]);
    expect(brief(await createUser(['SECURITY']))).toEqual(['GRANT_GUARDED roles.0']);
  });
});

describe('ways around it', () => {
  const reset = (who: RoleName, role: RoleName) =>
    first(`mutation($id: ID!) { it: resetUserPassword(id: $id) { password ${faults} } }`, { id: usr(who) }, role);
  const resetTotp = (who: RoleName, role: RoleName) =>
    first(`mutation($id: ID!) { it: resetUserTotp(userId: $id) { ${faults} } }`, { id: usr(who) }, role);

  test('a security officer is signed in by no administrator: another officer resets password and second factor', async () => {
    expect(brief(await reset('SECURITY', 'ADMINISTRATOR'))).toEqual(['OVERSEER_SIGN_IN']);
    expect(brief(await resetTotp('SECURITY', 'ADMINISTRATOR'))).toEqual(['OVERSEER_SIGN_IN']);
    expect(brief(await reset('SALES', 'SECURITY'))).toEqual(['FORBIDDEN']);
    expect(brief(await reset('SALES', 'MANAGER'))).toEqual(['FORBIDDEN']);
    expect(brief(await reset('SECURITY', 'MANAGER'))).toEqual(['FORBIDDEN']);
    await grant('AUDITOR', ['SECURITY']);
    expect(brief(await reset('AUDITOR', 'SECURITY'))).toEqual([]);
    expect(brief(await resetTotp('AUDITOR', 'SECURITY'))).toEqual([]);
    expect(brief(await reset('SALES', 'ADMINISTRATOR'))).toEqual([]);
  });

  test('a token of a service account carries nothing its maker may not hand out', async () => {
    const { user } = (await createUser(['SALES'], 'ADMINISTRATOR', 'SERVICE')) as unknown as { user: { id: string } };
    const token = (scopes?: string[]) =>
      first(
        `mutation($o: ID!, $d: Date!, $s: [String!]) { it: createApiToken(name: "t", expiresOn: $d, ownerId: $o, scopes: $s) { ${faults} } }`,
        {
          o: user.id,
          s: scopes,
          d: app.clock
            .today()
            .replace(/^\d+/, (y) => String(Number(y) + (app.clock.today().endsWith('02-29') ? 0 : 1))),
        },
        'ADMINISTRATOR',
      );
    expect(brief(await token())).toEqual([]);
    await app.write((tx) =>
      tx.connection.execute('UPDATE user_account SET roles = ? WHERE id = ?', ['["MANAGER"]', user.id.slice(4)]),
    );
    expect(brief(await token())).toEqual(['GRANT_GUARDED scopes']);
    expect(brief(await token(['customer:read', 'secret:reveal']))).toEqual(['GRANT_GUARDED scopes']);
    expect(brief(await token(['customer:read']))).toEqual([]);
  });
});
