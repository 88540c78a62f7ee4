import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import { useApp } from '../../../support/app.ts';
import { required, TextsCase } from './texts-case.ts';

describe('a hold on what was said', function () {
  this.timeout(120_000);
  const app = useApp();
  let t: TextsCase;
  beforeEach(async () => {
    t = await TextsCase.begin(app);
  });

  const held = async () => required(await t.hold()).id ?? '';
  const refusal = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];

  it('keeps texts from an erasure and from their time', async () => {
    const id = await t.call('before the court');
    await held();
    await t.rules({ keptDays: { call_note: 1 } });
    const subject = { kind: 'customer', customerId: t.a.customerId } as const;
    const { found, held: kept, heldCustomers } = (await t.preview(subject)).body;
    expect([found.call_note, kept.call_note]).to.deep.equal([0, 1]);
    expect(heldCustomers.map(({ number }: { number: string }) => number)).to.deep.equal(['C1']);
    expect((await t.erase(subject)).body).to.deep.include({ erased: found, held: kept });
    expect((await t.sweep()).call_note).to.equal(0);
    expect((await t.texts(id)).body.note).to.equal('before the court');
  });

  it('is lifted by two admins, and by no one alone', async () => {
    const id = await held();
    expect(refusal(await t.lift(id, 'confirm'))).to.deep.equal([409, 'hold_state']);
    expect((await t.lift(id, 'ask')).body.hold.lifting.askedBy).to.equal('iris@brightwater.example');
    expect(refusal(await t.lift(id, 'confirm'))).to.deep.equal([409, 'second_admin_needed']);
    expect(refusal(await t.lift(id, 'ask', t.otto))).to.deep.equal([409, 'hold_state']);
    expect((await t.lift(id, 'confirm', t.otto)).body).to.deep.equal({ hold: null });
    expect((await t.a.get('/api/texts/holds', t.iris)).body.holds).to.deep.equal([]);
    const deeds = (await t.deeds()).map(({ deed, by }) => `${deed} ${by.split('@')[0]}`);
    expect(deeds).to.deep.equal(['hold_set iris', 'hold_lifting_asked iris', 'hold_lifted otto']);
  });

  it('is kept where the asking is taken back', async () => {
    const id = await held();
    await t.lift(id, 'ask');
    expect((await t.lift(id, 'keep', t.otto)).body.hold.lifting).to.equal(null);
    expect(refusal(await t.lift(id, 'confirm', t.otto))).to.deep.equal([409, 'hold_state']);
  });

  it('is confirmed once where two confirm at the same moment', async () => {
    const id = await held();
    const third = await app.user(t.a.tenant, 'admin', 'uma@brightwater.example');
    await t.lift(id, 'ask');
    const answers = await Promise.all([t.lift(id, 'confirm', t.otto), t.lift(id, 'confirm', third)]);
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 404]);
    expect((await t.deeds()).filter(({ deed }) => deed === 'hold_lifted')).to.have.length(1);
  });

  it('is there once a customer, for admins alone', async () => {
    await held();
    expect(refusal(await t.hold())).to.deep.equal([409, 'hold_state']);
    expect((await t.hold(t.a.customerId, t.a.manager)).status).to.equal(403);
    expect((await t.hold('nobody')).status).to.equal(404);
  });

  it('holds what was said under another name too, since the customers were merged', async () => {
    const { id: other } = required(
      await t.a.get('/api/customers?search=Heron').then((answer) => {
        answer.body = answer.body.customers[0];
        return answer;
      }),
    ) as { id: string };
    const note = await t.call('said to the other', { customerId: other });
    await t.a.post(`/api/customers/${other}/merge`, { intoId: t.a.customerId, reason: 'the same' }, { by: t.iris });
    await held();
    await t.erase({ kind: 'customer', customerId: other });
    expect((await t.texts(note)).body.note).to.equal('said to the other');
  });
});
