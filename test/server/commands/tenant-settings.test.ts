import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { settingsArguments } from '../../../server/commands/tenant-settings.ts';
import { TestApp, useStore } from '../../support/app.ts';
import { run } from '../../support/process.ts';
import { TEST_SECRET } from '../../support/settings.ts';

describe('npm run tenant -- settings', function () {
  this.timeout(120_000);
  const mongo = useStore();
  const app = new TestApp();

  let dataDir: string;
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'duethread-settings-'));
  });
  after(() => rm(dataDir, { recursive: true, force: true }));

  const command = (...args: string[]) =>
    run(['server/commands/tenant.ts', 'settings', ...args], {
      MONGODB_URI: mongo.uri(),
      MONGODB_DATABASE: mongo.databaseName,
      SESSION_SECRET: TEST_SECRET,
      DATA_DIR: dataDir,
      BASE_URL: 'http://localhost:3000',
    });

  it('changes what it names, prints what holds, and keeps that it was the command line', async () => {
    const { id } = await app.tenant();
    const changed = await command(
      '--buckets',
      '0,15,30,60',
      '--auto-post',
      'on',
      '--write-off-tolerance',
      '5.00 EUR,7 USD',
      '--weekend',
      '5,6',
      '--holidays',
      '2027-01-01,2026-12-25',
      '--never-log',
      'lawyer@firm.example, @bank.example',
      '--kept-of-mail',
      'nothing',
      '--send-anyway',
      'on',
    );
    expect(changed.code, changed.stderr).to.equal(0);
    const printed = await command();
    expect(printed.stdout).to.equal(changed.stdout);
    expect(printed.stdout.split('\n')).to.include.members([
      'buckets:             current, 1-15, 16-30, 31-60, 60+ (the company’s own)',
      'auto-post:           on',
      'write-off-tolerance: 5.00 EUR, 7.00 USD',
      'matching-tolerance:  0%',
      'oldest-first:        off',
      'weekend:             Friday, Saturday',
      'holidays:            2026-12-25, 2027-01-01',
      'promise-grace:       3 working days',
      'targets:             none',
      'never-log:           bank.example, lawyer@firm.example',
      'kept-of-mail:        nothing',
      'send-anyway:         on',
    ]);
    const tenant = await app.services.tenants.findById(id);
    expect(tenant?.settings.autoPost).to.equal(true);
  });

  it('refuses what does not fit with a sentence, and changes nothing', async () => {
    const { id } = await app.tenant();
    const refused = await command('--buckets', '0,30,15', '--auto-post', 'on');
    expect(refused.code).to.equal(1);
    expect(refused.stderr).to.contain('need 2 to 12 whole last days');
    expect((await app.services.tenants.findById(id))?.settings.autoPost).to.equal(false);
  });

  it('reads amounts and switches as a person writes them', () => {
    const args = ['--matching-tolerance', '0.5%, 2.00 EUR', '--oldest-first', 'off', '--write-off-tolerance', 'none'];
    expect(settingsArguments(args).changes).to.deep.equal({
      matchingTolerance: { fraction: 0.005, amounts: [{ minor: 200, currency: 'EUR' }] },
      oldestFirst: false,
      writeOffTolerance: [],
    });
    const figures = [
      '--weekend',
      'none',
      '--promise-grace',
      '5',
      '--target',
      'dso.countback=40',
      '--target',
      'cei.crf=0.8',
    ];
    expect(settingsArguments(figures).changes).to.deep.equal({
      calendar: { weekend: [] },
      promiseGraceDays: 5,
      targets: [
        { measure: 'dso.countback', value: 40 },
        { measure: 'cei.crf', value: 0.8 },
      ],
    });
    for (const wrong of [
      ['--weekend', '6,8'],
      ['--holidays', '2026-02-30'],
      ['--promise-grace', 'long'],
      ['--target', 'dso.countback'],
      ['--auto-post', 'yes'],
      ['--send-anyway', 'perhaps'],
      ['--kept-of-mail', 'everything'],
      ['--buckets', 'weekly'],
      ['--write-off-tolerance', '5.001 EUR'],
      ['--write-off-tolerance', '5'],
      ['--write-off-tolerance', '5 XXQ'],
    ]) {
      expect(() => settingsArguments(wrong), wrong.join(' ')).to.throw();
    }
  });
});
