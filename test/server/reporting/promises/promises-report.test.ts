import { expect } from 'chai';
import { describe, it } from 'mocha';
import { promisesReport } from '../../../../server/reporting/promises/promises-report.ts';
import type { Money } from '../../../../shared/domain/money.ts';
import { type FactsStory, factsOf } from '../../../support/facts.ts';
import { questionOf } from '../../../support/report-question.ts';

const NOVEMBER = { from: '2026-11-01', to: '2026-11-20' };

interface Row {
  readonly state: string;
  readonly amount: Money;
  readonly paid: Money;
  readonly lastDay: string;
  readonly customer: { readonly number: string };
  readonly by: { readonly name: string };
  readonly items: readonly { readonly number: string }[];
}

function promised(book: FactsStory, minor: number, date: string, told: Parameters<FactsStory['did']>[3] = {}) {
  book.did('ana', 'phone_promise_to_pay', '2026-11-02', { minor, date, ...told });
}

/** The worked example of the trade, an item each. */
function fivePromises(book: FactsStory) {
  for (const item of ['a', 'b', 'c', 'd', 'e']) book.item(item, { minor: 500 });
  book.payment('P1', { on: '2026-11-10', minor: 250, to: { a: 100, b: 150 } });
  book.payment('P2', { on: '2026-11-12', minor: 400, to: { d: 400 } });
  promised(book, 100, '2026-11-10', { items: ['a'] });
  promised(book, 200, '2026-11-10', { items: ['b'] });
  promised(book, 300, '2026-11-10', { items: ['c'] });
  promised(book, 400, '2026-11-10', { items: ['d'] });
  promised(book, 500, '2026-11-27', { items: ['e'] });
}

const ask = async (build: (book: FactsStory) => void, question: Parameters<typeof questionOf>[1] = NOVEMBER) => {
  const { totals, rows } = await promisesReport.run(questionOf(factsOf(build), question));
  return { totals, rows: rows as unknown as Row[] };
};

describe('promises', () => {
  it('lists each promise with its state, and shares that its rows add up to', async () => {
    const { totals, rows } = await ask(fivePromises);
    expect(rows.map(({ state, paid }) => `${state} ${paid.minor}`)).to.deep.equal([
      'kept 100',
      'partly_kept 150',
      'broken 0',
      'kept 400',
      'open 0',
    ]);
    expect(rows.map(({ lastDay }) => lastDay)).to.include.members(['2026-11-13', '2026-12-02']);
    expect(totals).to.have.length(1);
    expect(totals[0]).to.deep.include({ promises: 5, fellDue: 4, kept: 2, keptShare: 0.5, paidShare: 0.65 });
    const fellDue = rows.filter(({ state }) => state !== 'open');
    const sum = (of: 'amount' | 'paid') => fellDue.reduce((all, row) => all + row[of].minor, 0);
    expect(totals[0]).to.have.nested.property('promised.minor', sum('amount'));
    expect(totals[0]).to.have.nested.property('paid.minor', sum('paid'));
  });

  for (const { filters, states } of [
    { filters: { promiseState: 'broken' as const }, states: ['broken'] },
    { filters: { collector: 'ben' }, states: [] },
    {
      filters: { collector: 'ana', currency: 'EUR' as never },
      states: ['kept', 'partly_kept', 'broken', 'kept', 'open'],
    },
    { filters: { owner: 'cleo@brightwater.example' }, states: [] },
    { filters: { owner: 'none', customer: 'C1' }, states: ['kept', 'partly_kept', 'broken', 'kept', 'open'] },
  ]) {
    it(`narrows by ${JSON.stringify(filters)}, in rows and totals alike`, async () => {
      const { totals, rows } = await ask(fivePromises, { ...NOVEMBER, filters });
      expect(rows.map(({ state }) => state)).to.deep.equal(states);
      expect(totals[0]?.promises ?? 0).to.equal(states.length);
    });
  }

  it('says why there is no share where none fell due', async () => {
    const { totals } = await ask((book) => promised(book, 500, '2026-11-27'));
    expect(totals[0]).to.include({ keptShare: null, paidShare: null, reason: 'No promise fell due.' });
  });

  it('knows what came after the day asked about as little as the day itself did', async () => {
    const { rows } = await ask(fivePromises, { ...NOVEMBER, to: '2026-11-11' });
    expect(rows.map(({ state, paid }) => `${state} ${paid.minor}`)).to.deep.equal([
      'kept 100',
      'open 150',
      'open 0',
      'open 0',
      'open 0',
    ]);
  });

  it('leaves out what was promised for a day before the period', async () => {
    const { rows } = await ask(fivePromises, { ...NOVEMBER, from: '2026-11-11' });
    expect(rows.map(({ state }) => state)).to.deep.equal(['open']);
  });

  it('counts what a source says was cleared without saying how, on its own day', async () => {
    const { rows } = await ask((book) => {
      book.item('a', { minor: 500 });
      book.statedLeft('a', 100, '2026-11-09');
      promised(book, 300, '2026-11-10', { items: ['a'] });
      promised(book, 300, '2026-11-11', { items: ['a'] });
    });
    expect(rows.map(({ state, paid }) => `${state} ${paid.minor}`)).to.deep.equal(['kept 300', 'partly_kept 100']);
  });

  it('counts no credit memo, no write-off and no cancelled invoice as cash', async () => {
    const { rows } = await ask((book) => {
      for (const item of ['a', 'b', 'c']) book.item(item, { minor: 100 });
      book.item('M1', { kind: 'credit_memo', minor: 100, issuedOn: '2026-11-05' });
      book.application({ debit: 'a', credit: 'M1', minor: 100, on: '2026-11-05' });
      book.adjustment('b', 100, '2026-11-05');
      book.reversal('c', 100, '2026-11-05');
      for (const item of ['a', 'b', 'c']) promised(book, 100, '2026-11-10', { items: [item] });
    });
    expect(rows.map(({ state }) => state)).to.deep.equal(['broken', 'broken', 'broken']);
  });

  it('takes away what bounced or was un-applied by the day asked about', async () => {
    const build = (book: FactsStory) => {
      book.item('a', { minor: 100 });
      book.payment('P1', { on: '2026-11-09', minor: 100, to: { a: 100 } });
      book.unapplication('a', 'P1', '2026-11-12');
      promised(book, 100, '2026-11-10', { items: ['a'] });
    };
    expect((await ask(build, { ...NOVEMBER, to: '2026-11-11' })).rows[0]?.state).to.equal('kept');
    expect((await ask(build)).rows[0]?.state).to.equal('broken');
  });

  it('keeps customers and currencies apart', async () => {
    const { totals, rows } = await ask((book) => {
      book.payment('P1', { on: '2026-11-09', minor: 100 });
      book.payment('P2', { on: '2026-11-09', minor: 100, currency: 'USD', customer: 'C2' });
      promised(book, 100, '2026-11-10', { customer: 'C1' });
      promised(book, 100, '2026-11-10', { customer: 'C2' });
      promised(book, 100, '2026-11-10', { customer: 'C2', currency: 'USD' });
    });
    expect(rows.map(({ customer, amount, state }) => `${customer.number} ${amount.currency} ${state}`)).to.deep.equal([
      'C1 EUR kept',
      'C2 EUR broken',
      'C2 USD kept',
    ]);
    expect(totals.map(({ currency, kept }) => `${currency} ${kept}`)).to.deep.equal(['EUR 1', 'USD 1']);
  });
});
