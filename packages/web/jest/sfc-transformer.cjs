// Compiles `<script setup>` components for Jest: compiler-sfc to TypeScript, then SWC to CommonJS. The public plugins lag behind Jest.
const { createHash } = require('node:crypto');
const { compileScript, parse } = require('@vue/compiler-sfc');
const { transformSync } = require('@swc/core');

module.exports = {
  getCacheKey: (source, filename) => createHash('sha1').update('1').update(filename).update(source).digest('hex'),
  process(source, filename) {
    const { descriptor, errors } = parse(source, { filename });
    if (errors.length > 0) throw errors[0];
    const script = compileScript(descriptor, { id: filename, inlineTemplate: true });
    return transformSync(script.content, {
      filename,
      configFile: false,
      swcrc: false,
      sourceMaps: 'inline',
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'commonjs' },
    });
  },
};
