// What `npm start`, `npm test` and every other command run first: plain JavaScript, because nothing may be installed yet.
const OLDEST_NODE = [20, 19];

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  process.stderr.write(
    `Node ${OLDEST_NODE.join('.')} or later is needed, and this is ${process.versions.node}; install a newer one from nodejs.org and try again.\n`,
  );
  process.exit(1);
}

// Imported only now: an older Node may not understand what these files are written in.
const { bootstrap } = await import('./bootstrap/bootstrap.mjs');
process.exitCode = await bootstrap(process.argv.slice(2), process.env);
