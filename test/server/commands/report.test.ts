import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { inTenant } from '../../../server/mongo/tenancy.ts';
import { TestApp, useStore } from '../../support/app.ts';
import { itemRow, runRequest } from '../../support/ledger-rows.ts';
import { type Ended, run } from '../../support/process.ts';
import { TEST_SECRET } from '../../support/settings.ts';

describe('npm run report', function () {
  this.timeout(120_000);
  const mongo = useStore();
  const app = new TestApp();

  let dataDir: string;
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'duethread-report-'));
  });
  after(() => rm(dataDir, { recursive: true, force: true }));

  function report(...args: string[]): Promise<Ended> {
    return run(['server/commands/report.ts', ...args], {
      MONGODB_URI: mongo.uri(),
      MONGODB_DATABASE: mongo.databaseName,
      SESSION_SECRET: TEST_SECRET,
      DATA_DIR: dataDir,
      BASE_URL: 'http://localhost:3000',
    });
  }

  it('prints the answer of the API as JSON, and nothing else, on stdout', async () => {
    const tenant = await app.tenant();
    await inTenant(tenant.id, () => app.services.ledgerRuns.take(runRequest([itemRow('1001')])));
    const { code, stdout } = await report('ageing', '--as-of', '2026-04-15', '--json');
    expect(code).to.equal(0);
    const query = { asOf: '2026-04-15' as never };
    const answer = await inTenant(tenant.id, () => app.services.reports.answer('ageing', query, tenant));
    expect(JSON.parse(stdout)).to.deep.equal(JSON.parse(JSON.stringify(answer)));
    expect(answer.rowCount).to.equal(1);
  });

  it('prints a table without --json', async () => {
    const tenant = await app.tenant();
    await inTenant(tenant.id, () => app.services.ledgerRuns.take(runRequest([itemRow('1001')])));
    const { code, stdout } = await report('ageing', '--tenant', tenant.name, '--as-of', '2026-03-31');
    expect(code).to.equal(0);
    expect(stdout).to.match(/Brightwater GmbH, as of 2026-03-31\n/);
    expect(stdout).to.match(/C1 +C1 +EUR +100\.00 +100\.00/);
  });

  for (const { args, says } of [
    { args: [], says: 'The name of a report is missing.' },
    { args: ['ageing', '--as-of', '2026-02-30'], says: 'no day of the calendar' },
    { args: ['agenig'], says: 'There is no report "agenig"; there are kpis, measure-rows, ageing' },
  ]) {
    it(`says what is wrong with "${args.join(' ')}" and ends with 1`, async () => {
      await app.tenant();
      const { code, stdout, stderr } = await report(...args);
      expect(code).to.equal(1);
      expect(stderr).to.include(says);
      expect(stdout).to.equal('');
    });
  }
});
