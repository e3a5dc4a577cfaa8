import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  buildSchema,
  getVariableValues,
  parse,
  specifiedRules,
  validate,
  type GraphQLError,
  type OperationDefinitionNode,
} from 'graphql';
import { safeMessage } from '../http/safe-message';
import { inChinese } from './protocol-messages';
import { suggestionsIn } from './suggestions';

const schema = buildSchema(`
  directive @mark(note: String!) on FIELD
  interface Node { id: ID! }
  type Dog implements Node { id: ID! name(short: Boolean): String owner: Person }
  type Person implements Node { id: ID! name: String dogs(first: Int!): [Dog] }
  union Either = Dog | Person
  enum Size { SMALL LARGE }
  input One @oneOf { a: String b: String }
  input Find { size: Size count: Int! name: String ratio: Float flag: Boolean id: ID one: One }
  type Query { dog: Dog person: Person node: Node either: Either find(by: Find, sizes: [Size], text: String): Dog }
  type Subscription { a: Dog b: Dog }
`);

/** Documents that break each rule of graphql-js, in every way it has words for. */
const broken: Record<string, string[]> = {
  ExecutableDefinitionsRule: ['{ dog { id } } type Foo { a: Int }', '{ dog { id } } schema { query: Query }'],
  UniqueOperationNamesRule: ['query A { dog { id } } query A { dog { id } }'],
  LoneAnonymousOperationRule: ['{ dog { id } } query A { dog { id } }'],
  SingleFieldSubscriptionsRule: [
    'subscription S { a { id } b { id } }',
    'subscription { a { id } b { id } }',
    'subscription S { __typename }',
    'subscription { __typename }',
  ],
  KnownTypeNamesRule: ['{ node { ... on Cat { id } } }', '{ node { ... on Pirson { id } } }'],
  FragmentsOnCompositeTypesRule: ['{ dog { ... on Size { id } } }', 'fragment F on Size { id } { dog { ...F } }'],
  VariablesAreInputTypesRule: ['query ($a: Dog) { dog { id } }'],
  ScalarLeafsRule: ['{ dog { name { x } } }', '{ dog }'],
  FieldsOnCorrectTypeRule: ['{ dog { nam } }', '{ either { name } }'],
  UniqueFragmentNamesRule: ['{ dog { ...F } } fragment F on Dog { id } fragment F on Dog { name }'],
  KnownFragmentNamesRule: ['{ dog { ...Missing } }'],
  NoUnusedFragmentsRule: ['{ dog { id } } fragment F on Dog { id }'],
  PossibleFragmentSpreadsRule: ['{ dog { ... on Person { id } } }', '{ dog { ...P } } fragment P on Person { id }'],
  NoFragmentCyclesRule: [
    '{ dog { ...A } } fragment A on Dog { owner { dogs(first: 1) { ...A } } }',
    '{ dog { ...A } } fragment A on Dog { ...B } fragment B on Dog { ...A }',
  ],
  UniqueVariableNamesRule: ['query ($a: Int, $a: Int) { dog { id } }'],
  NoUndefinedVariablesRule: ['query Q { find(text: $a) { id } }', '{ find(text: $a) { id } }'],
  NoUnusedVariablesRule: ['query Q($a: Int) { dog { id } }', 'query ($a: Int) { dog { id } }'],
  KnownDirectivesRule: ['{ dog @nothing { id } }', 'query @skip(if: true) { dog { id } }'],
  UniqueDirectivesPerLocationRule: ['{ dog @skip(if: true) @skip(if: true) { id } }'],
  KnownArgumentNamesRule: [
    '{ dog { name(sort: true) } }',
    '{ dog @skip(iff: true) { id } }',
    '{ dog { name(shor: true) } }',
  ],
  UniqueArgumentNamesRule: ['{ dog { name(short: true, short: true) } }'],
  ValuesOfCorrectTypeRule: [
    '{ find(by: { count: 1, siz: SMALL }) { id } }',
    '{ find(by: {}) { id } }',
    '{ find(by: { count: null }) { id } }',
    '{ find(by: 1) { id } }',
    '{ find(text: 1) { id } }',
    '{ find(by: { count: "1" }) { id } }',
    '{ find(by: { count: 99999999999 }) { id } }',
    '{ find(by: { count: 1, ratio: "a" }) { id } }',
    '{ find(by: { count: 1, flag: 1 }) { id } }',
    '{ find(by: { count: 1, id: 1.5 }) { id } }',
    '{ find(by: { count: 1, size: SMAL }) { id } }',
    '{ find(by: { count: 1, size: "SMALL" }) { id } }',
    '{ find(sizes: [BIG]) { id } }',
    '{ find(by: { count: 1, one: { a: "1", b: "2" } }) { id } }',
    '{ find(by: { count: 1, one: { a: null } }) { id } }',
  ],
  ProvidedRequiredArgumentsRule: ['{ person { dogs { id } } }', '{ dog @mark { id } }'],
  VariablesInAllowedPositionRule: [
    'query ($a: Int) { find(text: $a) { id } }',
    'query ($a: String) { find(by: { count: 1, one: { a: $a } }) { id } }',
  ],
  OverlappingFieldsCanBeMergedRule: [
    '{ dog { x: id x: name } }',
    '{ dog { name(short: true) name(short: false) } }',
    '{ a: dog { x: id } a: dog { x: name } }',
    '{ either { ... on Dog { x: id } ... on Person { x: dogs(first: 1) { id } } } }',
  ],
  UniqueInputFieldNamesRule: ['{ find(by: { count: 1, count: 2 }) { id } }'],
  MaxIntrospectionDepthRule: [`{ __schema { types { ${'fields { type { '.repeat(4)} name ${'} }'.repeat(4)} } } }`],
};

