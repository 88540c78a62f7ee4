import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import mongoose from 'mongoose';
import { PROFILES } from '../../../server/features/erp-feed/profile-list.ts';
import { testDatabase } from '../../support/global-setup.ts';
import { StartedProgram } from '../../support/started-program.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const EXAMPLES = 'docs/examples';
const DATABASE = `test_feed_command_${process.pid}`;
const ROWS = 'number,customer,issued_on,amount,currency';

describe('npm run feed', function () {
  this.timeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), 'duethread-feed-'));
  let environment: Record<string, string> = {};

  before(async () => {
    const { uri } = await testDatabase();
    environment = {
      MONGODB_URI: uri,
      MONGODB_DATABASE: DATABASE,
      SESSION_SECRET: 'a secret that only the tests know, 32+',
    };
  });

  after(async () => {
    const client = new mongoose.mongo.MongoClient((await testDatabase()).uri);
    await client.db(DATABASE).dropDatabase();
    await client.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function started(args: string[], env = environment): StartedProgram {
    return new StartedProgram(process.execPath, ['--import', 'tsx', 'server/commands/feed.ts', ...args], {
      cwd: ROOT,
      env: { DATA_DIR: join(folder, 'data'), ...env },
    });
  }

  async function feed(args: string[], env = environment) {
    const program = started(args, env);
    const code = await program.ended();
    return { code, stdout: program.stdout, stderr: program.stderr };
  }

  function file(name: string, ...lines: string[]): string {
    const path = join(folder, name);
    writeFileSync(path, lines.join('\n'));
    return path;
  }

  it('starts the embedded database where none is named, adds the company and says so, and takes files in order', async () => {
    const files = ['invoices', 'payments'].map((profile) => join(EXAMPLES, `${profile}.csv`));
    const first = await feed(['invoices', files[0] ?? '', '--tenant', 'Halden Ltd', '--json'], {});
    expect(first.stderr).to.contain('There was no company "Halden Ltd": it is added, with currency USD and zone UTC.');
    expect(first.code).to.equal(0);
    const { tenant, runs } = JSON.parse(first.stdout);
    expect(tenant).to.include({ name: 'Halden Ltd', created: true });
    expect(runs[0]).to.include({ fileName: 'invoices.csv', state: 'committed', number: 1 });
    // The only company needs no name, and what was fed before is there.
    const second = await feed(['payments', files[1] ?? ''], {});
    expect(second.code, second.stderr).to.equal(0);
    expect(second.stdout).to.contain('payments.csv: taken as run 2. 10 rows; in the ledger 13 new');
    expect(second.stdout).to.contain('discount: €100.00');
  });

  it('gives a company that it adds the currency and zone of the mapping', async () => {
    const mapping = file('yen.json', JSON.stringify({ currency: 'JPY', zone: 'Asia/Tokyo' }));
    const path = file('yen.csv', 'number,customer,issued_on,amount', '1,C1,2026-08-03,500');
    const { code, stderr } = await feed(['invoices', path, '--tenant', 'Tokyo KK', '--mapping', mapping]);
    expect(code).to.equal(0);
    expect(stderr).to.contain('with currency JPY and zone Asia/Tokyo');
  });

  it('ends with 0 where nothing changed, and with 1 and the wrong cells where the file is refused', async () => {
    const right = file('right.csv', ROWS, '1,C1,2026-08-03,5.00,EUR');
    const wrong = file('wrong.csv', ROWS, '2,C1,2026-08-03,five,EUR', '3,C1,2026-08-03,7.00,EUR');
    const tenant = ['--tenant', 'Brightwater'];
    expect((await feed(['invoices', right, ...tenant])).code).to.equal(0);
    const again = await feed(['invoices', right, ...tenant]);
    expect(again.code, again.stderr).to.equal(0);
    expect(again.stdout).to.contain('right.csv: nothing changed.');
    const refused = await feed(['invoices', wrong, right, ...tenant]);
    expect(refused.code).to.equal(1);
    expect(refused.stdout).to.contain('wrong.csv: refused, nothing taken.');
    expect(refused.stdout).to.contain('line 2, amount "five": is not an amount as this file writes them');
    expect(refused.stdout).to.contain('One file was not read.');
    const skipped = await feed([
      'invoices',
      wrong,
      ...tenant,
      '--on-problem',
      'skip',
      '--data-as-of',
      '2026-11-01T00:00:00Z',
      '--json',
    ]);
    expect(skipped.code).to.equal(0);
    expect(JSON.parse(skipped.stdout).runs[0]).to.deep.include({ state: 'committed', problemCount: 1 });
  });

  it('adds no company for a file that cannot be taken, nor in a dry run', async () => {
    const wrong = file('no-columns.csv', 'a,b', '1,2');
    const refused = await feed(['invoices', wrong, '--tenant', 'Nobody', '--json']);
    expect(refused.code).to.equal(1);
    expect(JSON.parse(refused.stdout)).to.deep.include({ tenant: null });
    const right = file('right-again.csv', ROWS, '1,C1,2026-08-03,5.00,EUR');
    const dry = await feed(['invoices', right, '--tenant', 'Nobody', '--dry-run', '--json']);
    expect(dry.code).to.equal(0);
    const [run] = JSON.parse(dry.stdout).runs;
    expect(run).to.deep.include({ id: null, state: 'dry_run' });
    expect(run.notes.join()).to.contain('no company "Nobody" yet');
  });

  it('holds what looks wrong for a person, ends with 1, and takes it once it is let pass', async () => {
    const path = file('total.csv', ROWS, '1,C1,2026-08-03,5.00,EUR', '2,C1,2026-08-03,7.00,EUR', 'Total,,,99.00,');
    const right = file('right-after.csv', ROWS, '3,C1,2026-08-03,5.00,EUR');
    const tenant = ['--tenant', 'Kestrel'];
    const unknown = await feed(['invoices', path, ...tenant, '--json']);
    expect(unknown.code, unknown.stderr).to.equal(1);
    expect(JSON.parse(unknown.stdout), 'no company is added for it').to.deep.include({ tenant: null });
    expect(JSON.parse(unknown.stdout).runs[0].holds[0].code).to.equal('totals_differ');
    expect((await feed(['invoices', right, ...tenant])).code).to.equal(0);
    const held = await feed(['invoices', path, right, ...tenant]);
    expect(held.code).to.equal(1);
    expect(held.stdout).to.contain('total.csv: held, nothing taken.').and.to.contain('One file was not read.');
    expect(held.stdout).to.contain('If that is right, feed it again with --accept totals_differ');

    const runs = JSON.parse((await feed(['runs', ...tenant, '--json'])).stdout).runs;
    expect(runs.map(({ state }: { state: string }) => state)).to.deep.equal(['held', 'committed']);
    const listed = await feed(['runs', ...tenant, '--limit', '1']);
    expect(listed.stdout).to.contain('total.csv: held, nothing taken for totals_differ. ');
    const refusedAgain = await feed(['retry', runs[0].id, ...tenant]);
    expect(refusedAgain.code).to.equal(1);
    const retried = await feed(['retry', runs[0].id, '--accept', 'totals_differ', ...tenant]);
    expect(retried.code, retried.stderr).to.equal(0);
    expect(retried.stdout).to.contain('total.csv: taken as run 2.').and.to.contain('Let pass (totals_differ):');
  });

  it('takes the last run back', async () => {
    const path = file('back.csv', ROWS, '1,C1,2026-08-03,5.00,EUR');
    const tenant = ['--tenant', 'Linden'];
    const fed = JSON.parse((await feed(['invoices', path, ...tenant, '--json'])).stdout);
    const [{ id }] = fed.runs;
    const unexplained = await feed(['take-back', id, ...tenant]);
    expect(unexplained.stderr).to.contain('--reason is missing');
    const back = await feed(['take-back', id, '--reason', 'of another company', ...tenant]);
    expect(back.code, back.stderr).to.equal(0);
    expect(back.stdout).to.contain('back.csv: run 1 is taken back, by run 2. The ledger is as before it.');
    const anew = await feed(['invoices', path, ...tenant]);
    expect(anew.stdout).to.contain('back.csv: taken as run 3.');
  });

  it('feeds the kept file of a run again whose process was killed', async () => {
    const rows = Array.from({ length: 25_000 }, (_, at) => `${at},C${at % 50},2026-08-03,5.00,EUR`);
    const path = file('large.csv', ROWS, ...rows);
    const tenant = ['--tenant', 'Osprey'];
    await feed(['invoices', file('first.csv', ROWS, 'A1,C1,2026-08-03,5.00,EUR'), ...tenant]);
    const program = started(['invoices', path, ...tenant]);
    await program.untilSaid(/rows checked/);
    program.process.kill('SIGKILL');
    await program.ended();
    const [run] = JSON.parse((await feed(['runs', ...tenant, '--json'])).stdout).runs;
    expect(run).to.deep.include({ fileName: 'large.csv', state: 'taking', number: null, hasFile: true });
    rmSync(path);
    const retried = await feed(['retry', run.id, ...tenant, '--json']);
    expect(retried.code, retried.stderr).to.equal(0);
    const [taken] = JSON.parse(retried.stdout).runs;
    expect(taken).to.deep.include({ state: 'committed', rowCount: 25_000 });
    expect(taken.counts).to.deep.equal({ new: 25_000, changed: 0, equal: 0, historic: 0 });
  });

  it('lists the profiles without a database', async () => {
    const { code, stdout, stderr } = await feed(['profiles']);
    expect([code, stderr]).to.deep.equal([0, '']);
    for (const { name, about } of Object.values(PROFILES)) expect(stdout).to.contain(name).and.to.contain(about);
  });

  it('ends with 1 and a sentence, and opens no database, where it cannot do what it is asked', async () => {
    for (const [args, says] of [
      [['invoices', 'nowhere.csv'], 'nowhere.csv that can be read'],
      [['invoices', 'x.csv', '--frob'], 'Usage: npm run feed'],
      [['retry'], 'Name one run'],
      [['runs', '--limit', 'many'], '--limit is "many"'],
    ] as const) {
      const { code, stdout, stderr } = await feed([...args]);
      expect([code, stdout]).to.deep.equal([1, '']);
      expect(stderr).to.contain(says).and.to.not.contain('MongoDB');
    }
  });
});
