import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { useStore } from '../support/app.ts';
import { run, startProgram } from '../support/process.ts';
import { TEST_SECRET } from '../support/settings.ts';

const LINDEN = ['create', '--name', 'Linden Ltd', '--currency', 'EUR', '--zone', 'UTC', '--admin', 'a@linden.example'];

describe('server/main.ts', function () {
  this.timeout(120_000);
  const mongo = useStore();

  let dataDir: string;
  let port: number;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'duethread-main-'));
    port = await freePort();
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  const environment = (more: Record<string, string> = {}) => ({
    MONGODB_URI: mongo.uri(),
    MONGODB_DATABASE: mongo.databaseName,
    SESSION_SECRET: TEST_SECRET,
    DATA_DIR: dataDir,
    PORT: String(port),
    HOST: '127.0.0.1',
    ...more,
  });

  it('serves, says that it is ready, and ends cleanly when it is told to', async () => {
    const server = startProgram(['server/main.ts'], environment());
    await server.untilSaid(/Duethread serves/);
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect(await ready.json()).to.deep.equal({ ready: true });
    server.process.kill('SIGTERM');
    expect(await server.ended(), server.stderr).to.equal(0);
  });

  it('finishes what is under way before it ends, and takes nothing new', async () => {
    const server = startProgram(['server/main.ts'], environment());
    await server.untilSaid(/Duethread serves/);
    const body = JSON.stringify({ kind: 'page' });
    const answered = new Promise<number | undefined>((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': body.length,
        'sec-fetch-site': 'same-origin',
        expect: '100-continue',
      };
      const request = httpRequest({ port, host: '127.0.0.1', path: '/api/sessions', method: 'POST', headers });
      request.on('response', (response) => resolve(response.resume().statusCode));
      request.on('error', reject);
      // The server has the request and waits for its body; only now is it told to end.
      request.on('continue', () => {
        server.process.kill('SIGTERM');
        void refusesConnections(port).then(() => request.end(body));
      });
      request.flushHeaders();
    });
    expect(await answered).to.equal(403);
    expect(await server.ended(), server.stderr).to.equal(0);
  });

  it('takes files from the watched folder, and lets the one under way finish when it is told to end', async () => {
    const folder = join(dataDir, 'feeds');
    const inbox = join(folder, 'Linden Ltd', 'invoices');
    await mkdir(inbox, { recursive: true });
    const made = await run(['server/commands/tenant.ts', ...LINDEN], environment());
    expect(made.code, made.stderr).to.equal(0);
    const rows = Array.from({ length: 2_000 }, (_, at) => `${at},C1,2026-08-03,5.00,EUR`);
    await writeFile(join(inbox, 'may.csv'), ['number,customer,issued_on,amount,currency', ...rows].join('\n'));
    const server = startProgram(['server/main.ts'], environment({ FEED_FOLDER: folder, FEED_FOLDER_SECONDS: '1' }));
    await server.untilSaid(/Duethread serves/);
    // It is at the file as soon as that is no longer in its place.
    while ((await readdir(inbox)).includes('may.csv')) await setImmediate();
    server.process.kill('SIGTERM');
    expect(await server.ended(), server.stderr).to.equal(0);
    expect(await readdir(join(inbox, '.taking'))).to.deep.equal([]);
    expect((await readdir(join(inbox, 'done'))).sort()).to.deep.equal(['may.csv', 'may.csv.txt']);
    expect(await readFile(join(inbox, 'done', 'may.csv.txt'), 'utf8')).to.contain('may.csv: taken as run 1. 2000 rows');
  });

  it('says in one sentence that the watched folder cannot be used', async () => {
    const { code, stderr } = await run(['server/main.ts'], environment({ FEED_FOLDER: join(dataDir, 'nowhere') }));
    expect(code).to.equal(1);
    expect(stderr.trim().split('\n').at(-1)).to.match(/^FEED_FOLDER is .*nowhere, which is no folder/);
  });

  it('says in one sentence that the port is in use', async () => {
    const other = createServer().listen(port, '127.0.0.1');
    const { code, stderr } = await run(['server/main.ts'], environment());
    other.close();
    expect(code).to.equal(1);
    expect(stderr.trim().split('\n').at(-1)).to.equal(`Port ${port} is in use; end what uses it, or choose another.`);
  });

  it('says in one sentence what is wrong with its settings', async () => {
    const { code, stderr } = await run(['server/main.ts'], environment({ SESSION_SECRET: '', LOG_LEVEL: 'loud' }));
    expect(code).to.equal(1);
    expect(stderr.trim().split('\n')).to.have.length(1);
    expect(stderr).to.contain('SESSION_SECRET').and.contain('LOG_LEVEL');
  });

  it('starts on a data folder of its own, tells commands where it is, and stops the database with itself', async () => {
    const own = { DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1', DEV_SIGN_IN: 'on' };
    const server = startProgram(['server/main.ts'], own);
    await server.untilSaid(/Duethread serves/);
    const made = await run(
      [
        'server/commands/tenant.ts',
        'create',
        '--name',
        'N',
        '--currency',
        'EUR',
        '--zone',
        'UTC',
        '--admin',
        'a@b.example',
      ],
      { DATA_DIR: dataDir },
    );
    expect(made.stdout).to.contain(`http://localhost:${port}/sign-in/link?secret=`);
    const token = await run(['server/commands/token.ts', '--user', 'a@b.example'], { DATA_DIR: dataDir });
    const me = await fetch(`http://127.0.0.1:${port}/api/me`, {
      headers: { authorization: `Bearer ${token.stdout.trim()}` },
    });
    expect(me.status, token.stderr).to.equal(200);
    server.process.kill('SIGINT');
    expect(await server.ended(), server.stderr).to.equal(0);
    const state = JSON.parse(await readFile(join(dataDir, 'mongo', 'duethread.json'), 'utf8'));
    expect(state.running).to.equal(null);
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function refusesConnections(port: number): Promise<void> {
  for (;;) {
    try {
      await fetch(`http://127.0.0.1:${port}/healthz`);
    } catch {
      return;
    }
  }
}
