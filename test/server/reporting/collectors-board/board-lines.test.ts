import { expect } from 'chai';
import { describe, it } from 'mocha';
import { businessCalendarOf, FIRST_FIGURE_SETTINGS } from '../../../../server/identity/tenant-settings.ts';
import { boardLines, boardTotal } from '../../../../server/reporting/collectors-board/board-lines.ts';
import { boardParts } from '../../../../server/reporting/collectors-board/board-question.ts';
import { cashAsked } from '../../../../server/reporting/collectors-board/cash-by-touch-report.ts';
import { settledAsked } from '../../../../server/reporting/collectors-board/settled-promises-report.ts';
import { excessCashReport } from '../../../../server/reporting/effect/excess-cash-report.ts';
import type { Facts } from '../../../../server/reporting/facts/facts.ts';
import type { MeasureValue } from '../../../../server/reporting/measures/measure.ts';
import { findMeasure } from '../../../../server/reporting/measures/measure-registry.ts';
import type { ReportQuestion } from '../../../../server/reporting/report.ts';
import type { BoardLine } from '../../../../shared/api/my-figures.ts';
import { addDays, calendarDate, dayNumber } from '../../../../shared/domain/calendar-date.ts';
import { type FactsStory, factsOf } from '../../../support/facts.ts';
import { eur } from '../../../support/ledger-rows.ts';
import { NO_TEMPLATE_NAMES } from '../../../support/report-question.ts';

type Story = (book: FactsStory) => void;

function question(filters: ReportQuestion['filters'] = {}, from = '2026-03-01', to = '2026-03-31'): ReportQuestion {
  return { from, to, asOf: to, filters, tenant: { settings: FIRST_FIGURE_SETTINGS } } as unknown as ReportQuestion;
}

function board(story: Story, filters: ReportQuestion['filters'] = {}): BoardLine[] {
  const facts = factsOf(story);
  const people = filters.collector === undefined ? null : new Set([filters.collector]);
  return boardLines(facts, boardParts(facts, question(filters), people));
}

function lineOf(lines: readonly BoardLine[], name: string): BoardLine {
  const line = lines.find(({ collector }) => collector.name === name);
  if (line === undefined) throw new Error(`Nobody is called ${name}.`);
  return line;
}

/** What somebody cannot get more of by logging more. */
function outcomes({ touches, customers, promisedKept, touched, excess }: BoardLine) {
  return { touches, customers, promisedKept, touched, excess };
}

/** Invoices 1 and 2 of C1 over 100.00 each, both paid on 20 March; Ana wrote on the 10th. */
const worked: Story = (book) => {
  book.item('1');
  book.item('2');
  book.payment('P1', { on: '2026-03-20', minor: 20_000, to: { 1: 10_000, 2: 10_000 } });
  book.did('ana', 'email_first_notice', '2026-03-10', { delivery: 'confirmed' });
};

