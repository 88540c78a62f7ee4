import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { gmailDeployment } from '#shared/api/gmail-deployment.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const run = promisify(execFile);
const BASE = ['--base-url', 'https://duethread.example.com'];
const ADDON = ['--addon-url', 'https://gmail.example.com'];
const WHOLE = gmailDeployment({ baseUrl: 'https://duethread.example.com', addonUrl: 'https://gmail.example.com' });

interface Failed {
  readonly code: number;
  readonly stderr: string;
}

describe('npm run deployment', function () {
  this.timeout(120_000);
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'duethread-deployment-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const deployment = (given: readonly string[], settings: Record<string, string> = {}) =>
    run(process.execPath, ['--import', 'tsx', 'server/commands/deployment.ts', ...given], {
      cwd: ROOT,
      env: { DATA_DIR: folder, ...settings },
    });

  it('prints the deployment for two addresses', async () => {
    const { stdout } = await deployment([...BASE, ...ADDON]);
    expect(JSON.parse(stdout)).to.deep.equal(WHOLE);
  });

  it('takes from the server’s own settings what is not said', async () => {
    const { stdout } = await deployment(ADDON, { BASE_URL: 'https://duethread.example.com' });
    expect(JSON.parse(stdout)).to.deep.equal(WHOLE);
  });

  it('writes it into a file, with the name that was asked for', async () => {
    const out = join(folder, 'deployment.json');
    const { stdout, stderr } = await deployment([...BASE, ...ADDON, '--name', 'Dunning', '--out', out]);
    expect([stdout, stderr]).to.deep.equal([
      '',
      `The deployment of the add-on at https://gmail.example.com is in ${out}.\n`,
    ]);
    expect(JSON.parse(await readFile(out, 'utf8')).addOns.common.name).to.equal('Dunning');
  });

  const refused = [
    { given: BASE, says: "Name the add-on's address" },
    {
      given: [...BASE, '--addon-url', 'http://gmail.example.com'],
      says: 'needs to be an address that begins with https',
    },
    { given: [...BASE, '--addon-url', 'https://localhost:3001'], says: 'needs a host that Google reaches' },
    { given: [...BASE, ...ADDON, '--name', 'D'.repeat(51)], says: 'has room for 50 characters' },
    { given: [...BASE, ...ADDON, '--colour', 'red'], says: 'Usage: npm run deployment' },
  ];
  for (const { given, says } of refused) {
    it(`ends with a sentence for: ${given.join(' ')}`, async () => {
      const failed = (await deployment(given).catch((error: unknown) => error)) as Failed;
      expect(failed.code).to.equal(1);
      expect(failed.stderr).to.include(says);
      expect(failed.stderr).to.not.include('    at ');
    });
  }
});
