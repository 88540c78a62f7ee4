import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { WatchedFolder } from '../../../../../server/features/erp-feed/folder/watched-folder.ts';
import type { Tenant } from '../../../../../server/identity/tenant-repository.ts';
import { inTenant } from '../../../../../server/mongo/tenancy.ts';
import { useApp } from '../../../../support/app.ts';

const HEADER = 'number,customer,issued_on,amount,currency';
const ROW = '0071,C1,2026-08-03,5.00,EUR';

describe('WatchedFolder', function () {
  this.timeout(120_000);
  const app = useApp();
  let tenant: Tenant;
  let root = '';
  let inbox = '';
  let noted: string[] = [];
  let folder: WatchedFolder;

  beforeEach(async () => {
    tenant = await app.tenant('Brightwater GmbH');
    root = mkdtempSync(join(tmpdir(), 'duethread-folder-'));
    inbox = join(root, tenant.name, 'invoices');
    mkdirSync(inbox, { recursive: true });
    noted = [];
    folder = watching();
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  /** A process that watches; what it holds runs out at once where it is to die. */
  function watching(leaseMs = 30_000): WatchedFolder {
    return app.services.watchFolder(root, (line) => noted.push(line), leaseMs);
  }

  function put(name: string, ...rows: string[]): string {
    const path = join(inbox, name);
    writeFileSync(path, [HEADER, ...rows].join('\n'));
    return path;
  }

  function names(...path: string[]): string[] {
    return readdirSync(join(inbox, ...path)).sort();
  }

  function text(...path: string[]): string {
    return readFileSync(join(inbox, ...path), 'utf8');
  }

  async function lookTwice(watched = folder): Promise<void> {
    await watched.look();
    await watched.look();
  }

  async function runs() {
    return await inTenant(tenant.id, () => app.services.feedRuns.list({ limit: 100 }));
  }

  it('takes a file once it is as it was at the look before, and puts it into done with what came of it', async () => {
    put('may.csv', ROW);
    await folder.look();
    expect(names()).to.deep.equal(['may.csv']);
    await folder.look();
    expect(names()).to.deep.equal(['.taking', 'done']);
    expect(names('.taking')).to.deep.equal([]);
    expect(names('done')).to.deep.equal(['may.csv', 'may.csv.txt']);
    expect(text('done', 'may.csv')).to.contain(ROW);
    expect(text('done', 'may.csv.txt')).to.contain('may.csv: taken as run 1. 1 rows; in the ledger 1 new');
    expect(noted.join()).to.contain('Brightwater GmbH, invoices: may.csv is read: taken as run 1.');
    expect((await runs()).map(({ state, actor }) => [state, actor])).to.deep.equal([['committed', 'watched folder']]);
  });

  it('leaves a file that still grows, or is written over with as many bytes', async () => {
    const path = put('may.csv', ROW);
    await folder.look();
    put('may.csv', ROW, '0072,C1,2026-08-03,6.00,EUR');
    await folder.look();
    utimesSync(path, new Date(), new Date(Date.now() + 10_000));
    await folder.look();
    expect(names()).to.deep.equal(['may.csv']);
    await folder.look();
    expect(names('done')).to.contain('may.csv');
  });

  it('puts a file that is refused aside, with every wrong cell and its row', async () => {
    put('may.csv', '0071,C1,2026-08-03,five,EUR');
    await lookTwice();
    expect(names('refused')).to.deep.equal(['may.csv', 'may.csv.txt']);
    const report = text('refused', 'may.csv.txt');
    expect(report).to.contain('refused, nothing taken');
    expect(report).to.contain('line 2, amount "five": is not an amount');
    expect(report).to.match(/0071[,;]C1[,;]2026-08-03[,;]five[,;]EUR/);
  });

  it('puts a file that waits for a person aside, and says how it is let pass', async () => {
    put('may.csv', ROW, 'Total,,,99.00,');
    await lookTwice();
    expect(names('held')).to.deep.equal(['may.csv', 'may.csv.txt']);
    const [held] = await runs();
    expect(text('held', 'may.csv.txt'))
      .to.contain('held, nothing taken')
      .and.to.contain('totals_differ: ')
      .and.to.contain(`npm run feed -- retry ${held?.runId} --accept totals_differ`);
  });

  it('reads by the mapping beside it, and says what is wrong with that', async () => {
    writeFileSync(
      join(inbox, 'mapping.json'),
      JSON.stringify({
        columns: { number: 'Beleg', customer: 'Kunde', issued_on: 'Datum', amount: 'Betrag' },
        currency: 'EUR',
      }),
    );
    writeFileSync(join(inbox, 'op.csv'), 'Beleg;Kunde;Datum;Betrag\n0071;C1;31.08.2026;1.234,50\n');
    await lookTwice();
    expect(names('done')).to.contain('op.csv');
    writeFileSync(join(inbox, 'mapping.json'), '{ "columns": ');
    put('may.csv', ROW);
    await lookTwice();
    expect(text('refused', 'may.csv.txt')).to.contain('mapping.json beside it is not JSON');
    writeFileSync(join(inbox, 'mapping.json'), '{ "columns": { "frob": "x" } }');
    put('june.csv', ROW);
    await lookTwice();
    expect(text('refused', 'june.csv.txt')).to.contain('mapping.columns.frob is no column of the profile invoices');
    expect(names()).to.contain('mapping.json');
  });

  it('takes them as the order beside says', async () => {
    writeFileSync(join(inbox, 'order.json'), JSON.stringify({ onProblem: 'skip' }));
    put('may.csv', ROW, '0072,C1,2026-08-03,five,EUR');
    await lookTwice();
    expect(text('done', 'may.csv.txt')).to.contain('may.csv: taken as run 1');
    writeFileSync(join(inbox, 'order.json'), JSON.stringify({ onProblem: 'ignore' }));
    put('june.csv', ROW);
    await lookTwice();
    expect(text('refused', 'june.csv.txt')).to.contain('order.json beside it says something else');
  });

  it('leaves hidden files, those that are not whole yet, empty ones, and folders', async () => {
    const left = ['.hidden.csv', 'a.csv.part', 'a.csv.tmp', '~$book.xlsx', 'a.csv~', 'a.filepart', 'a.crdownload'];
    for (const name of left) put(name, ROW);
    writeFileSync(join(inbox, 'empty.csv'), '');
    mkdirSync(join(inbox, 'archive'));
    await lookTwice();
    expect(names()).to.deep.equal([...left, 'empty.csv', 'archive'].sort());
    expect(await runs()).to.deep.equal([]);
  });

  it('takes names with odd characters, and never lays one file over another', async () => {
    const odd = ['"quoted" & €.csv', 'line\nbreak.csv', "it's ; rm -rf.csv", '%2e%2e.csv', 'x'.repeat(250)];
    for (const [at, name] of odd.entries()) put(name, `${at},C1,2026-08-03,5.00,EUR`);
    await lookTwice();
    for (const name of odd) expect(names('done')).to.contain(name);
    put('may.csv', ROW);
    put('may.csv.txt', '0072,C1,2026-08-03,5.00,EUR');
    await lookTwice();
    put('may.csv', '0073,C1,2026-08-03,5.00,EUR');
    await lookTwice();
    const done = names('done').filter((name) => name.startsWith('may'));
    const contents = done.map((name) => text('done', name)).join('\n');
    for (const number of ['0071', '0072', '0073']) expect(contents).to.contain(`${number},C1,2026-08-03`);
    expect((await runs()).filter(({ state }) => state === 'committed')).to.have.length(odd.length + 3);
  });

  it('takes customers before invoices, and the older file before the younger', async () => {
    const customers = join(root, tenant.name, 'customers');
    mkdirSync(customers);
    const young = put('a-young.csv', '0071,C1,2026-08-03,6.00,EUR');
    const old = put('z-old.csv', ROW);
    utimesSync(old, new Date(), new Date(Date.now() - 60_000));
    utimesSync(young, new Date(), new Date(Date.now() - 30_000));
    writeFileSync(join(customers, 'c.csv'), 'number,name\nC1,Kestrel Ltd\n');
    await lookTwice();
    const order = (await runs()).sort((a, b) => (a.number ?? 0) - (b.number ?? 0)).map(({ fileName }) => fileName);
    expect(order).to.deep.equal(['c.csv', 'z-old.csv', 'a-young.csv']);
  });

  it('finds the company by name or id, and says once what is for none', async () => {
    const byId = join(root, tenant.id, 'invoices');
    mkdirSync(byId, { recursive: true });
    mkdirSync(join(root, 'Nobody Ltd', 'invoices'), { recursive: true });
    mkdirSync(join(root, tenant.name, 'orders'));
    writeFileSync(join(byId, 'may.csv'), `${HEADER}\n${ROW}`);
    writeFileSync(join(root, 'Nobody Ltd', 'invoices', 'may.csv'), `${HEADER}\n${ROW}`);
    await lookTwice();
    expect(readdirSync(join(byId, 'done'))).to.contain('may.csv');
    expect(readdirSync(join(root, 'Nobody Ltd', 'invoices'))).to.deep.equal(['may.csv']);
    expect(noted.filter((line) => line.includes('Nobody Ltd'))).to.have.length(1);
    expect(noted.filter((line) => line.includes('orders'))).to.have.length(1);
  });

  it('takes a file once where several processes watch', async () => {
    for (let at = 0; at < 8; at += 1) put(`${at}.csv`, `${at},C1,2026-08-03,5.00,EUR`);
    const others = [watching(), watching(), watching()];
    for (const watched of others) await watched.look();
    await Promise.all(others.map((watched) => watched.look()));
    expect(names('.taking')).to.deep.equal([]);
    expect(names('done').filter((name) => !name.endsWith('.txt'))).to.have.length(8);
    expect(await runs()).to.have.length(8);
  });

  it('takes up what a dead process has left behind, once nobody holds it any more', async () => {
    put('may.csv', ROW);
    const dying = join(inbox, '.taking', 'dead.0');
    mkdirSync(dying, { recursive: true });
    const claims = app.services.feedClaims;
    await inTenant(tenant.id, () => claims.hold('dead.0', 60_000));
    renameSync(join(inbox, 'may.csv'), join(dying, 'may.csv'));
    await lookTwice();
    expect(names('.taking'), 'while it is held').to.deep.equal(['dead.0']);
    await inTenant(tenant.id, () => claims.hold('dead.0', -1));
    await folder.look();
    expect(names('.taking')).to.deep.equal([]);
    expect(names('done')).to.deep.equal(['may.csv', 'may.csv.txt']);
  });

  it('has no second effect where the process died after the file was taken', async () => {
    put('may.csv', ROW);
    await lookTwice();
    mkdirSync(join(inbox, '.taking', 'dead.0'));
    renameSync(join(inbox, 'done', 'may.csv'), join(inbox, '.taking', 'dead.0', 'may.csv'));
    await folder.look();
    expect((await runs()).map(({ state }) => state).sort()).to.deep.equal(['committed', 'unchanged']);
    expect(names('done').filter((name) => !name.endsWith('.txt'))).to.deep.equal(['may (2).csv']);
  });

  it('puts a file aside that was begun again and again', async () => {
    const dying = join(inbox, '.taking', 'dead.2');
    mkdirSync(dying, { recursive: true });
    writeFileSync(join(dying, 'may.csv'), `${HEADER}\n${ROW}`);
    await folder.look();
    expect(text('refused', 'may.csv.txt')).to.contain('begun 3 times and never brought to an end');
    expect(await runs()).to.deep.equal([]);
  });

  it('begins no other file once it is told to stop', async () => {
    put('a.csv', ROW);
    await folder.look();
    folder.stop();
    await folder.look();
    expect(names()).to.deep.equal(['a.csv']);
  });

  it('follows no link out of the folder', async () => {
    const outside = join(root, 'outside.csv');
    writeFileSync(outside, `${HEADER}\n${ROW}`);
    const { symlinkSync } = await import('node:fs');
    symlinkSync(outside, join(inbox, 'linked.csv'));
    await lookTwice();
    expect(names()).to.deep.equal(['linked.csv']);
  });
});
