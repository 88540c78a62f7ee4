import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { StartedProgram } from '../../support/started-program.ts';
import { TempProject } from '../../support/temp-project.ts';

interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly refusedSkips: readonly string[];
}

const { judge } = (await import(new URL('../../../server/bootstrap/test.mjs', import.meta.url).href)) as {
  judge(result: Count | null, run: { code: number; isCi: boolean }): Count & { notes: readonly string[] };
};
const REPORTER = fileURLToPath(new URL('../../support/reporter.mjs', import.meta.url));

const TESTS = `
describe('ledger', () => {
  it('adds', () => {});
  it('subtracts', () => { throw new Error('no'); });
  it.skip('divides', () => {});
  describe('on sample data', () => {
    before(function () { this.test.parent.withoutSharedData = true; this.skip(); });
    it('reads', () => {});
  });
  describe('with a broken start', () => {
    before(() => { throw new Error('no'); });
    it('is never reached', () => {});
  });
});
`;

describe('the count of the tests', function () {
  this.timeout(60_000);

  let project: TempProject;

  beforeEach(() => {
    project = new TempProject();
    project.write('some.test.mjs', TESTS);
  });

  afterEach(() => project.remove());

  async function mocha(...args: string[]): Promise<StartedProgram> {
    const bin = join(project.root, 'node_modules', 'mocha', 'bin', 'mocha.js');
    const program = new StartedProgram(process.execPath, [bin, '--reporter', REPORTER, ...args, 'some.test.mjs'], {
      cwd: project.root,
    });
    await program.ended();
    return program;
  }

  it('is the last line: a broken hook counts as failed, a skip as skipped', async () => {
    const { stdout } = await mocha();
    expect(stdout.trimEnd().split('\n').at(-1)).to.equal('1 passed, 2 failed, 2 skipped');
  });

  it('goes into a file for whoever prints it, with the skips that CI refuses', async () => {
    const file = join(project.root, 'result.json');
    const { stdout } = await mocha('--reporter-option', `result=${file}`);
    expect(stdout).not.to.contain('1 passed, 2 failed');
    expect(JSON.parse(readFileSync(file, 'utf8'))).to.deep.equal({
      passed: 1,
      failed: 2,
      skipped: 2,
      refusedSkips: ['ledger divides'],
    });
  });

  describe('is judged', () => {
    const count: Count = { passed: 9, failed: 0, skipped: 2, refusedSkips: ['ledger divides'] };

    it('as it is, outside CI', () => {
      expect(judge(count, { code: 0, isCi: false })).to.include({ passed: 9, failed: 0, skipped: 2 });
    });

    it('in CI with each skip as failed, but for want of the sample data', () => {
      const judged = judge(count, { code: 0, isCi: true });
      expect(judged).to.include({ passed: 9, failed: 1, skipped: 1 });
      expect(judged.notes).to.deep.equal(['Skipped, which counts as failed here: ledger divides']);
    });

    it('as failed where mocha did not reach its end, or ended badly all the same', () => {
      expect(judge(null, { code: 1, isCi: false })).to.include({ passed: 0, failed: 1 });
      expect(judge(count, { code: 7, isCi: false })).to.include({ passed: 9, failed: 1 });
    });
  });
});
