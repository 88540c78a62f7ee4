import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { lintManifest } from '../../../server/manifest/lint-manifest.ts';
import { manifestSettings } from '../../../server/manifest/manifest-settings.ts';
import { manifestXml } from '../../../server/manifest/manifest-xml.ts';
import { paneIconSize } from '../../../server/manifest/pane-icons.ts';
import { BROKEN_COMMANDS } from './broken-commands.ts';
import { BROKEN_VALUES } from './broken-manifests.ts';

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const ROOT = resolve(import.meta.dirname, '../../..');
const GOOD = manifestXml(manifestSettings('https://localhost:3000'));

describe('lintManifest', () => {
  it('finds nothing wrong with the manifest that we make', () => {
    expect(lintManifest(GOOD, paneIconSize)).to.deep.equal([]);
  });

  for (const { what, from, to, says, at = to } of [...BROKEN_VALUES, ...BROKEN_COMMANDS]) {
    it(`refuses ${what}, with its line`, () => {
      const broken = GOOD.replace(from, to);
      expect(broken, 'the mistake').to.not.equal(GOOD);
      const problems = lintManifest(broken, paneIconSize);
      const found = problems.find(({ problem }) => problem.includes(says));
      expect(found, JSON.stringify(problems)).to.not.equal(undefined);
      expect(broken.split('\n')[Number(found?.line) - 1]).to.include(at);
    });
  }

  it('names the very line of the mistake', () => {
    const broken = GOOD.replace('"SoftBlock"', '"Softblock"');
    const line = broken.split('\n').findIndex((text) => text.includes('"Softblock"')) + 1;
    expect(lintManifest(broken, paneIconSize)).to.deep.equal([
      { line, problem: 'SendMode "Softblock" is none of PromptUser, SoftBlock, Block.' },
    ]);
  });
});

describe('manifest.xml', () => {
  it('is the one that npm run manifest makes for https://localhost:3000', async () => {
    expect(await readFile(join(ROOT, 'manifest.xml'), 'utf8')).to.equal(GOOD);
  });

  it('names the functions and the button that the launch events have', async () => {
    const events = await readFile(join(ROOT, 'addin/events.ts'), 'utf8');
    const named = [...GOOD.matchAll(/FunctionName="(\w+)"/g)].map(([, name]) => name);
    expect(named).to.have.length(2);
    for (const name of named) expect(events).to.include(`associate('${name}'`);
    const onSend = await readFile(join(ROOT, 'addin/launch-events/on-message-send.ts'), 'utf8');
    const [, command = ''] = /'(\w+OpenPane)'/.exec(onSend) ?? [];
    expect(GOOD).to.include(`<Control xsi:type="Button" id="${command}">`);
  });

  it('keeps its id for an address, and has another for another', () => {
    const { id } = manifestSettings('https://a.example');
    expect(manifestSettings('https://a.example/').id).to.equal(id);
    expect(manifestSettings('https://b.example').id).to.not.equal(id);
  });

  for (const address of ['http://a.example', 'https://a.example/duethread', 'a.example', 'https://u@a.example']) {
    it(`is not made for ${address}`, () => {
      expect(() => manifestSettings(address)).to.throw(RangeError, 'write https://');
    });
  }

  it('stays well-formed whatever the company is called', () => {
    const xml = manifestXml(manifestSettings('https://a.example', { name: 'Müller & "Söhne" <AR>' }));
    expect(lintManifest(xml, paneIconSize)).to.deep.equal([]);
  });

  it("is read by Microsoft's own tool", async function () {
    this.timeout(60_000);
    const { stdout } = await tool(require.resolve('office-addin-manifest/cli.js'), 'info', join(ROOT, 'manifest.xml'));
    expect(stdout).to.include('Permissions: ReadWriteItem').and.to.include('Name: Duethread');
  });

  it("is taken by Microsoft's converter, whose result is valid", async function () {
    this.timeout(120_000);
    const folder = await mkdtemp(join(tmpdir(), 'duethread-manifest-'));
    try {
      await tool(
        require.resolve('office-addin-manifest-converter/cli.js'),
        'convert',
        join(ROOT, 'manifest.xml'),
        '-o',
        folder,
      );
      const converted = join(folder, 'manifest.json');
      const { extensions } = JSON.parse(await readFile(converted, 'utf8')) as { extensions: unknown };
      expect(JSON.stringify(extensions)).to.include('"sendMode":"softBlock"').and.to.include('onNewMessageCompose');
      await tool(require.resolve('office-addin-manifest/cli.js'), 'validate', converted);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

function tool(script: string, ...given: string[]): Promise<{ stdout: string }> {
  return run(process.execPath, [script, ...given]);
}
