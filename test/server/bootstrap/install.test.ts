import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { StartedProgram } from '../../support/started-program.ts';
import { TempProject } from '../../support/temp-project.ts';

type Packages = Record<string, { version: string; optional?: boolean }>;

describe('what is installed', function () {
  this.timeout(60_000);

  let project: TempProject;

  beforeEach(() => {
    project = new TempProject();
    // npm's own record of an installation is what counts, so the packages themselves are not needed.
    rmSync(join(project.root, 'node_modules'));
    project.write('command.ts', '');
    lock({
      '': { version: '1.0.0' },
      'node_modules/one': { version: '1.0.0' },
      'node_modules/of-mac': { version: '1.0.0', optional: true },
    });
  });

  afterEach(() => project.remove());

  it('is left alone where it is what the lock asks for, other systems’ packages aside', async () => {
    installed({ 'node_modules/one': { version: '1.0.0' } });
    expect(await npmCalls()).to.deep.equal([]);
  });

  it('is installed where there is nothing', async () => {
    expect(await npmCalls()).to.deep.equal(['ci --no-audit --no-fund --loglevel=error']);
  });

  it('is installed anew where the lock has another version', async () => {
    installed({ 'node_modules/one': { version: '0.9.0' } });
    expect(await npmCalls()).to.have.length(1);
  });

  it('is installed anew where the lock has one more', async () => {
    installed({ 'node_modules/of-mac': { version: '1.0.0' } });
    expect(await npmCalls()).to.have.length(1);
  });

  it('is a sentence where it fails, and the command does not run', async () => {
    project.write('command.ts', `console.log('ran');`);
    const program = await runWith('echo "npm error network" >&2; exit 9');
    expect(program.process.exitCode).to.equal(1);
    expect(program.stdout).to.equal('');
    expect(program.stderr).to.match(
      /^npm error network\nThe packages could not be installed \(npm ci ended with 9, its reasons are above\); see that the npm registry can be reached/,
    );
  });

  function lock(packages: Packages): void {
    project.write('package-lock.json', JSON.stringify({ packages }));
  }

  function installed(packages: Packages): void {
    project.write('node_modules/.package-lock.json', JSON.stringify({ packages }));
  }

  async function npmCalls(): Promise<string[]> {
    await runWith('echo "$@" >> npm-calls.txt; echo "what npm says"');
    try {
      return readFileSync(join(project.root, 'npm-calls.txt'), 'utf8').trim().split('\n');
    } catch {
      return [];
    }
  }

  /** Runs a command with an npm of the test's making first on the PATH. */
  async function runWith(npm: string): Promise<StartedProgram> {
    project.write('bin/npm', '');
    writeFileSync(join(project.root, 'bin', 'npm'), `#!/bin/sh\n${npm}\n`);
    chmodSync(join(project.root, 'bin', 'npm'), 0o755);
    const program = new StartedProgram(process.execPath, [project.bootstrap, 'run', 'command.ts'], {
      cwd: project.root,
      env: { PATH: `${join(project.root, 'bin')}:/usr/bin:/bin` },
    });
    await program.ended();
    return program;
  }
});
