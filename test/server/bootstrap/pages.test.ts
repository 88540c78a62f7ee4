import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { TempProject } from '../../support/temp-project.ts';

const { ensurePagesBuilt } = (await import(new URL('../../../server/bootstrap/pages.mjs', import.meta.url).href)) as {
  ensurePagesBuilt(where: { root: string; env: Record<string, string> }): Promise<void>;
};

/** Writes down each build. A file named `broken` beside the settings makes it fail. */
const FAKE_VITE = `
import { appendFileSync, existsSync } from 'node:fs';
import { dirname } from 'node:path';
const config = process.argv.at(-1);
appendFileSync('built.txt', config + '\\n');
process.exitCode = existsSync(dirname(config) + '/broken') ? 1 : 0;
`;

describe('building the pages', function () {
  this.timeout(60_000);

  let project: TempProject;
  const build = () => ensurePagesBuilt({ root: project.root, env: {} });

  beforeEach(() => {
    project = new TempProject();
    rmSync(join(project.root, 'node_modules'));
    project.write('node_modules/vite/bin/vite.js', FAKE_VITE);
    const script =
      'vite build --config addin/a.ts && vite build --config addin/b.ts && vite build --config server/web/c.ts';
    project.write('package.json', JSON.stringify({ type: 'module', scripts: { build: script } }));
    for (const file of [
      'addin/a.ts',
      'addin/b.ts',
      'addin/views/view.tsx',
      'server/web/c.ts',
      'server/app.ts',
      'shared/money.ts',
    ]) {
      project.write(file, '');
    }
  });

  afterEach(() => project.remove());

  /** What was built since the last call. */
  function builtNow(): string[] {
    const file = join(project.root, 'built.txt');
    appendFileSync(file, '');
    const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
    rmSync(file);
    return lines;
  }

  it('builds what the build script names, one after the other where they share a folder', async () => {
    await build();
    const configs = builtNow();
    expect(configs).to.have.members(['addin/a.ts', 'addin/b.ts', 'server/web/c.ts']);
    expect(configs.indexOf('addin/a.ts')).to.be.lessThan(configs.indexOf('addin/b.ts'));
  });

  it('does nothing when nothing has changed, or only what no page is made from', async () => {
    await build();
    builtNow();
    appendFileSync(join(project.root, 'server', 'app.ts'), 'changed');
    await build();
    expect(builtNow()).to.deep.equal([]);
  });

  for (const file of [
    'addin/views/view.tsx',
    'server/web/c.ts',
    'shared/money.ts',
    'addin/new.ts',
    'package-lock.json',
  ]) {
    it(`builds again when ${file} has changed`, async () => {
      await build();
      builtNow();
      appendFileSync(join(project.root, file), ' ');
      await build();
      expect(builtNow()).to.have.length(3);
    });
  }

  it('builds again when what was built is gone', async () => {
    await build();
    builtNow();
    rmSync(join(project.root, 'dist'), { recursive: true });
    await build();
    expect(builtNow()).to.have.length(3);
  });

  it('is a sentence where it fails, and is tried again at the next start', async () => {
    project.write('server/web/broken', '');
    const error = await build().catch((reason: Error) => reason);
    expect(error)
      .to.be.an('error')
      .with.property('message', 'The pages of server/web could not be built; the reason is above.');
    builtNow();
    rmSync(join(project.root, 'server/web/broken'));
    await build();
    expect(builtNow()).to.have.length(3);
  });
});
