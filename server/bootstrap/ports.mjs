import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { PlainFailure } from './say.mjs';

const SERVER_PORT = 3000;
const LAST_PORT = 65_535;

/**
 * The ports of server, Gmail add-on and demo. What is set in the environment is taken or refused; the add-on's and the demo's are else those of
 * the last start, or free ones from PORT + 1 on. They are kept in the data folder, because sign-ins hang on the demo's address.
 */
export async function choosePorts(env, dataDir) {
  const server = portIn(env, 'PORT') ?? SERVER_PORT;
  await refuseTaken('PORT', server);
  const kept = await keptPorts(dataDir);
  const gmailAddon = await partPort(env, 'GMAIL_ADDON_PORT', {
    kept: kept[server]?.gmailAddon,
    from: server + 1,
    taken: [server],
  });
  const demo = await partPort(env, 'DEMO_PORT', {
    kept: kept[server]?.demo,
    from: server + 2,
    taken: [server, gmailAddon],
  });
  await keepPorts(dataDir, { ...kept, [server]: { gmailAddon, demo } });
  return { server, gmailAddon, demo };
}

function portIn(env, name) {
  const text = env[name];
  if (!text) {
    return undefined;
  }
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > LAST_PORT) {
    throw new PlainFailure(`${name} is "${text}", and a port is a whole number from 1 to ${LAST_PORT}.`);
  }
  return port;
}

async function partPort(env, name, { kept, from, taken }) {
  const set = portIn(env, name);
  if (set !== undefined) {
    await refuseTaken(name, set);
    return set;
  }
  for (const port of [kept, ...upFrom(from)]) {
    if (port !== undefined && !taken.includes(port) && (await isFree(port))) {
      return port;
    }
  }
  throw new PlainFailure(`No free port was found from ${from} on; set ${name}.`);
}

function* upFrom(port) {
  for (let candidate = port; candidate <= LAST_PORT; candidate++) {
    yield candidate;
  }
}

async function refuseTaken(name, port) {
  if (!(await isFree(port))) {
    throw new PlainFailure(
      `Port ${port} is in use; stop the program that has it, or choose another, as in ${name}=${port + 100} npm start.`,
    );
  }
}

/** On every address of this machine, as the server will listen, and on the loopback's. */
async function isFree(port) {
  return (await canListen(port, undefined)) && (await canListen(port, '127.0.0.1'));
}

function canListen(port, host) {
  return new Promise((answer) => {
    const server = createServer();
    server.once('error', () => answer(false));
    server.listen(port, host, () => server.close(() => answer(true)));
  });
}

function portsFile(dataDir) {
  return join(dataDir, 'ports.json');
}

async function keptPorts(dataDir) {
  try {
    return JSON.parse(await readFile(portsFile(dataDir), 'utf8'));
  } catch {
    return {};
  }
}

async function keepPorts(dataDir, ports) {
  try {
    await mkdir(dataDir, { recursive: true });
    await writeFile(portsFile(dataDir), `${JSON.stringify(ports, null, 2)}\n`);
  } catch (error) {
    throw new PlainFailure(
      `The data folder ${dataDir} cannot be written (${error.code}); set DATA_DIR to a folder that this user can write.`,
    );
  }
}
