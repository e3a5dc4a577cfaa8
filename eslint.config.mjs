// What the rules of the house need from a linter; how folders may import each other is in .dependency-cruiser.cjs.
import js from '@eslint/js';
import vue from 'eslint-plugin-vue';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';

const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Settings are read in packages/server/src/platform/config only, so that each is documented and checked.',
};
const ormWrites = {
  selector: 'CallExpression[callee.property.name=/^(save|getRepository|createQueryBuilder)$/]',
  message:
    'Writes go through createMany / updateMany / removeMany (platform/db/write.ts), reads through the query engine.',
};
const otherPackage = {
  group: ['**/packages/*', '../**/shared/src/**', '../**/server/src/**', '../**/web/src/**'],
  message: 'No relative path into another package: import @dossier/shared.',
};

export default defineConfig(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      'packages/web/src/gql/',
      'shots/',
      'data/',
      '.dossier/',
      '**/coverage/',
      'samples/',
      'scripts/new-feature/',
    ],
  },
  js.configs.recommended,
  ts.configs.recommended,
  vue.configs['flat/recommended'],
  {
    files: ['**/*.{ts,vue,js,mjs,cjs}'],
    languageOptions: { globals: { ...globals.node } },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      // prettier breaks lines where this rule fears a slip
      'no-unexpected-multiline': 'off',
      // the index signature checks of tsc make `!` after a proof the clearer form
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-imports': ['error', { patterns: [otherPackage] }],
      'no-restricted-syntax': ['error', environment],
    },
  },
  {
    files: ['packages/server/src/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // a forgotten `await` inside a transaction is a write after its end
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false, attributes: false } },
      ],
      '@typescript-eslint/await-thenable': 'error',
      'no-restricted-syntax': ['error', environment, ormWrites],
    },
  },
  {
    // the one place that reads the environment; tests choose their engine by it; scripts and tools are not the product
    files: ['packages/server/src/platform/config/**', '**/*.test.ts', 'packages/server/src/test/**'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // a test reads the answer it has just asked for
    files: ['**/*.test.ts', 'packages/server/src/test/**'],
    rules: { '@typescript-eslint/no-explicit-any': 'off' },
  },
  {
    files: [
      'scripts/**',
      '**/*.cjs',
      '*.mjs',
      'packages/web/codegen.mjs',
      'packages/web/vite.config.ts',
      'packages/*/bench/**',
    ],
    rules: { 'no-restricted-syntax': 'off', 'no-console': 'off', '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    // functions handed to a page run in the browser
    files: ['scripts/browser/**', 'scripts/browser-flows.mjs', 'scripts/screens.mjs'],
    languageOptions: { globals: { ...globals.browser } },
  },
  {
    files: ['packages/web/{src,public,jest}/**/*.{ts,vue,js,cjs}'],
    languageOptions: { globals: { ...globals.browser }, parserOptions: { parser: ts.parser } },
    rules: {
      // layout of templates is prettier's business
      ...Object.fromEntries(layoutRules().map((rule) => [`vue/${rule}`, 'off'])),
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-unused-refs': 'error',
      'vue/no-v-html': 'error',
      // a form hands its reactive record down; replacing the object itself is still an error
      'vue/no-mutating-props': ['error', { shallowOnly: true }],
    },
  },
);

function layoutRules() {
  return [
    'html-indent',
    'html-self-closing',
    'html-closing-bracket-newline',
    'html-closing-bracket-spacing',
    'max-attributes-per-line',
    'singleline-html-element-content-newline',
    'multiline-html-element-content-newline',
    'first-attribute-linebreak',
    'html-quotes',
    'mustache-interpolation-spacing',
    'no-multi-spaces',
    'attributes-order',
  ];
}
