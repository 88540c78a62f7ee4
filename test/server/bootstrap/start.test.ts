import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { StartedProgram } from '../../support/started-program.ts';
import { TempProject } from '../../support/temp-project.ts';

/** Listens on its port, writes down what it was told, and takes a moment to end, as a real program does. */
const FAKE_PROGRAM = `
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
const me = import.meta.dirname.split('/').at(-1);
const note = (line: string) => appendFileSync('log.txt', me + ' ' + line + '\\n');
const { PORT, DEMO_PORT, GMAIL_ADDON_PORT, BASE_URL, DEMO_URL, DEMO, DATA_DIR, API_URL } = process.env;
const port = { server: PORT, demo: DEMO_PORT, 'gmail-addon': GMAIL_ADDON_PORT }[me];
note('settings ' + JSON.stringify({ BASE_URL, DEMO_URL, DEMO, DATA_DIR, API_URL }));
// The server says itself that it is ready, and never answers; the others are found ready by asking them.
const server = createServer((_req, res) => (me === 'server' ? undefined : res.writeHead(200).end()));
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  process.on(signal, () => {
    note(signal);
    server.closeAllConnections();
    server.close(() => setImmediate(() => { note('ended'); process.exit(0); }));
  });
}
server.listen(Number(port), () => {
  note('listens');
  if (me === 'server') process.send?.({ ready: true });
});
`;

