import { expect } from 'chai';
import { describe, it } from 'mocha';
import request from 'supertest';
import { inTenant } from '../../../../server/mongo/tenancy.ts';
import { SETUP_STEPS, type SetupStep, type SetupStepView } from '../../../../shared/api/setup.ts';
import type { TestUser } from '../../../support/app.ts';
import { useApp } from '../../../support/app.ts';
import { customerRow, itemRow } from '../../../support/ledger-rows.ts';
import { ReportWorld } from '../../../support/report-world.ts';

describe('the set-up of a company', function () {
  this.timeout(120_000);
  const app = useApp();

  async function read({ token }: TestUser): Promise<ReadonlyMap<SetupStep, SetupStepView>> {
    const answer = await request(app.express).get('/api/setup').auth(token, { type: 'bearer' });
    expect(answer.status, answer.text).to.equal(200);
    return new Map((answer.body.steps as SetupStepView[]).map((step) => [step.step, step]));
  }

  async function attempt({ token }: TestUser, step: SetupStep): Promise<SetupStepView> {
    const answer = await request(app.express).post(`/api/setup/checks/${step}`).auth(token, { type: 'bearer' });
    expect(answer.status, answer.text).to.equal(200);
    return answer.body;
  }

  const findingsOf = ({ lastTry }: SetupStepView) =>
    Object.fromEntries((lastTry?.findings ?? []).map(({ what, passed }) => [what, passed]));

  it('has its steps in order; of a new company only that is done which it was made with', async () => {
    const steps = await read(await app.user(await app.tenant(), 'admin'));
    expect([...steps.keys()]).to.deep.equal(SETUP_STEPS);
    const done = [...steps.values()].filter(({ state }) => state === 'done').map(({ step }) => step);
    expect(done).to.deep.equal(['company', 'zone', 'currencies', 'buckets', 'codes']);
    for (const { state, missing } of steps.values()) expect(missing === null, state).to.equal(state !== 'missing');
  });

  it('keeps what a try found, with its time and who tried; another company sees nothing of it', async () => {
    const admin = await app.user(await app.tenant(), 'admin');
    const other = await app.user(await app.tenant('Kestrel Ltd'), 'admin', 'admin@kestrel.example');
    expect((await read(admin)).get('users')?.lastTry).to.equal(null);
    const tried = await attempt(admin, 'users');
    expect(tried.lastTry).to.include({ at: '2026-11-20T09:00:00.000Z', by: admin.actor.email, passed: false });
    app.clock.set('2026-11-20T09:10:00.000Z');
    await attempt(admin, 'users');
    expect((await read(admin)).get('users')?.lastTry?.at).to.equal('2026-11-20T09:10:00.000Z');
    expect((await read(other)).get('users')?.lastTry).to.equal(null);
    app.clock.set('2026-11-20T09:00:00.000Z');
  });

  it('answers 404 for a step that there is not', async () => {
    const { token } = await app.user(await app.tenant(), 'admin');
    const answer = await request(app.express).post('/api/setup/checks/coffee').auth(token, { type: 'bearer' });
    expect([answer.status, answer.body.code]).to.deep.equal([404, 'setup_step_unknown']);
  });

  it('asks for own domains that its people have, and finds customers who have one', async () => {
    const world = await ReportWorld.open(app);
    const admin = await app.user(world.tenant, 'admin');
    await app.user(world.tenant, 'collector', 'ana@brightwater.test');
    expect((await read(admin)).get('company')?.missing).to.include('brightwater.test');
    await world.take([customerRow('C1', { mailDomains: ['brightwater.example'] })]);
    const tried = await attempt(admin, 'company');
    expect(findingsOf(tried)).to.deep.equal({ 'Own people': false, Customers: false });
    expect(tried.lastTry?.findings[1]?.sentence).to.include('C1');
  });

  it('is done with holidays as long as one is to come', async () => {
    const tenant = await app.tenant();
    const admin = await app.user(tenant, 'admin');
    const name = (holidays: string[]) =>
      request(app.express).put('/api/settings').auth(admin.token, { type: 'bearer' }).send({ calendar: { holidays } });
    await name(['2026-11-19']);
    expect((await read(admin)).get('working_days')?.state).to.equal('missing');
    await name(['2026-11-20', '2026-12-25']);
    expect((await read(admin)).get('working_days')).to.deep.include({ state: 'done', missing: null });
    expect((await attempt(admin, 'working_days')).lastTry?.findings[0]?.sentence).to.include('2026-11-20');
  });

  it('tries buckets and currencies on the ledger itself', async () => {
    const world = await ReportWorld.open(app);
    const admin = await app.user(world.tenant, 'admin');
    expect(findingsOf(await attempt(admin, 'buckets'))).to.deep.equal({ Ageing: false });
    await world.take([customerRow('C1'), itemRow('1001', { issuedOn: '2026-09-01', dueOn: '2026-10-01' })]);
    expect(findingsOf(await attempt(admin, 'buckets'))).to.deep.equal({ 'Ageing in EUR': true });
    expect(findingsOf(await attempt(admin, 'currencies'))).to.deep.equal({ 'The ledger': true });
  });

  it('is done with the feed once a file was taken, and minds its age', async () => {
    const admin = await app.user(await app.tenant(), 'admin');
    const body = { fileName: 'customers.csv', text: 'number,name\nC1,Halden\n', dataAsOf: '2026-11-20T08:00:00.000Z' };
    const fed = await request(app.express)
      .post('/api/feed-runs/customers')
      .auth(admin.token, { type: 'bearer' })
      .send(body);
    expect(fed.status, fed.text).to.equal(200);
    expect((await read(admin)).get('feed')?.state).to.equal('done');
    expect((await attempt(admin, 'feed')).lastTry?.passed).to.equal(true);
    app.clock.set('2026-11-25T09:00:00.000Z');
    const { userId, tenantId } = admin.actor;
    const { token } = app.services.sessionTokens.issue({ userId, tenantId });
    const later = await attempt({ ...admin, token }, 'feed');
    expect(later.lastTry?.passed).to.equal(false);
    expect(later.lastTry?.findings.at(-1)?.sentence).to.include('5 days');
    app.clock.set('2026-11-20T09:00:00.000Z');
  });

  it('is done with users once a collector has signed in by the directory', async () => {
    const tenant = await app.tenant();
    const admin = await app.user(tenant, 'admin');
    expect((await read(admin)).get('users')?.missing).to.equal('Invite a collector.');
    const ana = await app.user(tenant, 'collector', 'ana@brightwater.example');
    expect((await read(admin)).get('users')?.missing).to.match(/^No collector has signed in/);
    const identity = { issuer: 'https://login.example', subject: 'ana' };
    await inTenant(tenant.id, () => app.services.users.bindIdentity(ana.actor.userId, identity));
    expect((await read(admin)).get('users')?.state).to.equal('done');
    expect(findingsOf(await attempt(admin, 'users'))).to.deep.equal({
      'Two admins, so that one can be away': false,
      'A manager': false,
      'A collector who has signed in': true,
    });
  });

  it('is done with users also where a collector came in by a link', async () => {
    const tenant = await app.tenant();
    const admin = await app.user(tenant, 'admin');
    const ana = await app.user(tenant, 'collector', 'ana@brightwater.example');
    const { link } = await inTenant(tenant.id, () => app.services.userService.link(ana.actor.userId));
    await app.services.signIn.byLink(new URL(link).searchParams.get('secret') ?? '');
    const steps = await read(admin);
    expect(steps.get('users')).to.deep.include({ state: 'done', missing: null });
    expect(steps.get('users')?.found).to.match(/1 of them collectors; 1 have signed in$/);
    expect(findingsOf(await attempt(admin, 'users'))['A collector who has signed in']).to.equal(true);
  });

  it('needs the mail client alone whose directory the company has', async () => {
    const google = await app.tenant('Google Co', { directories: [{ kind: 'google', id: 'google.example' }] });
    const both = await app.user(await app.tenant(), 'admin');
    const steps = await read(await app.user(google, 'admin', 'admin@google.example'));
    expect([steps.get('outlook')?.state, steps.get('gmail')?.state]).to.deep.equal(['not_needed', 'missing']);
    const open = await read(both);
    expect([open.get('outlook')?.state, open.get('gmail')?.state]).to.deep.equal(['missing', 'missing']);
  });

  it('knows that how long texts are kept was decided, also where it is for ever', async () => {
    const admin = await app.user(await app.tenant(), 'admin');
    const step = async () => (await read(admin)).get('retention');
    expect((await step())?.state).to.equal('missing');
    await inTenant(admin.actor.tenantId, () =>
      app.services.textRules.change({ keptDays: { call_note: 365 } }, admin.actor.email),
    );
    expect(await step()).to.include({ state: 'done' });
    expect((await step())?.found).to.include('call note 365 days');
    await inTenant(admin.actor.tenantId, () =>
      app.services.textRules.change({ keptDays: { call_note: null } }, admin.actor.email),
    );
    expect(await step()).to.include({ state: 'done', found: 'all are kept for ever' });
  });

  it('takes a first saving of the rules as they are for a decision, and who may read for none', async () => {
    const admin = await app.user(await app.tenant(), 'admin');
    const rules = '/api/texts/rules';
    const save = (body: object) => request(app.express).put(rules).auth(admin.token, { type: 'bearer' }).send(body);
    await save({ readers: ['manager'] });
    expect((await read(admin)).get('retention')?.state).to.equal('missing');
    const before = await request(app.express).get(rules).auth(admin.token, { type: 'bearer' });
    expect((await save(before.body)).body).to.deep.equal(before.body);
    expect((await read(admin)).get('retention')).to.include({ state: 'done', found: 'all are kept for ever' });
    expect((await attempt(admin, 'retention')).lastTry?.passed).to.equal(true);
    await save(before.body);
    const { changes } = await inTenant(admin.actor.tenantId, () => app.services.adminLog.list({ area: 'texts' }));
    const forEver = { template_mail: null, other_mail: null, call_note: null };
    expect(changes.map((change) => change.before)).to.deep.equal([
      { readers: ['manager'], keptDays: null },
      { readers: ['collector', 'manager'], keptDays: null },
    ]);
    expect(changes[0]?.after).to.deep.equal({ readers: ['manager'], keptDays: forEver });
  });
});
