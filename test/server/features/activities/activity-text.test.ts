import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import { collectionNamed } from '../../../../server/mongo/versions.ts';
import { useApp } from '../../../support/app.ts';
import { eraseTextsOf } from '../../../support/erase-texts.ts';
import { CollectionsCase } from '../dispatches/collections-case.ts';

describe('GET /api/activities/{id}/text', function () {
  this.timeout(120_000);
  const app = useApp();
  let a: CollectionsCase;

  beforeEach(async () => {
    a = await CollectionsCase.begin(app);
  });

  const text = (id: string, by = a.ben) => a.get(`/api/activities/${id}/text`, by);

  async function record(changes: object = {}): Promise<string> {
    const call = { customerId: a.customerId, itemIds: [], code: 'phone_left_voicemail', outcome: 'call_again' };
    const { status, body } = await a.post('/api/activities', { ...call, client: 'outlook', ...changes });
    expect(status, JSON.stringify(body)).to.equal(201);
    return body.id;
  }

  it('is the whole note, however long, and null where there is none', async () => {
    const note = `He will ask. ${'And ask again. '.repeat(80)}`.trim();
    expect((await text(await record({ note }))).body).to.deep.equal({ note, message: null });
    expect((await text(await record())).body).to.deep.equal({ note: null, message: null });
  });

  it('is the subject of a message that an activity is about', async () => {
    const id = await record({ note: 'called back', message: { conversation: 'thread-1', subject: 'Invoice 104233' } });
    expect((await text(id)).body).to.deep.equal({
      note: 'called back',
      message: { subject: 'Invoice 104233', recipients: [], text: '', rewritten: [], files: [] },
    });
  });

  it('is subject, recipients and words of a message of ours', async () => {
    const prepared = await a.post('/api/dispatches', {
      ...a.wish(),
      freeParts: [{ name: 'greeting', text: 'Dear Kim,' }],
      attachments: [{ kind: 'statement' }],
      via: 'outlook',
      recipients: ['kim@kestrel.example', 'accounts@kestrel.example'],
    });
    expect(prepared.status, JSON.stringify(prepared.body)).to.equal(201);
    await a.announce(prepared.body.ticket, ['kim@kestrel.example', 'accounts@kestrel.example']);
    const [entry] = await a.log();
    const { status, body } = await text(String(entry?._id));
    expect(status).to.equal(200);
    expect(body.message.subject).to.equal(prepared.body.filled.subject);
    expect(body.message.recipients).to.deep.equal(['kim@kestrel.example', 'accounts@kestrel.example']);
    expect(body.message.text).to.equal(prepared.body.filled.text).and.to.contain('104233');
    expect(body.message.rewritten).to.have.length(1);
    expect(body.message.rewritten[0]).to.include({ name: 'greeting', written: 'Dear Kim,' });
    const [{ fileName, size }] = prepared.body.filled.attachments;
    expect(body.message.files).to.have.length(1);
    expect(body.message.files[0]).to.include({ fileName, size });
    expect(body.message.files[0].sha256).to.match(/^[0-9a-f]{64}$/);
  });

  it('stays with an activity that was undone, and is gone once it was erased', async () => {
    const id = await record({ note: 'a slip' });
    await a.post(`/api/activities/${id}/withdrawals`, {});
    expect((await text(id)).body.note).to.equal('a slip');
    await a.in(() => eraseTextsOf(app, id, a.manager));
    expect((await text(id)).body).to.deep.equal({ note: null, message: null });
  });

  it('is none of what is no activity, or another company’s', async () => {
    const id = await record({ note: 'ours' });
    await a.post(`/api/activities/${id}/withdrawals`, {});
    const filter = { tenantId: a.tenant.id, kind: 'withdrawal' } as never;
    const withdrawal = await collectionNamed<{ _id: string }>('activities').findOne(filter);
    const stranger = await app.user(await app.tenant('Stranger Ltd'), 'manager', 'eve@stranger.example');
    for (const answer of [await text('nothing'), await text(String(withdrawal?._id)), await text(id, stranger)]) {
      expect([answer.status, answer.body.code]).to.deep.equal([404, 'activity_not_found']);
    }
  });
});
