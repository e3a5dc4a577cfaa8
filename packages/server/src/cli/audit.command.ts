import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readAnchors } from '../platform/audit/anchor';
import { problemText } from '../platform/audit/problem-text';
import { exportLog } from '../platform/audit/export-log';
import { anchorNow, rebaseAnchors } from '../platform/audit/keeper';
import { missingGuards } from '../platform/audit/guards';
import { chainKey } from '../platform/audit/seal';
import { sealAll } from '../platform/audit/sealer';
import { verifyChain } from '../platform/audit/verify';
import { numberOption, UsageError, type Command, type CommandInput } from './command';

export const audit: Command = {
  name: 'audit',
  summary: { zh: '校验、锚定、导出操作日志', en: 'verify, anchor and export the operation log' },
  usage: [
    'audit verify [--from N] [--to N] [--anchors FILE]',
    '  逐条校验封印链，指出第一条不符的记录；退出码 0 完好，1 有问题',
    '  walks the chain and names the first row that is wrong; exit code 0 sound, 1 not',
    'audit anchor                 封存并立即写一个锚点 · seal and write an anchor now',
    'audit export FILE [--from N] [--to N]   导出为 JSON 行 · as JSON lines',
    'audit accept --reason 原因    认可当前日志为新起点（如恢复备份之后） · take the log as it is, after a restore',
  ],
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    anchors: { type: 'string' },
    reason: { type: 'string' },
  },
  async run(input) {
    const run = actions[input.args[0] ?? ''];
    if (!run) throw new UsageError(input.args[0] ?? '');
    return run(input);
  },
};

const rangeOf = (input: CommandInput) => ({
  from: input.options['from'] === undefined ? undefined : numberOption(input, 'from', 1),
  to: input.options['to'] === undefined ? undefined : numberOption(input, 'to', 1),
});

const actions: Readonly<Record<string, (input: CommandInput) => Promise<number>>> = {
  async verify(input) {
    const { config, options, print } = input;
    const app = await input.open();
    const key = chainKey(app.cursorKey);
    const given = options['anchors'];
    const file = typeof given === 'string' ? path.resolve(config.callerDir, given) : (config.anchorFiles[0] as string);
    const anchors = await readAnchors(file, key);
    const found = await verifyChain(app.db, key, { ...rangeOf(input), anchors, page: 2000 });
    const seconds = found.ms / 1000;
    print(`  序号 · rows       ${found.from} – ${found.to} (${found.checked})`);
    print(`  速度 · speed      ${Math.round(found.checked / seconds)} rows/s, ${seconds.toFixed(2)} s`);
    print(`  锚点 · anchors    ${found.anchors} (${file})`);
    print(`  未封存 · unsealed ${found.unsealed}${found.oldestUnsealedAt ? `, ≥ ${found.oldestUnsealedAt}` : ''}`);
    const missing = await missingGuards(app.db);
    if (missing.length > 0) print(`  ! 数据库触发器缺失 · triggers are missing: ${missing.join(', ')}`);
    if (!found.problem) {
      print('✓ 操作日志完好 · the operation log is sound');
      return 0;
    }
    print(`✗ ${problemText(found.problem, 'zh')}\n  ${problemText(found.problem, 'en')}`);
    return 1;
  },
  async anchor(input) {
    const app = await input.open();
    const key = chainKey(app.cursorKey);
    const sealed = await sealAll(app, key);
    const anchor = await anchorNow(app, key, input.config.anchorFiles);
    input.print(`✓ ${sealed} 条新封存 · newly sealed`);
    input.print(anchor ? `  ${anchor.at}  #${anchor.sequence}  ${anchor.hash}` : '  日志为空 · the log is empty');
    return 0;
  },
  async export(input) {
    const [, file] = input.args;
    if (!file) throw new UsageError('FILE');
    const app = await input.open();
    const target = path.resolve(input.config.callerDir, file);
    let rows = 0;
    const lines = exportLog(app.db, { ...rangeOf(input), onRows: (n) => (rows += n) });
    await pipeline(lines, createWriteStream(target, { mode: 0o600, flags: 'wx' }));
    input.print(`✓ ${rows} → ${target}`);
    return 0;
  },
  async accept(input) {
    const reason = input.options['reason'];
    if (typeof reason !== 'string' || !reason.trim()) throw new UsageError('--reason');
    const app = await input.open();
    await sealAll(app, chainKey(app.cursorKey));
    const anchor = await rebaseAnchors(app, input.config.anchorFiles, reason);
    input.print(`✓ ${anchor.at}  #${anchor.sequence}`);
    return 0;
  },
};
