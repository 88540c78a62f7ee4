import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import { type TestUser, useApp } from '../../../support/app.ts';
import { customerRow, itemRow } from '../../../support/ledger-rows.ts';
import { CollectionsCase } from '../dispatches/collections-case.ts';
import { Desk } from './desk.ts';

const OLD = '<p>IBAN DE89 3704 0044 0532 0130 00</p>';
const NEW = '<p>IBAN GB82 WEST 1234 5698 7654 32</p>';
const WITH_BANK = '<p>Dear {{ customer.name }},</p>{% clause bank_details %}<p>Thank you</p>';

describe('clauses', function () {
  this.timeout(90_000);
  const app = useApp();
  let a: CollectionsCase;
  let desk: Desk;
  let author: TestUser;
  let second: TestUser;
  let third: TestUser;

  beforeEach(async () => {
    a = await CollectionsCase.begin(app);
    desk = new Desk(a);
    author = await app.user(a.tenant, 'manager', 'author@brightwater.example');
    second = await app.user(a.tenant, 'admin', 'second@brightwater.example');
    third = await app.user(a.tenant, 'manager', 'third@brightwater.example');
  });

  const preview = (templateId: string, by = a.ana, rest: object = {}) =>
    a.post('/api/dispatches/preview', a.wish({ templateId, ...rest }), { by });

  it('about bank details need two approvals, neither by the author nor twice by one', async () => {
    const id = await desk.draftClause({ html: OLD }, author);
    await desk.stepClause(id, 'submit', author);
    expect((await desk.stepClause(id, 'approve', author)).body.code).to.equal('second_person_needed');
    const one = await desk.stepClause(id, 'approve', second);
    expect([one.body.state, one.body.approvals.length, one.body.approvalsNeeded]).to.deep.equal(['submitted', 1, 2]);
    expect((await desk.stepClause(id, 'approve', second)).body.code).to.equal('second_person_needed');
    expect((await desk.stepClause(id, 'put_live', second)).body.code).to.equal('text_state');
    expect((await desk.stepClause(id, 'approve', third)).body.state).to.equal('approved');
    expect((await desk.stepClause(id, 'put_live', second)).body.state).to.equal('live');
  });

  it('need two approvals by their words or those they replace, whatever their name; others one', async () => {
    await desk.liveClause({ name: 'pay_here', html: OLD }, author, [second, third]);
    const away = await desk.draftClause({ name: 'pay_here', html: '<p>Ask us on the phone</p>' }, author);
    const german = await desk.draftClause(
      { name: 'pay_here', language: 'de', html: '<p>Rufen Sie uns an</p>' },
      author,
    );
    const legal = await desk.draftClause({ name: 'legal', html: '<p>Late interest is due by law.</p>' }, author);
    const needed = new Map((await desk.clauses(author)).map((clause) => [clause.id, clause.approvalsNeeded]));
    expect([needed.get(away), needed.get(legal), needed.get(german)]).to.deep.equal([2, 1, 2]);
  });

  it('approved by one do not take the place of bank details that went live after that', async () => {
    const words = { name: 'footer' };
    await desk.liveClause({ ...words, html: '<p>Regards</p>' }, author, [second]);
    const early = await desk.draftClause({ ...words, html: '<p>Kind regards</p>' }, author);
    await desk.stepClause(early, 'submit', author);
    expect((await desk.stepClause(early, 'approve', second)).body.state).to.equal('approved');
    await desk.liveClause({ ...words, html: OLD }, author, [second, third]);
    const refused = await desk.stepClause(early, 'put_live', author);
    expect([refused.status, refused.body.code]).to.deep.equal([403, 'second_person_needed']);
    expect((await desk.stepClause(early, 'reject', second, { reason: 'once more' })).body.state).to.equal('draft');
  });

  it('never let the author of words that came back approve them in the version that somebody else made of them', async () => {
    const id = await desk.draftClause({ html: OLD }, author);
    await desk.stepClause(id, 'submit', author);
    await desk.stepClause(id, 'reject', second, { reason: 'a typo' });
    const { revision } = (await desk.clauses(second)).find((clause) => clause.id === id) ?? {};
    const next = (await desk.put(`/api/clauses/${id}`, { html: `${OLD}<p>Thanks</p>`, revision }, second)).body.id;
    await desk.stepClause(next, 'submit', second);
    for (const who of [author, second]) {
      expect((await desk.stepClause(next, 'approve', who)).body.code).to.equal('second_person_needed');
    }
    expect((await desk.stepClause(next, 'approve', third)).status).to.equal(200);
  });

  it('stand in the message as approved, byte by byte, with their version kept beside it', async () => {
    const clause = await desk.liveClause({ html: OLD }, author, [second, third]);
    const templateId = await desk.live({ html: WITH_BANK }, author, second);
    const body = a.wish({ templateId, via: 'gmail', recipients: ['kim@kestrel.example'] });
    const { status, body: sent } = await a.post('/api/dispatches', body);
    expect(status, JSON.stringify(sent)).to.equal(201);
    expect(sent.filled.html).to.equal(`<p>Dear Kestrel Ltd,</p>${OLD}<p>Thank you</p>`);
    expect(sent.clauses).to.deep.equal([{ id: clause, name: 'bank_details', version: 1 }]);
    await desk.liveClause({ html: NEW }, author, [second, third]);
    const later = await a.get(`/api/dispatches/${sent.id}`);
    expect(later.body.clauses).to.deep.equal([{ id: clause, name: 'bank_details', version: 1 }]);
    expect(later.body.filled.html).to.contain('DE89');
  });

  it('that are not live refuse the send and name themselves', async () => {
    const clause = await desk.liveClause({ html: OLD }, author, [second, third]);
    const templateId = await desk.live({ html: WITH_BANK }, author, second);
    await desk.stepClause(clause, 'retire', second);
    const { status, body } = await preview(templateId);
    expect([status, body.code]).to.deep.equal([422, 'template_value_missing']);
    expect(body.problems).to.deep.equal([
      { field: 'clause.bank_details', problem: 'the clause "bank_details" is not live' },
    ]);
    const other = await desk.approved({ html: WITH_BANK, name: 'Another' }, author, second);
    expect((await desk.step(other, 'put_live', author)).body.code).to.equal('template_refused');
  });

  it('warn every collector of changed bank details until each has acknowledged it, and not of the first', async () => {
    await desk.liveClause({ html: OLD }, author, [second, third]);
    const templateId = a.template('first_notice').id;
    expect((await preview(templateId)).body.warnings).to.deep.equal([]);
    const clause = await desk.liveClause({ html: NEW }, author, [second, third]);
    const text =
      'Bank details were changed on November 20, 2026 by author@brightwater.example; they hold in every template from then on.';
    for (const by of [a.ana, a.ben]) {
      expect((await preview(templateId, by)).body.warnings).to.deep.equal([{ clauseId: clause, text }]);
    }
    expect((await a.post(`/api/clauses/${clause}/acknowledgements`, undefined)).status).to.equal(200);
    expect((await a.post(`/api/clauses/${clause}/acknowledgements`, undefined)).status).to.equal(200);
    expect((await preview(templateId, a.ana)).body.warnings).to.deep.equal([]);
    expect((await preview(templateId, a.ben)).body.warnings).to.have.length(1);
  });

  it('warn as well where words for a language or brand come before those that held for it', async () => {
    await desk.liveClause({ html: OLD }, author, [second, third]);
    await desk.liveClause({ language: 'de', html: OLD }, author, [second, third]);
    const templateId = a.template('first_notice').id;
    expect((await preview(templateId)).body.warnings).to.deep.equal([]);
    const clause = await desk.liveClause({ language: 'en', html: NEW }, author, [second, third]);
    const { warnings } = (await preview(templateId)).body;
    expect(warnings.map(({ clauseId }: { clauseId: string }) => clauseId)).to.deep.equal([clause]);
  });

  it('hold for a brand and language before those of every one', async () => {
    const brands = [{ key: 'north', name: 'Brightwater North', companyCodes: ['2000'] }];
    expect((await desk.put('/api/brands', { brands }, second)).status).to.equal(200);
    await a.feed(
      customerRow('C3', { name: 'Plover Ltd', language: 'en' }),
      itemRow('300001', {
        customerNumber: 'C3',
        key: { companyCode: '2000' },
        issuedOn: '2026-09-01',
        dueOn: '2026-10-01',
      }),
    );
    const [north] = await a.in(() => app.services.customers.findByPaddedNumbers(['C3'], Number.MAX_SAFE_INTEGER - 1));
    await desk.liveClause({ name: 'words', html: '<p>for all</p>' }, author, [second]);
    await desk.liveClause({ name: 'words', language: 'en', html: '<p>in English</p>' }, author, [second]);
    await desk.liveClause({ name: 'words', brand: 'north', html: '<p>of the north</p>' }, author, [second]);
    const html = '<p>{{ brand.name }}</p>{% clause words %}';
    const templateId = await desk.live({ html }, author, second);
    const own = await desk.live({ html, brand: 'north', name: 'North letter' }, author, second);
    const textOf = async (id: string, customerId: string) =>
      (await preview(id, a.ana, { customerId })).body.filled.text;
    expect(await textOf(templateId, a.customerId)).to.equal('Brightwater GmbH\n\nin English');
    expect(await textOf(own, north?.id ?? '')).to.equal('Brightwater North\n\nof the north');
    expect((await preview(own)).body.problems?.[0]?.field).to.equal('templateId');
    const listed = async (customerId: string) =>
      (await a.get(`/api/templates?customerId=${customerId}`)).body.templates.map(({ id }: { id: string }) => id);
    expect(await listed(a.customerId))
      .to.include(templateId)
      .and.not.to.include(own);
    expect(await listed(north?.id ?? '')).to.include(own);
    expect((await desk.put('/api/brands', { brands: [] }, second)).body.code).to.equal('brands_refused');
  });

  it('loaded by file hold at once the first time; other bank details wait for two, other words do not', async () => {
    const load = (...clauses: object[]) =>
      a.in(() => app.services.templateService.loadFile({ templates: [], clauses }, 'command line'));
    const bank = (html: string) => ({ name: 'bank_details', html });
    const outcomes = async (...clauses: object[]) => (await load(...clauses)).clauses.map(({ outcome }) => outcome);
    expect(await outcomes(bank(OLD), { name: 'legal', html: '<p>one</p>' })).to.deep.equal(['live', 'live']);
    expect(await outcomes(bank(OLD), { name: 'legal', html: '<p>two</p>' })).to.deep.equal(['unchanged', 'live']);
    expect(await outcomes(bank(NEW))).to.deep.equal(['waiting']);
    expect(await outcomes(bank(NEW))).to.deep.equal(['waiting']);
    const waiting = (await desk.clauses(author)).filter(({ state }) => state === 'submitted');
    expect(waiting).to.have.length(1);
    const [{ id } = { id: '' }] = waiting;
    await desk.stepClause(id, 'approve', second);
    await desk.stepClause(id, 'approve', third);
    expect((await desk.stepClause(id, 'put_live', third)).body.state).to.equal('live');
  });

  it('of bank details that changed stop a message that was prepared with the old ones', async () => {
    await desk.liveClause({ html: OLD }, author, [second, third]);
    const templateId = await desk.live({ html: WITH_BANK }, author, second);
    const body = a.wish({ templateId, via: 'outlook', recipients: ['kim@kestrel.example'] });
    const { ticket } = (await a.post('/api/dispatches', body)).body;
    await desk.liveClause({ html: NEW }, author, [second, third]);
    const { allowed, reasons } = (await a.announce(ticket)).body;
    expect(allowed).to.equal(false);
    expect(reasons[0]).to.contain('other bank details');
    await a.in(() => app.services.settings.change({ sendAnyway: true }, 'second@brightwater.example'));
    const asked = (await a.announce(ticket)).body;
    expect(asked, 'nothing leads past old bank details').to.deep.include({ allowed: false, mayGoAnyway: false });
  });

  it('for the language of a message stop it as well where it was prepared with those for every language', async () => {
    await desk.liveClause({ html: OLD }, author, [second, third]);
    const templateId = await desk.live({ html: WITH_BANK }, author, second);
    const body = a.wish({ templateId, via: 'outlook', recipients: ['kim@kestrel.example'] });
    const { ticket } = (await a.post('/api/dispatches', body)).body;
    const { ticket: early } = (await a.post('/api/dispatches', body)).body;
    await desk.liveClause({ language: 'de', html: NEW }, author, [second, third]);
    expect((await a.announce(early)).body.allowed, 'another language').to.equal(true);
    await desk.liveClause({ language: 'en', html: NEW }, author, [second, third]);
    const { allowed, reasons } = (await a.announce(ticket)).body;
    expect(allowed).to.equal(false);
    expect(reasons[0]).to.contain('other bank details');
  });

  it('cannot be written into a free part by hand', async () => {
    const html = '{% free remark %}<p>Thank you</p>{% endfree %}';
    const templateId = await desk.live({ html }, author, second);
    const text = 'Please pay to DE89 3704 0044 0532 0130 00 from now on';
    const { status, body } = await preview(templateId, a.ana, { freeParts: [{ name: 'remark', text }] });
    expect([status, body.problems[0].field]).to.deep.equal([422, 'freeParts.0.text']);
  });
});
