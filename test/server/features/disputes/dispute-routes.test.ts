import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { DisputeView } from '../../../../shared/api/disputes.ts';
import { useApp } from '../../../support/app.ts';
import { eraseTextsOf } from '../../../support/erase-texts.ts';
import { eur } from '../../../support/ledger-rows.ts';
import { aKey, CollectionsCase } from '../dispatches/collections-case.ts';

const PATH = '/api/disputes';

describe('/api/disputes', function () {
  this.timeout(120_000);
  const app = useApp();
  let a: CollectionsCase;

  beforeEach(async () => {
    a = await CollectionsCase.begin(app);
  });

  const dispute = (changes: object = {}) => ({
    customerId: a.customerId,
    itemIds: [a.item('104233')],
    channel: 'phone',
    reason: 'deduction',
    client: 'outlook',
    ...changes,
  });
  const raise = async (changes: object = {}): Promise<DisputeView> => {
    const { status, body } = await a.post(PATH, dispute(changes));
    expect(status, JSON.stringify(body)).to.equal(201);
    return body.dispute;
  };
  const list = async (): Promise<DisputeView[]> => (await a.get(`${PATH}?customerId=${a.customerId}`)).body.disputes;
  const resolve = (id: string, body: object = {}, options: object = {}) =>
    a.post(`${PATH}/${id}/resolutions`, { how: 'rejected', client: 'outlook', ...body }, options);
  const assign = (id: string, ownerId: string, options: object = {}) =>
    a.post(`${PATH}/${id}/assignments`, { ownerId }, options);
  const person = ({ actor: { userId: id, name } }: typeof a.ana) => ({ id, name });
  const gate = async () => {
    const { body } = await a.post('/api/dispatches/preview', a.wish({ itemIds: [a.item('104233')] }));
    return body.gate.reasons.map(({ reason }: { reason: string }) => reason);
  };

  it('records an activity, and is whose who records it', async () => {
    const { status, body } = await a.post(PATH, dispute({ amount: eur(20_000), note: 'two units were missing' }));
    expect(status, JSON.stringify(body)).to.equal(201);
    expect(body.activity).to.deep.include({
      code: 'phone_dispute_raised',
      outcome: 'dispute_opened',
      note: 'two units were missing',
    });
    expect(body.dispute).to.deep.equal({
      id: body.activity.id,
      customerId: a.customerId,
      itemIds: [a.item('104233')],
      itemNumbers: ['104233'],
      amount: eur(20_000),
      reason: 'deduction',
      raisedOn: '2026-11-20',
      raisedBy: person(a.ana),
      owner: person(a.ana),
      resolution: null,
    });
    expect(await list()).to.deep.equal([body.dispute]);
  });

  it('knows those that were recorded as activities', async () => {
    await a.post('/api/activities', {
      ...{ customerId: a.customerId, itemIds: [], client: 'outlook' },
      ...{ code: 'phone_dispute_raised', outcome: 'dispute_opened', reason: 'waiting_for_approval' },
    });
    const [only] = await list();
    expect(only).to.deep.include({ reason: 'waiting_for_approval', owner: person(a.ana), itemNumbers: [] });
  });

  it('stops dunning until it is resolved, and counts as open nowhere from then on', async () => {
    const { id } = await raise({ channel: 'email' });
    expect(await gate()).to.deep.equal(['disputed']);
    const { status, body } = await resolve(id, { note: 'the goods were signed for' }, { by: a.ben });
    expect(status, JSON.stringify(body)).to.equal(201);
    const resolution = {
      how: 'rejected',
      by: person(a.ben),
      at: '2026-11-20T09:00:00.000Z',
      note: 'the goods were signed for',
    };
    expect(body.resolution).to.deep.equal(resolution);
    expect(await list()).to.deep.equal([body]);
    expect(await gate()).to.deep.equal([]);
    expect((await a.get(`/api/customers/${a.customerId}/card`)).body.openDisputes).to.deep.equal([]);
    expect((await a.log())[1]).to.deep.include({ kind: 'resolution', refersTo: id, resolution: 'rejected' });
    const kept = await a.in(() => app.services.contactSummaries.read(a.customerId as never));
    const anew = await a.in(() => app.services.activityLog.summaryFromLog(a.customerId as never));
    expect(kept).to.deep.equal(anew);
  });

  it('goes on for other disputes of the same item', async () => {
    const first = await raise();
    const second = await raise({ reason: 'waiting_for_approval' });
    await resolve(second.id);
    expect(await gate()).to.deep.equal(['disputed']);
    expect((await list()).map(({ id }) => id)).to.deep.equal([first.id, second.id]);
    await resolve(first.id);
    expect(await gate()).to.deep.equal([]);
  });

  it('ends once, whoever says so how often', async () => {
    const { id } = await raise();
    const key = aKey();
    const same = await Promise.all([1, 2, 3].map(() => resolve(id, {}, { key })));
    expect(same.map(({ status }) => status)).to.deep.equal([201, 201, 201]);
    const { status, body } = await resolve(id, { how: 'accepted' }, { by: a.ben });
    expect([status, body.code]).to.deep.equal([409, 'dispute_resolved']);
    expect((await assign(id, a.ben.actor.userId)).body.code).to.equal('dispute_resolved');
    expect(await a.log()).to.have.length(2);
    const at = [await raise(), await raise()].map(({ id: other }) => resolve(other));
    expect((await Promise.all(at)).map((answer) => answer.status)).to.deep.equal([201, 201]);
  });

  it('is given to a colleague, when it is raised and later', async () => {
    const { id, owner } = await raise({ ownerId: a.ben.actor.userId });
    expect(owner).to.deep.equal(person(a.ben));
    const { status, body } = await assign(id, a.manager.actor.userId, { by: a.ben });
    expect([status, body.owner], JSON.stringify(body)).to.deep.equal([201, person(a.manager)]);
    await assign(id, a.ana.actor.userId);
    expect((await list())[0]?.owner).to.deep.equal(person(a.ana));
  });

  it('stays with its owner when it is corrected, and is open under the new entry alone', async () => {
    const { id } = await raise({ ownerId: a.ben.actor.userId });
    const anew = {
      itemIds: [a.item('104250')],
      code: 'email_dispute_raised',
      outcome: 'dispute_opened',
      reason: 'deduction',
    };
    const { body } = await a.post(`/api/activities/${id}/corrections`, { ...anew, client: 'outlook' });
    const disputes = await list();
    expect(disputes.map((each) => each.id)).to.deep.equal([body.id]);
    expect(disputes[0]).to.deep.include({ owner: person(a.ben), itemNumbers: ['104250'] });
    expect((await resolve(id)).body.code).to.equal('dispute_not_found');
    await resolve(body.id);
    const again = await a.post(`/api/activities/${body.id}/corrections`, { ...anew, client: 'outlook' });
    expect([again.status, again.body.code]).to.deep.equal([409, 'activity_not_correctable']);
  });

  it('is no more once it was undone', async () => {
    const { id } = await raise();
    await a.post(`/api/activities/${id}/withdrawals`, {});
    expect(await list()).to.deep.equal([]);
    for (const answer of [await resolve(id), await assign(id, a.ben.actor.userId)]) {
      expect([answer.status, answer.body.code]).to.deep.equal([404, 'dispute_not_found']);
    }
  });

  it('is no other activity', async () => {
    const call = { code: 'phone_left_voicemail', outcome: 'awaiting_reply', client: 'outlook' };
    const { body } = await a.post('/api/activities', { customerId: a.customerId, itemIds: [], ...call });
    expect((await resolve(body.id)).body.code).to.equal('dispute_not_found');
  });

  it('lists open ones first, and of these the latest', async () => {
    const ids: string[] = [];
    for (const day of ['18', '20', '19']) ids.push((await raise({ occurredAt: `2026-11-${day}T08:00:00.000Z` })).id);
    const [first, second, third] = ids;
    await resolve(second ?? '');
    expect((await list()).map(({ id }) => id)).to.deep.equal([third, first, second]);
  });

  it('is given to nobody who is not here or was shut out, with nothing written', async () => {
    await a.in(() => app.services.users.disable(a.ben.actor.userId));
    for (const ownerId of [a.ben.actor.userId, 'nobody']) {
      const { status, body } = await a.post(PATH, dispute({ ownerId }));
      expect([status, body.code]).to.deep.equal([404, 'colleague_not_found']);
    }
    expect(await a.log()).to.deep.equal([]);
    const { id } = await raise();
    expect((await assign(id, a.ben.actor.userId)).body.code).to.equal('colleague_not_found');
  });

  it('keeps no note of its end outside the texts, and lets it be erased', async () => {
    const { id } = await raise({ note: 'his mother is ill' });
    await resolve(id, { note: 'agreed with his mother' });
    await a.in(() => eraseTextsOf(app, id, a.manager));
    expect((await list())[0]?.resolution).to.deep.include({ how: 'rejected', note: null });
    const { db } = (await import('mongoose')).default.connection;
    for (const { name } of (await db?.listCollections().toArray()) ?? []) {
      const kept = await db
        ?.collection(name)
        .find({ tenantId: a.tenant.id } as never)
        .toArray();
      expect(JSON.stringify(kept), name).not.to.contain('mother');
    }
  });
});

describe('GET /api/colleagues', function () {
  this.timeout(120_000);
  const app = useApp();

  it('names those who work on customers and are not shut out', async () => {
    const a = await CollectionsCase.begin(app);
    await app.user(a.tenant, 'admin');
    const gone = await app.user(a.tenant, 'collector', 'zoe@brightwater.example');
    await a.in(() => app.services.users.disable(gone.actor.userId));
    const { status, body } = await a.get('/api/colleagues');
    expect(status).to.equal(200);
    expect(body.colleagues.map(({ name, role }: { name: string; role: string }) => `${name} ${role}`)).to.deep.equal([
      'Ana collector',
      'Ben collector',
      'Manager manager',
    ]);
  });
});
