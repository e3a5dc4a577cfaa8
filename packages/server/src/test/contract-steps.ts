import { type TestApp } from './test-app';

type Role = 'ADMINISTRATOR' | 'MANAGER' | 'SALES' | 'ANALYST';
interface Answered {
  userErrors: { code: string; path: string[] }[];
}

export const contractState = `contract { id version number approvalStatus performanceStatus statusBeforeChange statusReason signedOn completedOn terminatedOn approvedAt approvedBy { name } deletedAt }
  userErrors { __typename code path message ... on VersionConflictError { fields { field } } }`;

/** Codes and places of a payload's faults. */
export const codes = (payload: Answered): string[][] =>
  payload.userErrors.map(({ code, path }) => [code, path.join('.')]);

/** Customers and contracts of a test, made and moved through the graph. */
export function contractSteps(open: () => TestApp) {
  const newCustomer = async (name: string): Promise<string> => {
    const source = 'mutation ($n: String!) { createCustomer(input: {name: $n}) { customer { id } } }';
    return (await open().ask(source, { n: name })).data.createCustomer.customer.id;
  };
  const newContract = async (input: object): Promise<{ id: string; version: number }> => {
    const source =
      'mutation ($i: ContractInput!) { createContract(input: $i) { contract { id version } userErrors { code path } } }';
    const { createContract } = (await open().ask(source, { i: { name: '设备供货合同', ...input } })).data;
    expect(codes(createContract)).toEqual([]);
    return createContract.contract;
  };
  const versionOf = async (id: string): Promise<number> =>
    (await open().ask('query ($id: ID!) { contract(id: $id) { version } }', { id })).data.contract.version;
  /** Runs one verb; `args` are further arguments as text. */
  const move = async (id: string, verb: string, args = '', role: Role = 'ADMINISTRATOR', version?: number) => {
    const v = version ?? (await versionOf(id));
    const { data, errors } = await open().ask(
      `mutation ($id: ID!, $v: Int!) { done: ${verb}Contract(id: $id, expectedVersion: $v ${args}) { ${contractState} } }`,
      { id, v },
      role,
    );
    return errors ? { code: errors[0]!.extensions.code } : data.done;
  };
  /** Runs verbs that all must succeed. */
  const path = async (id: string, ...verbs: [verb: string, args?: string][]): Promise<void> => {
    for (const [verb, args] of verbs) expect(codes(await move(id, verb, args))).toEqual([]);
  };
  return { newCustomer, newContract, versionOf, move, path };
}
