import { expect } from 'chai';
import request from 'supertest';
import { inTenant } from '../../../../server/mongo/tenancy.ts';
import { useApp } from '../../../support/app.ts';
import { applicationRow, customerRow, eur, itemRow, paymentRow, runRequest } from '../../../support/ledger-rows.ts';

const contact = (email: string) => ({ name: 'Kim', email, phone: '', role: '', language: '' });

describe('POST /api/customers/{id}/merge', function () {
  this.timeout(120_000);
  const app = useApp();

  async function world() {
    const tenant = await app.tenant();
    const admin = await app.user(tenant, 'admin', 'admin@company.example');
    const collector = await app.user(tenant, 'collector', 'kay@company.example');
    const feed = (...rows: Parameters<typeof runRequest>[0]) =>
      inTenant(tenant.id, () => app.services.ledgerRuns.take(runRequest(rows)));
    await feed(
      customerRow('C1', { name: 'Heron Ltd', contacts: [contact('ap@heron.example')] }),
      customerRow('C2', { name: 'Kestrel Ltd', contacts: [contact('kim@kestrel.example')] }),
      itemRow('1001'),
      itemRow('2001', { customerNumber: 'C2' }),
      paymentRow('P2', { customerNumber: 'C2' }),
      applicationRow('2001', 'P2', eur(4_000)),
    );
    const get = (path: string) =>
      request(app.express).get(path).set('Authorization', `Bearer ${collector.token}`).expect(200);
    const post = (path: string, body: object, token = admin.token) =>
      request(app.express).post(path).set('Authorization', `Bearer ${token}`).send(body);
    const find = async (search: string): Promise<{ id: string; number: string }> => {
      const { body } = await get(`/api/customers?search=${encodeURIComponent(search)}`);
      return body.customers[0];
    };
    return { tenant, collector, feed, get, post, find };
  }

  it('lets one customer stand for the other: items, log, numbers, names and mail', async () => {
    const { get, post, find, collector, feed } = await world();
    const [heron, kestrel] = [await find('C1'), await find('C2')];
    await post(
      '/api/activities',
      { customerId: kestrel.id, itemIds: [], contact: null, code: 'phone_call_made', client: 'page' },
      collector.token,
    ).set('Idempotency-Key', 'call-1');
    const log = (await get(`/api/customers/${kestrel.id}/timeline`)).body.entries.length;
    const { body } = await post(`/api/customers/${kestrel.id}/merge`, { intoId: heron.id, reason: 'the same' }).expect(
      200,
    );
    expect([body.customer.number, body.run]).to.deep.equal(['C1', 2]);
    for (const search of ['C2', 'Kestrel', 'C1']) expect((await find(search)).number, search).to.equal('C1');
    for (const id of [heron.id, kestrel.id]) {
      const card = (await get(`/api/customers/${id}/card`)).body;
      expect(card.customer.number).to.equal('C1');
      expect(card.openItemCount).to.equal(2);
      expect(card.positions[0].netOpen.minor).to.equal(10_000 + 6_000 - 6_000);
    }
    const entries = (await get(`/api/customers/${heron.id}/timeline`)).body.entries;
    expect(entries).to.have.length(log + 1);
    await feed(itemRow('2002', { customerNumber: 'C2' }), customerRow('C2', { name: 'Kestrel Limited' }));
    expect((await get(`/api/customers/${heron.id}/card`)).body.openItemCount).to.equal(3);
    expect((await find('Kestrel')).number).to.equal('C1');
  });

  it('is taken back with what each had, and what came meanwhile', async () => {
    const { get, post, find, feed } = await world();
    const [heron, kestrel] = [await find('C1'), await find('C2')];
    await post(`/api/customers/${kestrel.id}/merge`, { intoId: heron.id, reason: 'the same' }).expect(200);
    await feed(itemRow('2002', { customerNumber: 'C2' }));
    const { body } = await post(`/api/customers/${kestrel.id}/unmerge`, { reason: 'two after all' }).expect(200);
    expect(body.customer.number).to.equal('C2');
    const items = async (id: string) =>
      (await get(`/api/customers/${id}/card`)).body.oldestItems.map(({ number }: { number: string }) => number).sort();
    expect(await items(heron.id)).to.deep.equal(['1001']);
    expect(await items(kestrel.id)).to.deep.equal(['2001', '2002']);
    expect((await find('C2')).number).to.equal('C2');
  });

  it('refuses chains, itself, strangers, and people who may not', async () => {
    const { post, find, feed, collector } = await world();
    await feed(customerRow('C3'));
    const [heron, kestrel, third] = [await find('C1'), await find('C2'), await find('C3')];
    const merge = (one: string, other: string) => post(`/api/customers/${one}/merge`, { intoId: other, reason: 'x' });
    await merge(kestrel.id, heron.id).expect(200);
    for (const [one, other, says] of [
      [heron.id, third.id, 'has other customers merged into it'],
      [third.id, kestrel.id, 'was merged into another customer'],
      [third.id, third.id, 'is the customer itself'],
    ] as const) {
      const { body } = await merge(one, other).expect(409);
      expect([body.code, body.detail]).to.satisfy(([code, detail]: [string, string]) => {
        return code === 'merge_refused' && detail.includes(says);
      });
    }
    await post(`/api/customers/${third.id}/unmerge`, { reason: 'x' }).expect(409);
    await merge(third.id, '0123456789abcdef01234567').expect(404);
    await post(`/api/customers/${third.id}/merge`, { intoId: heron.id, reason: 'x' }, collector.token).expect(403);
  });
});
