import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import request from 'supertest';
import type { Role } from '../../../../shared/domain/role.ts';
import { useApp } from '../../../support/app.ts';
import { customerRow, eur, itemRow, paymentRow } from '../../../support/ledger-rows.ts';
import { ReportWorld } from '../../../support/report-world.ts';

describe('/api/digest', function () {
  this.timeout(120_000);
  const app = useApp();
  let world: ReportWorld;

  beforeEach(async () => {
    app.clock.set('2026-11-20T09:00:00.000Z');
    world = await ReportWorld.open(app);
  });

  const person = async (role: Role, email = `${role}@brightwater.example`) => {
    const user = await app.user(world.tenant, role, email);
    const bearer = [user.token, { type: 'bearer' }] as const;
    return {
      id: user.actor.userId,
      read: () =>
        request(app.express)
          .get('/api/digest')
          .auth(...bearer),
      choose: (body: object) =>
        request(app.express)
          .put('/api/digest')
          .auth(...bearer)
          .send(body),
      preview: () =>
        request(app.express)
          .get('/api/digest/preview')
          .auth(...bearer),
    };
  };

  it('is none until it is chosen, with the usual measures of who sees the company’s figures', async () => {
    const [manager, collector] = [await person('manager'), await person('collector')];
    const { body } = await manager.read().expect(200);
    expect(body).to.deep.include({ rhythm: null, next: null, last: null });
    const known = (await manager.choose({ rhythm: null, measures: body.measures }).expect(200)).body.measures;
    expect(known).to.deep.equal(body.measures).and.have.length.above(3);
    expect((await collector.read().expect(200)).body.measures).to.deep.equal([]);
  });

  it('is chosen with its measures in their order, each once, and ended', async () => {
    const manager = await person('manager');
    const measures = ['dso.simple', 'dso.countback', 'dso.simple'];
    const chosen = await manager.choose({ rhythm: 'weekly', measures }).expect(200);
    const digest = {
      rhythm: 'weekly',
      measures: ['dso.simple', 'dso.countback'],
      next: '2026-11-23T06:00:00.000Z',
      last: null,
    };
    expect(chosen.body).to.deep.equal(digest);
    expect((await manager.read()).body).to.deep.equal(digest);
    expect((await manager.choose({ rhythm: 'monthly' })).body).to.deep.include({
      measures: digest.measures,
      next: '2026-12-01T06:00:00.000Z',
    });
    expect((await manager.choose({ rhythm: null })).body).to.deep.include({ rhythm: null, next: null });
  });

  it('leaves on the company’s working days', async () => {
    const manager = await person('manager');
    await world.in(() =>
      app.services.settings.change({ calendar: { weekend: [5, 6], holidays: ['2026-11-22' as never] } }, 'test'),
    );
    expect((await manager.choose({ rhythm: 'daily' })).body.next).to.equal('2026-11-23T06:00:00.000Z');
  });

  it('refuses a measure that there is not, and any to who sees their own figures alone', async () => {
    const [manager, collector] = [await person('manager'), await person('collector')];
    const refused = await manager.choose({ rhythm: 'daily', measures: ['dso.wishful'] });
    expect([refused.status, refused.body.code]).to.deep.equal([422, 'measure_unknown']);
    expect(refused.body.problems[0].field).to.equal('measures');
    expect((await collector.choose({ rhythm: 'daily', measures: ['dso.simple'] }).expect(403)).body.code).to.equal(
      'not_allowed',
    );
    for (const each of [manager, collector]) expect((await each.read()).body.rhythm).to.equal(null);
  });

  it('shows a manager what would leave now: the very figures of the reports', async () => {
    const manager = await person('manager');
    await world.take([
      customerRow('C1', { name: 'Heron Ltd' }),
      itemRow('1001', { issuedOn: '2026-09-01', dueOn: '2026-10-01', amount: eur(120_000) }),
      paymentRow('P1', { issuedOn: '2026-11-03', amount: eur(20_000) }),
    ]);
    await manager.choose({ rhythm: 'monthly', measures: ['receivables.net_open', 'dso.countback'] }).expect(200);
    const { body } = await manager.preview().expect(200);
    expect(body.subject).to.equal('Brightwater GmbH: 1 Oct 2026 to 31 Oct 2026');
    // The payment comes after the period.
    expect(body.text).to.contain('Receivables, net open, EUR: €1,200.00').and.contain('invoices open €1,200.00');
    expect(body.html).to.contain('src="data:image/png;base64,iVBORw0KGgo');
    expect(body.html).to.not.contain('cid:');
    const kpis = await world.ask('kpis', { asOf: '2026-10-31' as never, measure: 'dso.countback' });
    const { value, reason } = kpis.totals[0] as { value: number | null; reason?: string };
    expect(body.text).to.contain(
      value === null ? `Cannot be computed: ${reason}` : `${value.toFixed(1).replace(/\.0$/, '')} days`,
    );
  });

  it('shows a collector their own line of the board, and nothing of the company', async () => {
    const collector = await person('collector');
    await world.take([
      customerRow('C1'),
      itemRow('1001', { issuedOn: '2026-09-01', dueOn: '2026-10-01', amount: eur(120_000) }),
    ]);
    await world.log([
      { by: collector.id, on: '2026-11-10' },
      { by: collector.id, on: '2026-11-11' },
      { by: 'somebody else', on: '2026-11-11' },
    ]);
    const { body } = await collector.preview().expect(200);
    expect(body.text)
      .to.contain('9 Nov 2026 to 15 Nov 2026')
      .and.contain('Customers touched, once a day each: 2 (before: none)');
    expect(body.text).to.not.contain('1,200');
  });

  it('says so where nothing of a collector is there', async () => {
    const collector = await person('collector');
    expect((await collector.preview().expect(200)).body.text).to.contain('Nothing of yours is in these days');
  });
});