describe('boardLines', () => {
  it('counts one touch a person, customer and day, with the customers and the contacts that could decide', () => {
    const [ana, ben] = board((book) => {
      book.did('ana', 'phone_no_answer', '2026-03-02');
      book.did('ana', 'phone_spoke_with_ap', '2026-03-02');
      book.did('ana', 'phone_no_answer', '2026-03-03');
      book.did('ana', 'phone_no_answer', '2026-03-03', { customer: 'C2' });
      book.did('ben', 'phone_no_answer', '2026-03-03');
      book.did('ben', 'phone_no_answer', '2026-04-01');
    });
    expect(ana).to.deep.include({ touches: 3, customers: 2, rightPartyContacts: 1 });
    expect(ben).to.deep.include({ touches: 1, customers: 1, rightPartyContacts: 0 });
  });

  it('takes notes, and messages that came back or never left, for nothing', () => {
    const lines = board((book) => {
      book.did('ana', 'note', '2026-03-02');
      for (const delivery of ['failed', 'bounced', 'drafted'] as const) {
        book.did('ana', 'email_first_notice', '2026-03-03', { delivery });
      }
    });
    expect(lines).to.deep.equal([]);
  });

  it('counts what jobs sent apart, and gives it no touch and no cash', () => {
    const story: Story = (book) => {
      book.item('1');
      book.payment('P1', { on: '2026-03-20', minor: 10_000, to: { 1: 10_000 } });
      book.did('ana', 'email_first_notice', '2026-03-10', { isAutomatic: true, delivery: 'confirmed' });
      book.did('ana', 'email_second_notice', '2026-03-12', { isAutomatic: true, delivery: 'bounced' });
    };
    expect(board(story)).to.have.length(1);
    expect(lineOf(board(story), 'ana')).to.deep.include({ automatic: 1, touches: 0, customers: 0, touched: [] });
  });

  for (const { on, counts, why } of [
    { on: '2026-03-05', counts: false, why: '15 days before' },
    { on: '2026-03-06', counts: true, why: '14 days before' },
    { on: '2026-03-19', counts: true, why: 'the day before' },
    { on: '2026-03-20', counts: false, why: 'on the value date' },
    { on: '2026-03-21', counts: false, why: 'the day after' },
  ]) {
    it(`${counts ? 'has' : 'does not have'} cash touched ${why}`, () => {
      const [ana] = board((book) => {
        book.item('1');
        book.payment('P1', { on: '2026-03-20', minor: 10_000, to: { 1: 10_000 } });
        book.did('ana', 'phone_no_answer', on);
      });
      expect(ana?.touched).to.deep.equal(counts ? [eur(10_000)] : []);
    });
  }

  it('counts cash for everybody who touched it, for each once, and in the total once', () => {
    const facts = factsOf((book) => {
      worked(book);
      book.did('ana', 'phone_no_answer', '2026-03-12', { items: ['1'] });
      book.did('ben', 'phone_no_answer', '2026-03-13', { items: ['2'] });
    });
    const parts = boardParts(facts, question(), null);
    const lines = boardLines(facts, parts);
    expect(lineOf(lines, 'ana').touched).to.deep.equal([eur(20_000)]);
    expect(lineOf(lines, 'ben').touched).to.deep.equal([eur(10_000)]);
    expect(boardTotal(parts).touched).to.deep.equal([eur(20_000)]);
  });

  it('never adds two currencies, and knows one alone where that is asked', () => {
    const story: Story = (book) => {
      book.item('1');
      book.item('2', { currency: 'USD' });
      book.payment('P1', { on: '2026-03-20', minor: 10_000, to: { 1: 10_000 } });
      book.payment('P2', { on: '2026-03-20', minor: 700, currency: 'USD', to: { 2: 700 } });
      book.did('ana', 'phone_no_answer', '2026-03-10');
    };
    expect(lineOf(board(story), 'ana').touched.map(({ minor, currency }) => [minor, currency])).to.deep.equal([
      [10_000, 'EUR'],
      [700, 'USD'],
    ]);
    const inDollars = lineOf(board(story, { currency: 'USD' as never }), 'ana');
    expect(inDollars.touched.map(({ minor }) => minor)).to.deep.equal([700]);
    expect(inDollars.touches).to.equal(1);
  });

  it('counts promises when they are settled, with the cash that came in time, and moved ones apart', () => {
    const [ana] = board((book) => {
      book.item('1', { minor: 10_000 });
      book.item('2', { minor: 10_000 });
      book.item('3', { minor: 10_000 });
      const promise = (items: string[], on: string, date: string) =>
        book.did('ana', 'phone_promise_to_pay', on, { items, minor: 10_000, date, outcome: 'promised_in_full' });
      promise(['1'], '2026-03-02', '2026-03-06');
      promise(['2'], '2026-03-02', '2026-03-06');
      promise(['2'], '2026-03-05', '2026-03-10');
      promise(['3'], '2026-03-04', '2026-03-09');
      promise(['3'], '2026-03-27', '2026-04-15');
      book.payment('P1', { on: '2026-03-05', minor: 10_000, to: { 1: 10_000 } });
      book.payment('P2', { on: '2026-03-11', minor: 4_000, to: { 2: 4_000 } });
    });
    expect(ana?.promises).to.deep.equal({ fellDue: 3, kept: 1, partlyKept: 1, broken: 1, moved: 1 });
    expect(ana?.promisedKept).to.deep.equal([eur(14_000)]);
  });

  it('opens down to promises that add up to each count', () => {
    const facts = factsOf((book) => {
      for (const item of ['1', '2', '3']) book.item(item);
      for (const [item, date] of [
        ['1', '2026-03-06'],
        ['2', '2026-03-06'],
        ['3', '2026-03-09'],
      ] as const) {
        const promise = { items: [item], minor: 10_000, date, outcome: 'promised_in_full' } as const;
        book.did('ana', 'phone_promise_to_pay', '2026-03-02', promise);
        if (item === '2') book.did('ben', 'phone_promise_to_pay', '2026-03-05', { ...promise, date: '2026-03-10' });
      }
      book.payment('P1', { on: '2026-03-05', minor: 10_000, to: { 1: 10_000 } });
    });
    const [ana, ben] = boardLines(facts, boardParts(facts, question(), null));
    const rows = (id: string, filters: ReportQuestion['filters'] = {}) =>
      settledAsked(facts, question(filters), new Set([id]));
    expect(ana?.promises).to.deep.equal({ fellDue: 2, kept: 1, partlyKept: 0, broken: 1, moved: 1 });
    expect(rows('ana')).to.have.length(2);
    for (const [promiseState, count] of [
      ['kept', 1],
      ['broken', 1],
      ['moved', 1],
      ['partly_kept', 0],
    ] as const) {
      expect(rows('ana', { promiseState }), promiseState).to.have.length(count);
    }
    expect(rows('ben')).to.have.length(ben?.promises.fellDue ?? -1);
    const paid = rows('ana').reduce((sum, { paidMinor }) => sum + paidMinor, 0);
    expect(ana?.promisedKept).to.deep.equal([eur(paid)]);
  });

  it('is in the order of names, whoever touched more', () => {
    const names = board((book) => {
      worked(book);
      book.did('zoe', 'phone_no_answer', '2026-03-10');
      book.did('ben', 'phone_no_answer', '2026-03-01', { customer: 'C9' });
    }).map(({ collector }) => collector.name);
    expect(names).to.deep.equal(['ana', 'ben', 'zoe']);
  });

  it('shows one person the very line that all see', () => {
    const story: Story = (book) => {
      worked(book);
      book.did('ben', 'phone_no_answer', '2026-03-13', { items: ['2'] });
    };
    expect(board(story, { collector: 'ana' })).to.deep.equal([lineOf(board(story), 'ana')]);
  });

  it('opens down to cash that adds up to each line', () => {
    const facts = factsOf((book) => {
      worked(book);
      book.payment('P3', { on: '2026-03-25', minor: 999, customer: 'C2' });
      book.did('ben', 'phone_no_answer', '2026-03-13', { items: ['2'] });
      book.did('ben', 'phone_no_answer', '2026-03-20', { customer: 'C2' });
    });
    for (const { collector, touched } of boardLines(facts, boardParts(facts, question(), null))) {
      const rows = cashAsked(facts, question(), new Set([collector.id]));
      const sum = rows.reduce((total, { minor }) => total + minor, 0);
      expect(sum, collector.name).to.equal(touched[0]?.minor);
    }
    expect(cashAsked(facts, question({ touched: 'no' }), null)).to.deep.equal([]);
    expect(cashAsked(facts, question(), null).reduce((total, { minor }) => total + minor, 0)).to.equal(20_999);
  });
});

