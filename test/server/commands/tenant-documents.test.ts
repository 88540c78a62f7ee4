import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { inTenant } from '../../../server/mongo/tenancy.ts';
import { aPdf } from '../../support/a-pdf.ts';
import { TestApp, useStore } from '../../support/app.ts';
import { itemRow, runRequest } from '../../support/ledger-rows.ts';
import { run } from '../../support/process.ts';
import { TEST_SECRET } from '../../support/settings.ts';

describe('npm run tenant -- load-documents', function () {
  this.timeout(240_000);
  const mongo = useStore();
  const app = new TestApp();
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'duethread-documents-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const load = (...args: string[]) =>
    run(['server/commands/tenant.ts', 'load-documents', ...args], {
      MONGODB_URI: mongo.uri(),
      MONGODB_DATABASE: mongo.databaseName,
      SESSION_SECRET: TEST_SECRET,
      DATA_DIR: folder,
      BASE_URL: 'http://localhost:3000',
    });

  it('takes the PDFs of a folder by their names, says what became of each, and fails where one was refused', async () => {
    const tenant = await app.tenant();
    await inTenant(tenant.id, () => app.services.ledgerRuns.take(runRequest([itemRow('104233'), itemRow('104250')])));
    await writeFile(join(folder, '104233.pdf'), await aPdf('one'));
    await writeFile(join(folder, '104250.PDF'), await aPdf('two'));
    await writeFile(join(folder, 'notes.txt'), 'of no interest');
    const loaded = await load(folder);
    expect(loaded.code, loaded.stderr).to.equal(0);
    expect(loaded.stdout.trim().split('\n')).to.deep.equal([
      '104233.pdf: taken as version 1',
      '104250.PDF: taken as version 1',
      '2 are there.',
    ]);

    await writeFile(join(folder, '104233.pdf'), await aPdf('one, corrected'));
    await writeFile(join(folder, '104250.PDF'), 'no PDF at all');
    await writeFile(join(folder, '999999.pdf'), await aPdf('nobody’s'));
    await writeFile(join(folder, 'large.pdf'), Buffer.alloc(10_000_001, '%PDF-'));
    const again = await load(folder, '--tenant', 'Brightwater GmbH');
    expect(again.code).to.equal(1);
    expect(again.stdout.trim().split('\n')).to.deep.equal([
      '104233.pdf: taken as version 2',
      '104250.PDF: The document was not taken. It is no PDF.',
      '999999.pdf: The document was not taken. No invoice in the ledger has the number 999999.',
      'large.pdf: The document was not taken. It has 10000001 bytes, and may have 10000000.',
    ]);
    expect(again.stderr).to.contain('3 of 4 were refused.');
  });

  it('says what is wrong with the folder', async () => {
    const missing = await load(join(folder, 'nowhere'));
    expect([missing.code, missing.stderr]).to.satisfy(
      ([code, words]: [number, string]) => code === 1 && /ENOENT/.test(words),
    );
    const empty = join(folder, 'empty');
    await mkdir(empty);
    expect((await load(empty)).stderr).to.contain('ends in .pdf');
    expect((await load()).stderr).to.contain('Name one folder');
  });
});
