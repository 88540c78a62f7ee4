import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import mongoose from 'mongoose';
import request from 'supertest';
import { TestApp, useStore } from '../../support/app.ts';
import { pressForm } from '../../support/own-form.ts';
import { type Ended, run } from '../../support/process.ts';
import { TEST_SECRET } from '../../support/settings.ts';

const COMPANY = [
  '--name',
  'Brightwater GmbH',
  '--currency',
  'EUR',
  '--zone',
  'Europe/Berlin',
  '--admin',
  'Tomas.Berg@brightwater.example',
];

describe('npm run tenant', function () {
  this.timeout(300_000);
  const mongo = useStore();
  const app = new TestApp();

  let dataDir: string;
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'duethread-tenant-'));
  });
  after(() => rm(dataDir, { recursive: true, force: true }));

  /** The command on the tests' own database. */
  function command(
    name: 'tenant' | 'token',
    args: readonly string[],
    environment: Record<string, string> = {},
  ): Promise<Ended> {
    return run([`server/commands/${name}.ts`, ...args], {
      MONGODB_URI: mongo.uri(),
      MONGODB_DATABASE: mongo.databaseName,
      SESSION_SECRET: TEST_SECRET,
      DATA_DIR: dataDir,
      BASE_URL: 'http://localhost:3000',
      ...environment,
    });
  }

  const linkIn = ({ stdout }: Ended) => new URL(/^http\S+$/m.exec(stdout)?.[0] ?? '');

  it('makes a company and its first admin, whose link signs in once', async () => {
    const made = await command('tenant', ['create', ...COMPANY, '--google-domain', 'Brightwater.example']);
    expect(made.code, made.stderr).to.equal(0);
    const [tenant] = await app.services.tenants.list();
    expect(tenant).to.deep.include({
      name: 'Brightwater GmbH',
      currency: 'EUR',
      zone: 'Europe/Berlin',
      ownDomains: ['brightwater.example'],
    });
    expect(tenant?.directories).to.deep.equal([{ kind: 'google', id: 'brightwater.example' }]);

    const link = linkIn(made);
    expect(link.origin).to.equal('http://localhost:3000');
    const shown = await request(app.express).get(link.pathname + link.search);
    expect(shown.text).to.contain('<button');
    const fields = { secret: link.searchParams.get('secret') ?? '' };
    const headers = { 'Sec-Fetch-Site': 'same-origin' };
    const spend = () => pressForm(app.express, { at: link.pathname + link.search, fields, headers });
    const first = await spend();
    expect(first.status).to.equal(303);
    const session = await request(app.express)
      .post('/api/sessions')
      .set('Cookie', String(first.headers['set-cookie']).split(';')[0] ?? '')
      .set({ 'Sec-Fetch-Site': 'same-origin', 'X-Duethread-Page': '1' })
      .send({ kind: 'page' });
    expect(session.status).to.equal(201);
    expect(session.body.user).to.include({
      email: 'tomas.berg@brightwater.example',
      name: 'Tomas Berg',
      role: 'admin',
    });
    const second = await spend();
    expect(second.status).to.equal(403);
    expect(second.text).to.contain('used before');
  });

  it('takes people from a file, and says before what it would do', async () => {
    await command('tenant', ['create', ...COMPANY]);
    const file = join(dataDir, 'people.csv');
    await writeFile(file, 'email,name,role\nana.reyes@brightwater.example,Ana Reyes,collector\n');
    const trial = await command('tenant', ['add-users', file, '--dry-run']);
    expect(trial.stdout).to.contain('1 added, 0 changed; this was only a trial.');
    expect((await command('tenant', ['list'])).stdout).to.not.contain('ana.reyes');
    const taken = await command('tenant', ['add-users', file]);
    expect(taken.stdout).to.match(/line 2: ana\.reyes@brightwater\.example, collector {2}http\S+/);
    await writeFile(file, 'email,name,role\nnobody,Nobody,boss\n');
    const wrong = await command('tenant', ['add-users', file]);
    expect([wrong.code, wrong.stderr])
      .to.deep.include(1)
      .and.to.satisfy(([, said]: [number, string]) => said.includes('line 2, email'));
  });

  it('keeps an admin in the company', async () => {
    await command('tenant', ['create', ...COMPANY]);
    const refused = await command('tenant', ['disable-user', '--email', 'tomas.berg@brightwater.example']);
    expect(refused.code).to.equal(1);
    expect(refused.stderr).to.contain('Nobody would be left');
  });

  it('adds people with their roles, makes another link, and shuts somebody out', async () => {
    await command('tenant', ['create', ...COMPANY]);
    const added = await command('tenant', [
      'add-user',
      '--email',
      'ana.reyes@brightwater.example',
      '--role',
      'collector',
    ]);
    expect(added.code, added.stderr).to.equal(0);
    const again = await command('tenant', ['sign-in-link', '--email', 'ana.reyes@brightwater.example']);
    expect(linkIn(again).search).not.to.equal(linkIn(added).search);
    await command('tenant', ['disable-user', '--email', 'ana.reyes@brightwater.example']);
    const { stdout } = await command('tenant', ['list']);
    expect(stdout)
      .to.contain('ana.reyes@brightwater.example, collector, disabled')
      .and.contain('tomas.berg@brightwater.example, admin');
    await command('tenant', ['enable-user', '--email', 'ana.reyes@brightwater.example']);
    await command('tenant', ['change-role', '--email', 'ana.reyes@brightwater.example', '--role', 'reader']);
    expect((await command('tenant', ['list'])).stdout).to.match(/ana\.reyes@brightwater\.example, reader$/m);
    const kept = await mongoose.connection.collection('signInLinks').find().toArray();
    expect(kept).to.have.length(3);
    expect(JSON.stringify(kept)).not.to.contain(linkIn(added).searchParams.get('secret'));
  });

  it('makes the templates of a file live, and those that are there already stay', async () => {
    await command('tenant', ['create', ...COMPANY]);
    const load = () => command('tenant', ['load-templates', 'docs/examples/templates.json']);
    const first = await load();
    expect(first.code, first.stderr).to.equal(0);
    expect(first.stdout)
      .to.match(/version 1, is live/)
      .and.match(/^[1-9]\d* loaded, 0 unchanged\.$/m);
    expect((await load()).stdout).to.match(/^0 loaded, [1-9]\d* unchanged\.$/m);
    const missing = await command('tenant', ['load-templates', 'nowhere.json']);
    expect(missing.stderr).to.contain('nowhere.json cannot be read (ENOENT).');
    expect((await command('tenant', ['load-templates', 'README.md'])).code).to.equal(1);
    expect((await command('tenant', ['load-templates'])).stderr).to.contain('Name one file.');
  });

  it('lets other bank details of a file wait for the approval of two', async () => {
    await command('tenant', ['create', ...COMPANY]);
    const bank = join(dataDir, 'bank.json');
    const loadBank = async (iban: string) => {
      await writeFile(
        bank,
        JSON.stringify({ templates: [], clauses: [{ name: 'bank_details', html: `<p>${iban}</p>` }] }),
      );
      return (await command('tenant', ['load-templates', bank])).stdout;
    };
    expect(await loadBank('DE89370400440532013000')).to.contain('bank_details, version 1, is live.');
    expect(await loadBank('GB82WEST12345698765432')).to.contain(
      'version 2, changes where to pay and waits: two persons',
    );
  });

  it('makes the kept figures of a company anew', async () => {
    await command('tenant', ['create', ...COMPANY]);
    const rebuilt = await command('tenant', ['rebuild-figures']);
    expect(rebuilt.code, rebuilt.stderr).to.equal(0);
    expect(rebuilt.stdout).to.contain('The day documents of Brightwater GmbH are made anew');
    const [tenant] = await app.services.tenants.list();
    const head = await mongoose.connection.collection('reportDayHeads').findOne({ tenantId: tenant?.id });
    expect(head).to.not.equal(null);
  });

  it('says in one sentence what is wrong, and changes nothing', async () => {
    const cases: [args: string[], sentence: RegExp][] = [
      [['create', '--name', 'X'], /--currency is missing\.\nUsage/],
      [['create', ...COMPANY.with(3, 'EURO')], /"EURO" is not a currency of ISO 4217/],
      [['create', ...COMPANY.with(5, 'Mars/Base')], /"Mars\/Base" is not a time zone/],
      [['create', ...COMPANY.with(7, 'nobody')], /"nobody" is not an e-mail address/],
      [['create', ...COMPANY, '--entra-tenant-id', 'x'], /"x" is not the id of an Entra tenant/],
      [['create', ...COMPANY, '--colour', 'red'], /Unknown option '--colour'.*\n?.*Usage/s],
      [['dance'], /"dance" is not a thing to do/],
      [['add-user', '--email', 'a@b.example', '--role', 'collector'], /There is no company yet/],
    ];
    for (const [args, sentence] of cases) {
      const { code, stderr, stdout } = await command('tenant', args);
      expect(code, args.join(' ')).to.equal(1);
      expect(stderr)
        .to.match(sentence)
        .and.not.match(/^\s+at /m);
      expect(stdout).to.equal('');
    }
    expect(await app.services.tenants.list()).to.deep.equal([]);
  });

  it('asks which company where there are several, and refuses what is there already', async () => {
    await command('tenant', ['create', ...COMPANY]);
    await command('tenant', ['create', ...COMPANY.with(1, 'Elsewhere Ltd')]);
    const user = ['add-user', '--email', 'ana@brightwater.example', '--role', 'collector'];
    expect((await command('tenant', user)).stderr).to.contain('"Brightwater GmbH", "Elsewhere Ltd"');
    expect((await command('tenant', [...user, '--tenant', 'Elsewhere Ltd'])).code).to.equal(0);
    expect((await command('tenant', [...user, '--tenant', 'Elsewhere Ltd'])).stderr).to.contain(
      'is a user of "Elsewhere Ltd" already',
    );
    expect((await command('tenant', ['create', ...COMPANY])).stderr).to.contain(
      'There is a company "Brightwater GmbH" already',
    );
  });

  it('prints a session token where development sign-in is on, and nowhere else', async () => {
    await command('tenant', ['create', ...COMPANY]);
    const user = ['--user', 'tomas.berg@brightwater.example'];
    const refused = await command('token', user);
    expect(refused.code).to.equal(1);
    expect(refused.stderr).to.contain('neither is on here');
    const { code, stdout, stderr } = await command('token', user, { DEV_SIGN_IN: 'on' });
    expect(code, stderr).to.equal(0);
    app.clock.set(new Date().toISOString());
    const me = await request(app.express).get('/api/me').set('Authorization', `Bearer ${stdout.trim()}`);
    expect(me.body.user).to.include({ role: 'admin' });
  });
});