/** What a company was paid before: forty customers, each with two invoices, at one to thirty days past due. */
const past: Story = (book) => {
  for (let n = 0; n < 80; n += 1) {
    const customer = `K${n % 40}`;
    const paidOn = addDays(calendarDate('2026-01-02'), (n * 7) % 30);
    book.item(`K-${n}`, { customer, issuedOn: '2025-12-01', dueOn: '2026-01-01' });
    book.payment(`KP-${n}`, { customer, on: paidOn, minor: 10_000, to: { [`K-${n}`]: 10_000 } });
  }
};

describe('the board cannot be gamed by', () => {
  const withPast: Story = (book) => {
    past(book);
    worked(book);
  };
  const before = outcomes(lineOf(board(withPast), 'ana'));

  const games: Readonly<Record<string, Story>> = {
    'ten notes a day': (book) => {
      for (let n = 0; n < 10; n += 1) book.did('ana', 'note', '2026-03-11', { items: ['1'] });
    },
    'logging one contact as ten': (book) => {
      for (let n = 0; n < 10; n += 1) book.did('ana', 'phone_no_answer', '2026-03-10');
    },
    'splitting a contact into one an invoice': (book) => {
      for (const item of ['1', '2']) book.did('ana', 'phone_no_answer', '2026-03-10', { items: [item] });
    },
    'taking promises that nobody keeps': (book) => {
      for (let n = 0; n < 5; n += 1) {
        const promise = { minor: 5_000_000, date: '2026-03-12', outcome: 'promised_in_full' } as const;
        book.did('ana', 'phone_promise_to_pay', '2026-03-10', { ...promise, items: ['1'] });
      }
    },
    'a call once the money is on the account': (book) => {
      book.item('3');
      book.payment('P9', { on: '2026-03-10', minor: 10_000, to: { 3: 10_000 } });
      book.did('ana', 'phone_no_answer', '2026-03-10', { items: ['3'] });
    },
    'messages that come back': (book) => {
      book.did('ana', 'email_second_notice', '2026-03-18', { delivery: 'bounced' });
    },
  };

  it('what is worth gaming for: all of it has a figure', () => {
    expect(before.touches).to.equal(1);
    expect(before.touched).to.deep.equal([eur(20_000)]);
    expect(before.excess.map(({ episodes }) => episodes)).to.deep.equal([2]);
  });

  for (const [what, game] of Object.entries(games)) {
    it(what, () => {
      const gamed = board((book) => {
        withPast(book);
        game(book);
      });
      expect(outcomes(lineOf(gamed, 'ana'))).to.deep.equal(before);
    });
  }

  it('what a job sends in their name, which takes its share of the excess and gives them none', () => {
    const gamed = board((book) => {
      withPast(book);
      book.did('ana', 'email_second_notice', '2026-03-16', { isAutomatic: true, delivery: 'confirmed' });
    });
    const { excess, ...others } = outcomes(lineOf(gamed, 'ana'));
    const { excess: earlier, ...same } = before;
    expect(others).to.deep.equal(same);
    expect(excess[0]?.excess.minor).to.be.below(earlier[0]?.excess.minor ?? 0);
  });

  it('another: who touches later takes nothing of what the first one touched', () => {
    const both = board((book) => {
      withPast(book);
      book.did('ben', 'phone_no_answer', '2026-03-19');
    });
    expect(lineOf(both, 'ana').touched).to.deep.equal(before.touched);
  });
});

