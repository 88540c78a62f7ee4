import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import { useApp } from '../../../support/app.ts';
import { TextsCase } from './texts-case.ts';

describe('who may read what mail says', function () {
  this.timeout(120_000);
  const app = useApp();
  let t: TextsCase;
  beforeEach(async () => {
    t = await TextsCase.begin(app);
  });

  const sentBy = async (id: string) => String((await t.a.log()).find(({ dispatchId }) => dispatchId === id)?._id);

  it('is at first who works on customers, and not who only reads', async () => {
    const reader = await app.user(t.a.tenant, 'reader');
    const id = await sentBy(await t.message());
    for (const by of [t.a.ana, t.a.ben, t.a.manager]) {
      expect((await t.texts(id, by)).body.message.text).to.contain('104233');
    }
    const { status, body } = await t.texts(id, reader);
    expect([status, body.code]).to.deep.equal([403, 'texts_closed']);
    expect(JSON.stringify(body)).not.to.contain('104233');
  });

  it('is whom an admin names, from the next request on', async () => {
    const dispatch = await t.message({ attachments: [{ kind: 'statement' }] });
    const id = await sentBy(dispatch);
    expect((await t.rules({ readers: ['manager'] })).body.readers).to.deep.equal(['manager']);
    expect((await t.texts(id, t.a.ben)).status).to.equal(403);
    expect((await t.texts(id, t.a.manager)).status).to.equal(200);
    for (const path of [`/api/dispatches/${dispatch}`, `/api/dispatches/${dispatch}/attachments/0`]) {
      const closed = await t.a.get(path, t.a.ben);
      expect([closed.status, closed.body.code], path).to.deep.equal([403, 'texts_closed']);
      expect((await t.a.get(path, t.a.ana)).status, 'who sent it').to.equal(200);
    }
    await t.rules({ readers: [] });
    expect((await t.texts(id, t.a.manager)).status).to.equal(403);
  });

  it('leaves the note of a call to who sees the customer, without the subject of a mail', async () => {
    await t.rules({ readers: [] });
    const id = await t.call('asked for a copy', { message: { subject: 'Your reminder' } });
    expect((await t.texts(id, t.a.ben)).body).to.deep.equal({ note: 'asked for a copy', message: null });
  });

  it('is kept in the admin log with before and after, and another company’s is its own', async () => {
    await t.rules({ readers: ['reader', 'manager'], keptDays: { call_note: 90 } });
    await t.rules({ keptDays: { call_note: 90 } });
    const [change, ...none] = await t.deeds();
    expect(none).to.deep.equal([]);
    expect(change).to.deep.include({
      deed: 'rules_changed',
      by: 'iris@brightwater.example',
      after: { readers: ['manager', 'reader'], keptDays: { template_mail: null, other_mail: null, call_note: 90 } },
    });
    const other = await app.tenant('Stranger Ltd');
    const eve = await app.user(other, 'admin', 'eve@stranger.example');
    expect((await t.a.get('/api/texts/rules', eve)).body.readers).to.deep.equal(['collector', 'manager']);
  });

  it('is for admins alone to change, within what can be meant', async () => {
    for (const by of [t.a.ana, t.a.manager]) expect((await t.rules({ readers: [] }, by)).status).to.equal(403);
    for (const body of [{ readers: ['admin'] }, { keptDays: { call_note: 0 } }, { keptDays: { call_note: 1.5 } }]) {
      expect((await t.rules(body)).status, JSON.stringify(body)).to.equal(422);
    }
  });
});
