import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import Components from 'unplugin-vue-components/vite';
import { defineConfig, type Plugin } from 'vite';

const shared = (path: string) => fileURLToPath(new URL(`../shared/src/${path}`, import.meta.url));
const server = 'http://127.0.0.1:4000';

/** Libraries that change only when a version does keep a chunk of their own, so a release leaves them in the browser's cache. */
const vendors = [
  { name: 'vue', test: /node_modules[\\/](@vue[\\/](?!apollo)|vue|vue-router|vue-i18n|@intlify|pinia)[\\/]/ },
  { name: 'graph', test: /node_modules[\\/](@apollo|@vue[\\/]apollo-composable|optimism|@wry|zen-observable-ts)[\\/]/ },
];

/** The table of regions is data, not script: the built console fetches it as JSON, which the browser reads in a tenth of the time. */
const regionsAsData: Plugin = {
  name: 'regions-as-data',
  apply: 'build',
  enforce: 'pre',
  load(id) {
    if (!id.endsWith('/data/regions.json')) return null;
    const source = JSON.stringify(JSON.parse(readFileSync(id, 'utf8')));
    const file = this.emitFile({ type: 'asset', name: 'regions.json', source });
    return {
      code: `export default await (await fetch(import.meta.ROLLUP_FILE_URL_${file})).json();`,
      moduleType: 'js',
    };
  },
};

export default defineConfig(({ command }) => ({
  plugins: [
    regionsAsData,
    vue(),
    // Element Plus is taken component by component; our own components are imported by name where they are used.
    Components({ dirs: [], dts: false, resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
  ],
  resolve: {
    alias: [
      { find: /^@ctrl\/tinycolor$/, replacement: fileURLToPath(new URL('src/styles/plain-color.ts', import.meta.url)) },
      { find: /^@dossier\/shared$/, replacement: shared('index.ts') },
      { find: /^@dossier\/shared\/(.+)$/, replacement: shared('$1.ts') },
    ],
  },
  define: {
    __VUE_I18N_LEGACY_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    // Apollo Client drops its warnings and their texts from the bundle by this flag.
    ...(command === 'build' ? { 'globalThis.__DEV__': 'false' } : {}),
  },
  build: {
    target: 'es2022',
    sourcemap: false,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: { codeSplitting: { groups: vendors } },
      // Loading it does nothing by itself: pages that only show amounts go without it.
      treeshake: { moduleSideEffects: [{ test: /node_modules[\\/]decimal\.js/, sideEffects: false }] },
    },
  },
  server: {
    proxy: Object.fromEntries(
      ['/graphql', '/auth', '/imports', '/exports', '/files', '/health'].map((path) => [path, server]),
    ),
  },
}));