describe('excess on the board', () => {
  it('is that of the report of excess cash for each, with the same interval', async () => {
    const facts = factsOf((book) => {
      past(book);
      worked(book);
      book.did('ben', 'phone_no_answer', '2026-03-12', { items: ['2'] });
      book.did('ben', 'email_second_notice', '2026-03-16', { isAutomatic: true, delivery: 'confirmed' });
    });
    const lines = boardLines(facts, boardParts(facts, question(), null));
    const { rows } = await excessCashReport(NO_TEMPLATE_NAMES).run({
      ...question({ by: 'collector' }),
      facts: async () => facts,
    });
    const told = rows
      .filter(({ group }) => group !== 'automatic')
      .map(({ group, excess, low, high, episodes, isTold }) => [group, { excess, low, high, episodes, isTold }]);
    expect(lines.map(({ collector, excess }) => [collector.id, excess[0]])).to.deep.equal(told);
    expect(told).to.have.length(2);
  });

  it('is none where the company’s past is too short to expect anything', () => {
    expect(lineOf(board(worked), 'ana').excess).to.deep.equal([]);
  });
});

describe('the board and the measures', () => {
  it('say the same of each person', () => {
    const facts = factsOf((book) => {
      worked(book);
      book.did('ana', 'phone_spoke_with_ap', '2026-03-12');
      book.did('ana', 'email_first_notice', '2026-03-12', { isAutomatic: true, delivery: 'confirmed' });
      book.did('ana', 'email_second_notice', '2026-03-12', { isAutomatic: true, delivery: 'confirmed' });
      book.did('ben', 'phone_no_answer', '2026-03-13', { items: ['2'] });
      const promise = { minor: 6_000, outcome: 'promised_in_full', items: ['2'] } as const;
      book.did('ben', 'phone_promise_to_pay', '2026-03-13', { ...promise, date: '2026-03-17' });
      book.did('ben', 'phone_promise_to_pay', '2026-03-02', { ...promise, date: '2026-03-05' });
    });
    const lines = boardLines(facts, boardParts(facts, question(), null));
    expect(lines.map(({ collector }) => collector.name)).to.deep.equal(['ana', 'ben']);
    for (const { collector, ...line } of lines) {
      const { touches, rightPartyContacts, automatic, touched, promises, promisedKept } = line;
      const figures = { touches, rightPartyContacts, automatic, touched: touched[0]?.minor };
      expect(figures, collector.name).to.deep.equal({
        touches: measured(facts, 'activities.human', collector.id).value,
        rightPartyContacts: measured(facts, 'activities.right_party_contacts', collector.id).value,
        automatic: measured(facts, 'activities.automatic', collector.id).value,
        touched: measured(facts, 'cash_touched.human', collector.id).value,
      });
      const { inputs } = measured(facts, 'promises_kept.count', collector.id);
      expect({ kept: promises.kept, fellDue: promises.fellDue }, collector.name).to.deep.equal(inputs);
      const { paid } = measured(facts, 'promises_kept.amount', collector.id).inputs;
      expect(promisedKept, collector.name).to.deep.equal(promises.fellDue === 0 ? [] : [paid]);
    }
  });
});

function measured(facts: Facts, key: string, collector: string): MeasureValue {
  const calendar = businessCalendarOf(FIRST_FIGURE_SETTINGS);
  const { promiseGraceDays: graceDays } = FIRST_FIGURE_SETTINGS;
  const days = { from: dayNumber(calendarDate('2026-03-01')), to: dayNumber(calendarDate('2026-03-31')) };
  const [value] = findMeasure(key).compute({ facts, ...days, calendar, graceDays, collectors: new Set([collector]) });
  if (value === undefined) throw new Error(`${key} says nothing of ${collector}.`);
  return value;
}