const expectChinese = (error: GraphQLError): string => {
  const english = safeMessage(error);
  const chinese = inChinese(english);
  expect([english, chinese]).toEqual([english, expect.stringMatching(/\p{Script=Han}/u)]);
  expect(chinese).not.toMatch(/\$\d|undefined| (?:of|is|be|must|not|type) /);
  return chinese!;
};

test.each(specifiedRules.map((rule) => [rule.name, rule] as const))('every message of %s has words', (name, rule) => {
  // a rule that a new version brings has no documents yet: it needs words first
  expect(broken[name]).toBeDefined();
  for (const source of broken[name]!) {
    const errors = validate(schema, parse(source), [rule]);
    expect([source, errors.length > 0]).toEqual([source, true]);
    errors.forEach(expectChinese);
  }
});

test('the library has no message that nobody looked at', () => {
  const root = dirname(require.resolve('graphql/package.json'));
  const count = (file: string, call: string): number =>
    readFileSync(join(root, file), 'utf8').split(`${call}(`).length - 1;
  const rules = readdirSync(join(root, 'validation/rules')).filter((file) => /^\w+Rule\.js$/.test(file));
  const found = Object.fromEntries(
    rules
      .filter((file) => file.slice(0, -3) in broken)
      .map((file) => [file, count(`validation/rules/${file}`, '_GraphQLError.GraphQLError')]),
  );
  const others = {
    'language/parser.js': count('language/parser.js', '_syntaxError.syntaxError)'),
    'language/lexer.js': count('language/lexer.js', '_syntaxError.syntaxError)'),
    'execution/values.js': count('execution/values.js', '_GraphQLError.GraphQLError'),
    'utilities/coerceInputValue.js': count('utilities/coerceInputValue.js', '_GraphQLError.GraphQLError'),
    'type/scalars.js': count('type/scalars.js', '_GraphQLError.GraphQLError'),
  };
  // a count that changed means new or other sentences: look at them, then set it
  expect({ ...found, ...others }).toMatchSnapshot();
});

