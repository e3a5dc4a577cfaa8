import assert from 'node:assert/strict';

/** A role made anew with the scopes of salespeople and these field rights; whom it is given to has no other. */
export async function give(stage, fieldRights, { userName = 'sales', code = 'FIELD_SALES', range = 'OWN' } = {}) {
  const { roles } = await stage.ask(
    'admin',
    'query($codes: [String!]) { roles(filter: { code: { in: $codes } }) { nodes { id code version scopes } } }',
    { codes: ['SALES', code] },
  );
  const [own, model] = [code, 'SALES'].map((wanted) => roles.nodes.find((role) => role.code === wanted));
  const ranges = { customerRange: range, contactRange: range, contractRange: range, assessmentRange: range };
  const answer = own
    ? await stage.ask(
        'admin',
        'mutation($id: ID!, $v: Int!, $p: RolePatch!) { it: updateRole(id: $id, expectedVersion: $v, patch: $p) { userErrors { message } } }',
        { id: own.id, v: own.version, p: { fieldRights, ...ranges } },
      )
    : await stage.ask('admin', 'mutation($i: RoleInput!) { it: createRole(input: $i) { userErrors { message } } }', {
        i: { code, name: '外勤销售', scopes: [...model.scopes, 'export:create'], fieldRights, ...ranges },
      });
  assert.deepEqual(answer.it.userErrors, []);
  await setRoles(stage, userName, [code]);
}

export async function setRoles(stage, userName, roles) {
  const { users } = await stage.ask(
    'admin',
    'query($n: String!) { users(filter: { userName: { eq: $n } }) { nodes { id version } } }',
    { n: userName },
  );
  const { it } = await stage.ask(
    'admin',
    'mutation($id: ID!, $v: Int!, $r: [String!]!) { it: updateUser(id: $id, expectedVersion: $v, patch: { roles: $r }) { userErrors { message } } }',
    { id: users.nodes[0].id, v: users.nodes[0].version, r: roles },
  );
  assert.deepEqual(it.userErrors, []);
}
