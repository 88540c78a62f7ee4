import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { newMachineKey } from '../../server/identity/machine-key.ts';
import type { TenantId } from '../../shared/domain/ids.ts';
import { filesBelow, PROJECT } from './project-files.ts';

const SECRETLINT = join(PROJECT, 'node_modules/secretlint/bin/secretlint.js');
const RULES = ['--maskSecrets', '--secretlintrc', join(PROJECT, '.secretlintrc.json')];
/** A machine key of ours; its form is tied to what the server makes by a test below. */
const MACHINE_KEY = /dtk_[\da-f]{48}_[\w-]{43}/;

/** Runs secretlint; answers its exit code and what it found. */
async function secretlint(patterns: readonly string[], cwd: string, rest: readonly string[] = []) {
  const found = spawn(process.execPath, [SECRETLINT, ...RULES, ...rest, ...patterns], { cwd });
  let said = '';
  for (const stream of [found.stdout, found.stderr]) stream.on('data', (part) => (said += String(part)));
  const [code] = (await once(found, 'close')) as [number];
  return { code, said };
}

describe('the files of the project', function () {
  this.timeout(240_000);
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'duethread-secrets-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('hold no secret that secretlint knows', async () => {
    const ignore = ['--secretlintignore', join(PROJECT, '.gitignore')];
    const { code, said } = await secretlint(['**/*', '.*', '.ci/**'], PROJECT, ignore);
    expect(said).to.equal('');
    expect(code).to.equal(0);
  });

  it('would not pass with a secret among them', async () => {
    // Put together here, so that this file holds none.
    const secret = ['ghp_', 'w7Gd2Kq9Zx4', 'Lm8Rt5Vb1Nc6', 'Hj3Fy0Ps2Qa4D'].join('');
    await writeFile(join(folder, 'planted.env'), `GITHUB_TOKEN=${secret}\n`);
    const { code, said } = await secretlint(['planted.env'], folder);
    expect(code).to.equal(1);
    expect(said).to.match(/github/i);
    expect(said, 'the finding does not show the secret').not.to.contain(secret);
  });

  it('hold no machine key of ours', () => {
    const holding = filesBelow('').filter(({ text }) => MACHINE_KEY.test(text));
    expect(holding.map(({ path }) => path)).to.deep.equal([]);
  });

  it('would not pass with a machine key among them', () => {
    const { key } = newMachineKey('0123456789abcdef01234567' as TenantId);
    expect(`authorization: Bearer ${key}\n`).to.match(MACHINE_KEY);
  });
});
