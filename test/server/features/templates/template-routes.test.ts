import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import type { TestUser } from '../../../support/app.ts';
import { useApp } from '../../../support/app.ts';
import { aKey, CollectionsCase } from '../dispatches/collections-case.ts';
import { Desk, WORDS } from './desk.ts';

const IBAN = 'DE89 3704 0044 0532 0130 00';

describe('the states of a template', function () {
  this.timeout(90_000);
  const app = useApp();
  let a: CollectionsCase;
  let desk: Desk;
  let author: TestUser;
  let second: TestUser;

  beforeEach(async () => {
    a = await CollectionsCase.begin(app);
    desk = new Desk(a);
    author = await app.user(a.tenant, 'manager', 'author@brightwater.example');
    second = await app.user(a.tenant, 'admin', 'second@brightwater.example');
  });

  it('lead from a draft to a live version that a second person approved, with who and when in history and log', async () => {
    const id = await desk.draft({}, author);
    await desk.step(id, 'submit', author);
    await desk.step(id, 'approve', second);
    const { body } = await desk.step(id, 'put_live', author);
    expect(body).to.deep.include({ state: 'live', version: 1, revision: 4 });
    expect(body.history.map(({ deed, by }: { deed: string; by: string }) => `${deed} ${by}`)).to.deep.equal([
      'write author@brightwater.example',
      'submit author@brightwater.example',
      'approve second@brightwater.example',
      'put_live author@brightwater.example',
    ]);
    const { changes } = await a.in(() => app.services.adminLog.list({ area: 'templates' }));
    const logged = changes.filter(({ subject }) => subject === 'House letter (en)');
    expect(logged.map(({ deed }) => deed)).to.deep.equal(['put_live', 'approve', 'submit', 'write']);
    expect(logged[0]?.before).to.deep.include({ state: 'approved', approvedBy: ['second@brightwater.example'] });
    expect(logged[0]?.after).to.deep.include({ state: 'live', html: WORDS.html });
    const sent = await a.post('/api/dispatches/preview', a.wish({ templateId: id }));
    expect(sent.status).to.equal(200);
  });

  it('never let an author or a last editor approve, whatever their role', async () => {
    const id = await desk.draft({}, author);
    await desk.change(id, { subject: 'Edited' }, second);
    await desk.step(id, 'submit', author);
    for (const who of [author, second]) {
      const { status, body } = await desk.step(id, 'approve', who);
      expect([status, body.code]).to.deep.equal([403, 'second_person_needed']);
    }
    expect((await desk.read(id, author)).may).to.deep.equal(['reject', 'retire']);
    expect((await desk.step(id, 'approve', a.manager)).body.state).to.equal('approved');
  });

  it('are for managers and admins alone, and not to be skipped', async () => {
    const refused = await a.post('/api/template-versions', { ...WORDS }, { by: a.ana });
    expect(refused.status).to.equal(403);
    const id = await desk.draft({}, author);
    for (const step of ['approve', 'put_live', 'reject']) {
      const { status, body } = await desk.step(id, step, second, { reason: 'no reason' });
      expect([status, body.code], step).to.deep.equal([409, 'text_state']);
    }
    for (const state of ['draft', 'submitted', 'approved']) {
      const { body } = await a.post('/api/dispatches/preview', a.wish({ templateId: id }));
      expect(body.code, state).to.equal('template_not_live');
      if (state === 'draft') await desk.step(id, 'submit', author);
      if (state === 'submitted') await desk.step(id, 'approve', second);
    }
  });

  it('go back to a draft for a reason, and the words that were submitted stay as they were', async () => {
    const id = await desk.draft({}, author);
    await desk.step(id, 'submit', author);
    expect((await desk.step(id, 'reject', second)).status).to.equal(422);
    const { body } = await desk.step(id, 'reject', second, { reason: 'too harsh' });
    expect([body.state, body.history.at(-1).reason]).to.deep.equal(['draft', 'too harsh']);
    const next = await desk.change(id, { html: '<p>Please pay, {{ customer.name }}.</p>' }, author);
    expect([next.body.version, next.body.state, next.body.id === id]).to.deep.equal([2, 'draft', false]);
    const before = await desk.read(id, author);
    expect([before.state, before.html, before.history.at(-1)?.reason]).to.deep.equal([
      'retired',
      WORDS.html,
      'version 2',
    ]);
  });

  it('never let the author of words that came back approve them in the version that somebody else made of them', async () => {
    const id = await desk.draft({}, author);
    await desk.step(id, 'submit', author);
    await desk.step(id, 'reject', second, { reason: 'a typo' });
    const next = (await desk.change(id, { subject: 'Account {{ customer.number }}.' }, second)).body.id;
    await desk.step(next, 'submit', second);
    for (const who of [author, second]) {
      expect((await desk.step(next, 'approve', who)).body.code).to.equal('second_person_needed');
    }
    expect((await desk.step(next, 'approve', a.manager)).body.state).to.equal('approved');
  });

  it('change no word of what is submitted, approved, live or retired', async () => {
    const id = await desk.draft({}, author);
    for (const [step, who] of [
      ['submit', author],
      ['approve', second],
      ['put_live', author],
      ['retire', author],
    ] as const) {
      await desk.step(id, step, who);
      const { status, body } = await desk.change(id, { subject: 'Other words' }, author);
      expect([status, body.code], step).to.deep.equal([409, 'text_state']);
      expect((await desk.read(id, author)).subject).to.equal(WORDS.subject);
    }
  });

  it('retire the version before as a newer one goes live, and none at once by a single step', async () => {
    const first = await desk.live({}, author, second);
    const other = await desk.live({ subject: 'Newer words' }, author, second);
    expect((await desk.read(first, author)).state).to.equal('retired');
    expect((await desk.read(other, author)).version).to.equal(2);
    await desk.step(other, 'retire', author);
    const { body } = await a.post('/api/dispatches/preview', a.wish({ templateId: other }));
    expect(body.code).to.equal('template_not_live');
  });

  it('let one of many win who act at the same moment', async () => {
    const id = await desk.draft({}, author);
    await desk.step(id, 'submit', author);
    const revision = (await desk.read(id, author)).revision;
    const approvals = await Promise.all(
      [second, a.manager, second, a.manager].map((by) =>
        a.post(`/api/template-versions/${id}/steps`, { step: 'approve', revision }, { by }),
      ),
    );
    expect(approvals.map(({ status }) => status).sort()).to.deep.equal([200, 409, 409, 409]);
    const ids = await Promise.all([1, 2, 3].map(() => desk.approved({}, author, second)));
    const lived = await Promise.all(ids.map((one) => desk.step(one, 'put_live', author)));
    expect(lived.every(({ status }) => status === 200 || status === 409)).to.equal(true);
    const { body } = await a.get('/api/template-versions?state=live&stage=reply', author);
    const live = body.versions.filter(({ name }: { name: string }) => name === WORDS.name);
    expect(live).to.have.length(1);
  });

  it('approve what was seen: a step on an older revision is refused', async () => {
    const id = await desk.draft({}, author);
    await desk.step(id, 'submit', author);
    const seen = (await desk.read(id, second)).revision;
    await desk.step(id, 'reject', a.manager, { reason: 'a typo' });
    const { body } = await desk.change(id, { html: '<p>Pay somebody else.</p>' }, author);
    await desk.step(body.id, 'submit', author);
    const late = await a.post(
      `/api/template-versions/${id}/steps`,
      { step: 'approve', revision: seen },
      { by: second },
    );
    expect([late.status, late.body.code]).to.deep.equal([409, 'text_state']);
  });

  it('refuse at submission what could not be sent, and bank details outside a clause', async () => {
    const wrong: readonly [html: string, words: RegExp][] = [
      ['<p>{{ customer.iban }}</p>', /none of the variables/],
      ['<p onclick="x">Hi</p>', /cannot be read|not taken/],
      [`<p>Pay to ${IBAN}.</p>`, /Says where to pay/],
      ['<p>Pay to DE89<b>370400</b>44 0532-0130.00 please</p>', /Says where to pay/],
      ['<p>BIC: COBADEFFXXX</p>', /Says where to pay/],
      ['<p>Account no. 12345678, sort code 20-00-00</p>', /Says where to pay/],
      ['<p><a href="https://pay.example/DE89370400440532013000">pay</a></p>', /Says where to pay/],
      [`{% free remark %}<p>${IBAN}</p>{% endfree %}`, /Says where to pay/],
    ];
    for (const [html, words] of wrong) {
      const id = await desk.draft({ html }, author);
      const { status, body } = await desk.step(id, 'submit', author);
      expect([status, body.code], html).to.deep.equal([422, 'template_refused']);
      expect(body.problems.map(({ problem }: { problem: string }) => problem).join(' '), html).to.match(words);
      expect((await desk.read(id, author)).state).to.equal('draft');
    }
  });

  it('tell two versions apart word by word', async () => {
    const first = await desk.live({}, author, second);
    const other = await desk.draft({ html: WORDS.html.replace('write to you', 'call you') }, author);
    const { body } = await a.get(`/api/template-differences?from=${first}&to=${other}`, author);
    expect(body.html).to.deep.include.members([
      { kind: 'removed', text: 'write to' },
      { kind: 'added', text: 'call' },
    ]);
    expect(body.subject).to.deep.equal([{ kind: 'same', text: WORDS.subject }]);
  });

  it('stop what was prepared from words that were taken down, whatever the reason given, but not from those a newer version replaced', async () => {
    const prepare = async (templateId: string) => {
      const body = a.wish({ templateId, via: 'outlook', recipients: ['kim@kestrel.example'] });
      return (await a.post('/api/dispatches', body)).body;
    };
    const replaced = await prepare(await desk.live({}, author, second));
    const id = await desk.live({ subject: 'Newer words' }, author, second);
    expect((await a.announce(replaced.ticket)).body.allowed).to.equal(true);
    const message = await prepare(id);
    await desk.step(id, 'retire', author);
    const stopped = (await a.announce(message.ticket)).body;
    expect([stopped.allowed, stopped.reasons.length]).to.deep.equal([false, 1]);
    const { gate } = (await a.get(`/api/dispatches/${message.id}`)).body;
    expect(gate.reasons.map(({ reason }: { reason: string }) => reason)).to.deep.equal(['words_withdrawn']);
    const reason = { reason: 'agreed on the phone', state: gate.state };
    await a.post(`/api/dispatches/${message.id}/overrides`, reason);
    expect((await a.announce(message.ticket)).body.allowed).to.equal(false);
  });

  it('are drafted once for a key', async () => {
    const key = aKey();
    const made = await Promise.all([1, 2].map(() => a.post('/api/template-versions', WORDS, { by: author, key })));
    expect(made.map(({ status }) => status)).to.deep.equal([201, 201]);
    expect(made[0]?.body.id).to.equal(made[1]?.body.id);
  });
});