describe('npm start', function () {
  this.timeout(60_000);

  let project: TempProject;
  let port = 0;
  const started: StartedProgram[] = [];

  beforeEach(async () => {
    project = new TempProject();
    port = await freePort();
    for (const program of ['server', 'demo', 'gmail-addon']) {
      project.write(`${program}/main.ts`, FAKE_PROGRAM);
    }
  });

  afterEach(async () => {
    for (const program of started) {
      program.process.kill('SIGKILL');
      await program.ended();
    }
    started.length = 0;
    await until(
      () =>
        log().filter((line) => line.endsWith(' listens')).length <=
        log().filter((line) => line.endsWith(' ended')).length,
    );
    project.remove();
  });

  function start(env: Record<string, string> = {}): StartedProgram {
    const program = new StartedProgram(process.execPath, [project.bootstrap, 'start'], {
      cwd: project.root,
      detached: true,
      env: { PORT: String(port), ...env },
    });
    started.push(program);
    return program;
  }

  function log(): string[] {
    const file = join(project.root, 'log.txt');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  }

  const deeds = () => log().filter((line) => !line.includes(' settings '));
  const settingsOf = (program: string) =>
    JSON.parse(
      log()
        .find((line) => line.startsWith(`${program} settings `))
        ?.split(' settings ')[1] ?? '{}',
    );

  it('starts the server and then the others, and tells each once to end, the server last, when the group is told', async () => {
    const program = start();
    await program.untilSaid(/^Ready after \d+ s at http:\/\/localhost:\d+/m);
    expect(deeds()[0]).to.equal('server listens');
    expect(deeds().slice(1)).to.have.members(['demo listens', 'gmail-addon listens']);

    process.kill(-(program.process.pid ?? 0), 'SIGTERM');
    expect(await program.ended()).to.equal(0);
    expect(deeds().slice(3)).to.deep.equal([
      'gmail-addon SIGTERM',
      'gmail-addon ended',
      'demo SIGTERM',
      'demo ended',
      'server SIGTERM',
      'server ended',
    ]);
  });

  it('stops as cleanly on Ctrl-C', async () => {
    const program = start();
    await program.untilSaid(/^Ready/m);
    process.kill(-(program.process.pid ?? 0), 'SIGINT');
    // npm passes it on a second time.
    program.process.kill('SIGINT');
    expect(await program.ended()).to.equal(0);
    expect(deeds().filter((line) => line.endsWith('SIGTERM'))).to.have.length(3);
    expect(deeds().filter((line) => line.endsWith('SIGINT'))).to.deep.equal([]);
  });

  it('tells the programs where they and their data are, the same at each start', async () => {
    const first = start();
    await first.untilSaid(/^Ready/m);
    const settings = settingsOf('demo');
    expect(settings).to.include({
      DEMO: 'on',
      BASE_URL: `http://localhost:${port}`,
      API_URL: `http://localhost:${port}`,
      DATA_DIR: join(project.root, '.data'),
    });
    expect(settings.DEMO_URL).to.match(/^http:\/\/localhost:\d+$/);
    first.process.kill('SIGTERM');
    await first.ended();

    project.write('log.txt', '');
    const second = start();
    await second.untilSaid(/^Ready/m);
    expect(settingsOf('demo')).to.deep.equal(settings);
  });

  it('starts the server alone with DEMO=off, and says what the Gmail add-on lacks', async () => {
    const program = start({ DEMO: 'off' });
    await program.untilSaid(/^Ready/m);
    expect(program.stderr).to.contain('The Gmail add-on is not set up (GMAIL_ADDON_ENDPOINT is not set)');
    expect(deeds()).to.deep.equal(['server listens']);
    expect(settingsOf('server')).to.not.have.any.keys('DEMO_URL', 'BASE_URL');
  });

  it('starts the Gmail add-on with DEMO=off where it is set up', async () => {
    const program = start({ DEMO: 'off', GMAIL_ADDON_ENDPOINT: 'https://addon.example' });
    await program.untilSaid(/^Ready/m);
    expect(deeds()).to.deep.equal(['server listens', 'gmail-addon listens']);
  });

  it('ends everything with 1 when one program ends', async () => {
    project.write('gmail-addon/main.ts', `process.stderr.write('The address is not valid.\\n'); process.exitCode = 3;`);
    const program = start();
    expect(await program.ended()).to.equal(1);
    expect(program.stderr).to.match(
      /The address is not valid\.\nThe Gmail add-on has ended \(3\), so everything is stopped\.\n/,
    );
    expect(deeds().slice(-2)).to.deep.equal(['server SIGTERM', 'server ended']);
  });

  it('starts nothing more when one program ends before it is ready', async () => {
    project.write('server/main.ts', 'process.exitCode = 1;');
    const program = start();
    expect(await program.ended()).to.equal(1);
    expect(program.stderr).to.contain('The server has ended (1), so everything is stopped.');
    expect(deeds()).to.deep.equal([]);
  });

  it('takes its programs with it when it is killed', async () => {
    const program = start();
    await program.untilSaid(/^Ready/m);
    program.process.kill('SIGKILL');
    await program.ended();
    await until(() => deeds().filter((line) => line.endsWith(' ended')).length === 3);
    expect(deeds().filter((line) => line.endsWith('SIGTERM'))).to.have.length(3);
  });

  describe('refuses with a sentence', () => {
    let other: Server | undefined;

    afterEach(() => other?.close());

    it('a port in use', async () => {
      other = await listen(port);
      expect(await refusal()).to.equal(
        `Port ${port} is in use; stop the program that has it, or choose another, as in PORT=${port + 100} npm start.\n`,
      );
    });

    it('a port for the Gmail add-on in use', async () => {
      other = await listen(0);
      const taken = portOf(other);
      expect(await refusal({ GMAIL_ADDON_PORT: String(taken) })).to.match(
        new RegExp(`^Port ${taken} is in use; .+GMAIL_ADDON_PORT=`),
      );
    });

    it('a port that is none', async () => {
      expect(await refusal({ PORT: 'http' })).to.equal(
        'PORT is "http", and a port is a whole number from 1 to 65535.\n',
      );
    });

    it('a data folder that cannot be written', async () => {
      project.write('a-file', '');
      expect(await refusal({ DATA_DIR: 'a-file' })).to.match(
        /^The data folder .+ cannot be written \(\w+\); set DATA_DIR/,
      );
    });

    async function refusal(env: Record<string, string> = {}): Promise<string> {
      const program = start(env);
      expect(await program.ended()).to.equal(1);
      expect(deeds()).to.deep.equal([]);
      return program.stderr;
    }
  });
});

async function freePort(): Promise<number> {
  const server = await listen(0);
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listen(port: number): Promise<Server> {
  const server = createServer();
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
