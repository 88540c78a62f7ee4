import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { StartedProgram } from '../../support/started-program.ts';
import { TempProject } from '../../support/temp-project.ts';

describe('the bootstrap', function () {
  this.timeout(60_000);

  let project: TempProject;
  const bootstrap = (...args: string[]) => new StartedProgram(process.execPath, [...args], { cwd: project.root });

  beforeEach(() => {
    project = new TempProject();
  });

  afterEach(() => project.remove());

  it('runs a TypeScript file with its arguments: its stdout alone, its exit code', async () => {
    project.write(
      'command.ts',
      'const args: string[] = process.argv.slice(2); console.log(JSON.stringify(args)); process.exitCode = 3;',
    );
    const program = bootstrap(project.bootstrap, 'run', 'command.ts', 'ageing', '--as-of', '2026-11-20', '--json');
    expect(await program.ended()).to.equal(3);
    expect(JSON.parse(program.stdout)).to.deep.equal(['ageing', '--as-of', '2026-11-20', '--json']);
    expect(program.stderr).to.equal('');
  });

  it('tells the file once to end, and gives the code that it ends with', async () => {
    project.write(
      'command.ts',
      `const alive = setInterval(() => {}, 1000);
       process.on('SIGTERM', () => { console.log('told'); clearInterval(alive); process.exitCode = 7; });
       console.log('runs');`,
    );
    const program = bootstrap(project.bootstrap, 'run', 'command.ts');
    await program.untilSaid(/runs/);
    program.process.kill('SIGTERM');
    expect(await program.ended()).to.equal(7);
    expect(program.stdout).to.equal('runs\ntold\n');
  });

  it('gives 128 and the number of the signal that ended the file', async () => {
    project.write('command.ts', `process.kill(process.pid, 'SIGKILL');`);
    expect(await bootstrap(project.bootstrap, 'run', 'command.ts').ended()).to.equal(137);
  });

  it('takes the settings of .env where the environment has none', async () => {
    project.write('.env', 'PORT=4100\nHOME=from-the-file\n');
    project.write('command.ts', 'console.log(process.env.PORT, process.env.HOME === "from-the-file");');
    const program = bootstrap(project.bootstrap, 'run', 'command.ts');
    await program.ended();
    expect(program.stdout).to.equal('4100 false\n');
  });

  it('says which Node it needs to one that is too old', async () => {
    const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.18.3' } });`;
    const program = bootstrap(
      '--import',
      `data:text/javascript,${encodeURIComponent(older)}`,
      project.bootstrap,
      'start',
    );
    expect(await program.ended()).to.equal(1);
    expect(program.stderr).to.equal(
      'Node 20.19 or later is needed, and this is 20.18.3; install a newer one from nodejs.org and try again.\n',
    );
  });

  it('says what it can do', async () => {
    const program = bootstrap(project.bootstrap, 'stop');
    expect(await program.ended()).to.equal(2);
    expect(program.stderr).to.equal('Give one of: start, run, test, check.\n');
  });
});
