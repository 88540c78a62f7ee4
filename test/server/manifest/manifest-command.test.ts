import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { manifestSettings } from '../../../server/manifest/manifest-settings.ts';
import { manifestXml } from '../../../server/manifest/manifest-xml.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const run = promisify(execFile);

interface Failed {
  readonly code: number;
  readonly stderr: string;
}

function manifest(...given: string[]): Promise<{ stdout: string; stderr: string }> {
  return run(process.execPath, ['--import', 'tsx', 'server/commands/manifest.ts', ...given], { cwd: ROOT });
}

describe('npm run manifest', function () {
  this.timeout(60_000);

  it('prints the manifest for an address', async () => {
    const { stdout } = await manifest('--base-url', 'https://duethread.example.com');
    expect(stdout).to.equal(manifestXml(manifestSettings('https://duethread.example.com')));
  });

  it('writes it into a file, with what was asked for', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'duethread-manifest-'));
    try {
      const out = join(folder, 'manifest.xml');
      const { stdout, stderr } = await manifest(
        '--base-url',
        'https://a.example',
        '--out',
        out,
        '--version',
        '2.1.0.0',
      );
      expect([stdout, stderr]).to.deep.equal(['', `The manifest for https://a.example is in ${out}.\n`]);
      expect(await readFile(out, 'utf8')).to.include('<Version>2.1.0.0</Version>');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  const refused = [
    { given: [], says: "Name the server's address." },
    { given: ['--base-url', 'http://a.example'], says: 'write https://' },
    { given: ['--base-url', 'https://a.example', '--id', 'mine'], says: 'Id "mine" is no GUID.' },
    { given: ['--base-url', 'https://a.example', '--colour', 'red'], says: 'Usage: npm run manifest' },
  ];
  for (const { given, says } of refused) {
    it(`ends with a sentence for: ${given.join(' ') || 'nothing'}`, async () => {
      const failed = (await manifest(...given).catch((error: unknown) => error)) as Failed;
      expect(failed.code).to.equal(1);
      expect(failed.stderr).to.include(says);
      expect(failed.stderr).to.not.include('    at ');
    });
  }
});
