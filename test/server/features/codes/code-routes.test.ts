import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import request from 'supertest';
import { STANDARD_CODES } from '../../../../shared/api/codes.ts';
import { codeNames, codesOffered } from '../../../../shared/api/company-codes.ts';
import { CODE_CATALOGUE } from '../../../../shared/domain/activity-code.ts';
import { type TestUser, useApp } from '../../../support/app.ts';
import { CollectionsCase } from '../dispatches/collections-case.ts';

describe('the activity codes of a company', function () {
  this.timeout(120_000);
  const app = useApp();
  let a: CollectionsCase;
  let iris: TestUser;
  beforeEach(async () => {
    a = await CollectionsCase.begin(app);
    iris = await app.user(a.tenant, 'admin', 'iris@brightwater.example');
  });

  const put = (body: object, by = iris) =>
    request(app.express)
      .put('/api/codes')
      .auth(by.token, { type: 'bearer' })
      .send({ version: 0, ...STANDARD_CODES, ...body });
  const call = (code: string, outcome: string) =>
    a.post('/api/activities', { customerId: a.customerId, itemIds: [], code, outcome, client: 'outlook' });

  it('begin with the whole standard, in its order and with its terms', async () => {
    const { body } = await a.get('/api/codes', a.manager);
    expect([body.version, body.own]).to.deep.equal([0, STANDARD_CODES]);
    expect(body.lines.map(({ code }: { code: string }) => code)).to.deep.equal(CODE_CATALOGUE.map(({ code }) => code));
    const voicemail = body.lines.find(({ code }: { code: string }) => code === 'phone_left_voicemail');
    expect(voicemail).to.deep.include({ term: { en: 'Call: left voicemail', de: voicemail.term.de }, mayBeOff: true });
    expect((await a.get('/api/me')).body.tenant).not.to.have.property('codes');
  });

  it('refuse what is recorded by a code that is off, with a sentence, and keep what was recorded before readable', async () => {
    const before = await call('phone_gatekeeper', 'message_taken');
    expect((await put({ off: ['phone_gatekeeper'] })).status).to.equal(200);
    const refused = await call('phone_gatekeeper', 'message_taken');
    expect([refused.status, refused.body.code]).to.deep.equal([409, 'activity_code_off']);
    expect(refused.body.detail).to.contain('Phone Call (Gatekeeper)');
    expect((await call('phone_left_voicemail', 'call_again')).status).to.equal(201);
    const timeline = await a.get(`/api/customers/${a.customerId}/timeline`);
    expect(JSON.stringify(timeline.body)).to.contain('phone_gatekeeper');
    const correct = (code: string, outcome: string) =>
      a.post(`/api/activities/${before.body.id}/corrections`, {
        itemIds: [],
        code,
        outcome,
        note: 'x',
        client: 'outlook',
      });
    expect((await correct('phone_gatekeeper', 'call_again')).status, 'the same code').to.equal(201);
    await put({ version: 1, off: ['phone_refused'] });
    const voicemail = await call('phone_left_voicemail', 'call_again');
    const anew = { itemIds: [], code: 'phone_refused', outcome: 'refused', client: 'outlook' };
    const other = await a.post(`/api/activities/${voicemail.body.id}/corrections`, anew);
    expect([other.status, other.body.code]).to.deep.equal([409, 'activity_code_off']);
  });

  it('give the first answer to a repetition of what was recorded before its code was switched off', async () => {
    const said = { customerId: a.customerId, itemIds: [], client: 'outlook' } as const;
    const body = { ...said, code: 'phone_gatekeeper', outcome: 'message_taken' };
    const first = await a.post('/api/activities', body, { key: 'a-key-that-comes-again' });
    expect(first.status).to.equal(201);
    await put({ off: ['phone_gatekeeper'] });
    const again = await a.post('/api/activities', body, { key: 'a-key-that-comes-again' });
    expect([again.status, again.body.id]).to.deep.equal([201, first.body.id]);
    expect((await a.post('/api/activities', body, { key: 'a-key-that-is-new-today' })).status).to.equal(409);
  });

  it('come with the session, so that the add-ins need not ask', async () => {
    const labels = [{ code: 'phone_refused', language: 'de', label: 'Zahlt nicht' }];
    await put({ off: ['phone_gatekeeper'], labels });
    const expected = { off: ['phone_gatekeeper'], order: [], labels };
    expect((await a.get('/api/me')).body.tenant.codes).to.deep.equal(expected);
    const stranger = await app.user(await app.tenant('Stranger Ltd'), 'collector', 'eve@stranger.example');
    expect((await a.get('/api/me', stranger)).body.tenant).not.to.have.property('codes');
  });

  it('are kept by version in the admin log, and refuse a change of what somebody else changed', async () => {
    await put({ off: ['phone_gatekeeper'] });
    const late = await put({ off: [] });
    expect([late.status, late.body.code]).to.deep.equal([409, 'codes_changed']);
    await put({ version: 1, labels: [{ code: 'note', language: 'en', label: 'Remark' }] });
    const { body } = await a.get('/api/admin-log?area=codes', iris);
    expect(body.changes.map(({ subject }: { subject: string }) => subject)).to.deep.equal(['version 2', 'version 1']);
    expect(body.changes[0].before).to.deep.include({ version: 1, off: ['Phone Call (Gatekeeper)'] });
    expect(body.changes[0].after.names).to.deep.equal(['Note (en): Remark']);
  });

  const refused: readonly (readonly [what: string, body: object])[] = [
    ['the switching off of mail that the server records', { off: ['email_first_notice'] }],
    ['the switching off of promises', { off: ['phone_promise_to_pay'] }],
    ['the switching off of notes', { off: ['note'] }],
    ['a code that is named twice', { order: ['note', 'note'] }],
    ['two names for one code', { labels: [label('note', 'A'), label('note', 'B')] }],
    ['one name for two codes', { labels: [label('note', 'Same'), label('phone_refused', 'same')] }],
  ];
  for (const [what, body] of refused) {
    it(`refuse ${what}, with nothing changed`, async () => {
      const answer = await put(body);
      expect([answer.status, answer.body.code]).to.deep.equal([422, 'codes_refused']);
      expect((await a.get('/api/codes', iris)).body.version).to.equal(0);
    });
  }

  it('are for admins to change, and for managers to look at', async () => {
    expect((await put({ off: [] }, a.manager)).status).to.equal(403);
    expect((await a.get('/api/codes', a.manager)).status).to.equal(200);
    expect((await a.get('/api/codes', a.ana)).status).to.equal(403);
  });
});

describe('codesOffered and codeNames', () => {
  it('leave out what is off, put first what is named first, and call codes by the company’s names', () => {
    const own = {
      off: ['phone_no_answer' as const],
      order: ['phone_refused' as const, 'phone_gatekeeper' as const],
      labels: [{ code: 'note' as const, language: 'en' as const, label: 'Remark' }],
    };
    const codes = codesOffered(CODE_CATALOGUE, own).map(({ code }) => code);
    expect(codes.slice(0, 3)).to.deep.equal(['phone_refused', 'phone_gatekeeper', 'email_first_notice']);
    expect(codes).not.to.include('phone_no_answer');
    expect(codes).to.have.length(CODE_CATALOGUE.length - 1);
    expect(codeNames({ note: 'Note', phone_refused: 'Refused' }, own, 'en').note).to.equal('Remark');
    const standard = { note: 'Notiz' };
    expect(codeNames(standard, own, 'de')).to.equal(standard);
  });
});

function label(code: string, text: string) {
  return { code, language: 'en', label: text };
}