test.each([
  ['{ dog', '语法错误：此处应为 名称'],
  ['{ dog(', '语法错误：此处应为 名称'],
  ['{ dog { name(short: ) } }', '语法错误：此处不能有 ")"'],
  ['', '语法错误：文档没有写完，请检查括号是否成对'],
  ["{ find(text: 'x') { id } }", '语法错误：文字要用双引号 " 括起来，不能用单引号'],
  ['{ find(text: "x) { id } }', '语法错误：文字缺少结尾的引号'],
  ['{ find(text: "\\q") { id } }', '语法错误：文字中的转义写法不对'],
  ['{ find(by: { count: 01 }) { id } }', '语法错误：数字写法不对'],
  ['query ($a: Int = $b) { dog { id } }', '语法错误：此处只能写固定的值，不能用变量 $b'],
  ['qury { dog { id } }', '语法错误：此处不能有 名称 "qury"'],
  ['{ dog { id } } ？', '语法错误：此处不能有字符 U+FF1F'],
])('syntax: %s', (source, expected) => {
  let error: GraphQLError | undefined;
  try {
    parse(source);
  } catch (thrown) {
    error = thrown as GraphQLError;
  }
  expect(expectChinese(error!)).toBe(expected);
});

test.each<[string, Record<string, unknown>, string]>([
  ['query ($v: Find!) { find(by: $v) { id } }', {}, '缺少必填变量 $v（类型 Find!），请补上'],
  ['query ($v: Find!) { find(by: $v) { id } }', { v: null }, '变量 $v（类型 Find!）不能为 null'],
  ['query ($v: Find) { find(by: $v) { id } }', { v: { count: 'secret' } }, '变量 $v 的 v.count：应为整数'],
  ['query ($v: Find) { find(by: $v) { id } }', { v: {} }, '变量 $v：缺少必填字段 count（类型 Int!），请补上'],
  [
    'query ($v: Find) { find(by: $v) { id } }',
    { v: { count: 1, siz: 1 } },
    '变量 $v：输入类型 Find 没有字段 siz，请改正字段名或删去它',
  ],
  ['query ($v: Find) { find(by: $v) { id } }', { v: 'secret' }, '变量 $v：此处应为对象 { … }，类型 Find'],
  [
    'query ($v: Find) { find(by: $v) { id } }',
    { v: { count: 1, size: 'secret' } },
    '变量 $v 的 v.size：Size 没有这个选项，请用它的选项之一',
  ],
  [
    'query ($v: Find) { find(by: $v) { id } }',
    { v: { count: 1, one: { a: '1', b: '2' } } },
    '变量 $v 的 v.one：One 必须且只能填一个字段',
  ],
  [
    'query ($v: Find) { find(by: $v) { id } }',
    { v: { count: null } },
    '变量 $v 的 v.count：此处不能为 null（类型 Int!）',
  ],
  [
    'query ($v: Find) { find(by: $v) { id } }',
    { v: { count: 1, flag: 'secret' } },
    '变量 $v 的 v.flag：应为 true 或 false',
  ],
])('variables: %s %j', (source, values, expected) => {
  const { variableDefinitions } = parse(source).definitions[0] as OperationDefinitionNode;
  const { errors } = getVariableValues(schema, variableDefinitions ?? [], values);
  const chinese = expectChinese(errors![0]!);
  expect(chinese).toBe(expected);
  expect(chinese).not.toMatch(/secret/);
});

test('proposals are names of the schema, never what the caller wrote', () => {
  const [error] = validate(schema, parse('{ dog { nam } }'));
  expect(suggestionsIn(error!.message, schema)).toEqual(['name']);
  expect(suggestionsIn('Value "x Did you mean "hunter2"?" is bad. Did you mean "hunter2" or "SMALL"?', schema)).toEqual(
    ['SMALL'],
  );
  expect(suggestionsIn('Value "x" Did you mean "hunter2"?', schema)).toEqual([]);
});
