// Imported first, on its own: it must parse and run on any Node that knows modules, however old.
const floor = [20, 19];
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < floor[0] || (major === floor[0] && minor < floor[1])) {
  console.error(
    `\nDossier 需要 Node.js ${floor.join('.')} 或更高版本，当前是 ${process.versions.node}。请到 https://nodejs.org 下载安装后重试。\n` +
      `Dossier needs Node.js ${floor.join('.')} or newer; this is ${process.versions.node}. Get it from https://nodejs.org and try again.\n`,
  );
  process.exit(1);
}
