import { expect } from 'chai';
import { NEVER_DAY } from '../../../../server/reporting/facts/facts.ts';
import { FactsBook } from '../../../../server/reporting/facts/facts-book.ts';
import { calendarDate, dayNumber } from '../../../../shared/domain/calendar-date.ts';
import { FactsStory, factsOf } from '../../../support/facts.ts';

function day(text: string): number {
  return dayNumber(calendarDate(text));
}

/** A place that has to be there. */
function there(place: number | undefined): number {
  if (place === undefined) throw new Error('It is not there.');
  return place;
}

describe('FactsBook', () => {
  it('says what is left of an item on any day, and from when nothing is', () => {
    const { items } = factsOf((book) => {
      book.item('I1');
      book.payment('P1', { on: '2026-04-02', minor: 12_000, to: { I1: 4_000 } });
      book.adjustment('I1', 6_000, '2026-04-10');
    });
    const [invoice, payment] = [there(items.find('I1')), there(items.find('P1'))];
    const left = (item: number) =>
      ['2026-02-28', '2026-03-01', '2026-04-01', '2026-04-02', '2026-04-10'].map((on) => items.leftOn(item, day(on)));
    expect(left(invoice)).to.deep.equal([0, 10_000, 10_000, 6_000, 0]);
    expect(left(payment)).to.deep.equal([0, 0, 0, 8_000, 8_000]);
    expect(items.settledOn[invoice]).to.equal(day('2026-04-10'));
    expect(items.settledOn[payment]).to.equal(NEVER_DAY);
    expect(items.movements(invoice)).to.deep.equal([
      { day: day('2026-04-02'), minor: -4_000 },
      { day: day('2026-04-10'), minor: -6_000 },
    ]);
  });

  it('has the items of a customer by due day, then number, however they came', () => {
    const { items, customers } = factsOf((book) => {
      for (const [id, dueOn] of [
        ['I3', '2026-04-01'],
        ['I2', '2026-03-05'],
        ['I9', '2026-03-05'],
        ['I1', '2026-03-05'],
      ] as const) {
        book.item(id, { dueOn });
      }
      book.item('of another', { customer: 'C2' });
    });
    const of = items.ofCustomer(there(customers.find('C1')));
    expect([...of].map((item) => items.number(item))).to.deep.equal(['I1', 'I2', 'I9', 'I3']);
  });

  it('moves an item that is said to be another customer’s, and keeps its place', () => {
    const book = new FactsStory();
    book.item('I1');
    book.item('I2');
    book.settle();
    const place = book.items.find('I1');
    book.item('I1', { customer: 'C2', minor: 500 });
    book.settle(2);
    expect(book.items.find('I1')).to.equal(place);
    expect([...book.items.ofCustomer(there(book.customers.find('C1')))].map((at) => book.items.id(at))).to.deep.equal([
      'I2',
    ]);
    expect([...book.items.ofCustomer(there(book.customers.find('C2')))]).to.deep.equal([place]);
    expect(book.stamp).to.equal('2:0');
  });

  it('forgets an item and takes it again', () => {
    const book = new FactsStory();
    book.item('I1');
    book.item('I2');
    book.settle();
    const place = there(book.items.find('I1'));
    book.removeItem('I1');
    expect(book.items.find('I1')).to.equal(undefined);
    expect([...book.items.all()].map((item) => book.items.id(item))).to.deep.equal(['I2']);
    expect(book.items.leftOn(place, day('2026-05-01'))).to.equal(0);
    expect(book.items.customer[place]).to.equal(-1);
    book.settle();
    expect(book.items.leftOn(there(book.items.find('I1')), day('2026-05-01'))).to.equal(10_000);
    expect([...book.items.ofCustomer(there(book.customers.find('C1')))]).to.have.lengthOf(2);
  });

  it('says what of an application holds, within one currency and across two', () => {
    const book = new FactsStory();
    book.item('I1');
    book.item('Y1', { currency: 'JPY', minor: 900 });
    book.payment('P1', { on: '2026-04-02', minor: 12_000, to: { I1: 4_000 } });
    book.application({ debit: 'Y1', credit: 'P1', minor: 500, on: '2026-04-03', debitMinor: 900 });
    book.unapplication('I1', 'P1', '2026-04-20');
    book.settle();
    const { applications, items } = book;
    const [first, second] = applications.ofItem(there(items.find('P1')));
    const held = (on: string) => [
      applications.creditHeldOn(there(first), day(on)),
      applications.debitHeldOn(there(second), day(on)),
    ];
    expect([held('2026-04-01'), held('2026-04-02'), held('2026-04-19'), held('2026-04-20')]).to.deep.equal([
      [0, 0],
      [4_000, 0],
      [4_000, 900],
      [0, 900],
    ]);
    expect(applications.ofItem(there(items.find('Y1')))).to.deep.equal([second]);
  });

  it('takes back of an application what bounced, across currencies all of it', () => {
    const book = new FactsStory();
    book.item('I1');
    book.item('Y1', { currency: 'JPY', minor: 900 });
    book.payment('P1', { on: '2026-04-02', minor: 12_000 });
    book.settle();
    const base = { creditId: 'P1', creditMinor: 4_000, from: day('2026-04-02'), until: NEVER_DAY };
    const bounced = [{ day: day('2026-04-09'), minor: 1_500 }];
    book.putApplication({ id: 'a', debitId: 'I1', debitMinor: 4_000, ...base, bounced });
    book.putApplication({ id: 'b', debitId: 'Y1', debitMinor: 900, ...base, bounced });
    const held = (at: number, on: string) => [
      book.applications.debitHeldOn(at, day(on)),
      book.applications.creditHeldOn(at, day(on)),
    ];
    expect([held(0, '2026-04-08'), held(0, '2026-04-09')]).to.deep.equal([
      [4_000, 4_000],
      [2_500, 2_500],
    ]);
    expect([held(1, '2026-04-08'), held(1, '2026-04-09')]).to.deep.equal([
      [900, 4_000],
      [0, 2_500],
    ]);
  });

  it('closes the gap that an application or adjustment leaves', () => {
    const book = new FactsStory();
    book.item('I1');
    book.payment('P1', { on: '2026-04-02', minor: 500, to: { I1: 500 } });
    book.payment('P2', { on: '2026-04-03', minor: 600, to: { I1: 600 } });
    book.payment('P3', { on: '2026-04-04', minor: 700, to: { I1: 700 } });
    book.adjustment('I1', 10, '2026-04-05');
    book.adjustment('I1', 20, '2026-04-06', 'discount');
    book.settle();
    const { applications, adjustments, items } = book;
    book.removeApplication('P1>I1');
    book.removeAdjustment('adjustment 0');
    const invoice = there(items.find('I1'));
    expect(applications.ofItem(invoice).map((at) => applications.id(at))).to.deep.equal(['P2>I1', 'P3>I1']);
    expect(applications.ofItem(there(items.find('P1')))).to.deep.equal([]);
    expect([...applications.creditMinor].sort()).to.deep.equal([600, 700]);
    expect(adjustments.ofItem(invoice).map((at) => [adjustments.minor[at], adjustments.reason(at)])).to.deep.equal([
      [20, 'discount'],
    ]);
    expect([...adjustments.all()]).to.deep.equal([0]);
  });

  it('puts an activity that comes late where its day belongs, and closes the gap that a withdrawn one leaves', () => {
    const book = new FactsStory();
    book.did('anna', 'phone_no_answer', '2026-03-10');
    book.did('ben', 'note', '2026-03-12');
    book.did('anna', 'phone_refused', '2026-03-11');
    book.did('ben', 'email_reply', '2026-03-11', { hour: 9, delivery: 'attempted' });
    book.did('ben', 'note', '2026-03-13', { customer: 'C2' });
    const { activities, customers } = book;
    const ids = (customer: string) =>
      [...activities.ofCustomer(there(customers.find(customer)))].map((at) => activities.id(at));
    expect(ids('C1')).to.deep.equal(['A1', 'A4', 'A3', 'A2']);
    book.withdraw('A1');
    expect(ids('C1')).to.deep.equal(['A4', 'A3', 'A2']);
    expect(ids('C2')).to.deep.equal(['A5']);
    expect([...activities.all()].map((at) => activities.id(at)).sort()).to.deep.equal(['A2', 'A3', 'A4', 'A5']);
  });

  it('counts a message as a touch by what became of it', () => {
    const book = new FactsStory();
    const id = book.did('anna', 'email_first_notice', '2026-03-10', { delivery: 'attempted' });
    expect(book.activities.hasTouched(0)).to.equal(true);
    book.setDelivery(id, 'bounced');
    expect(book.activities.hasTouched(0)).to.equal(false);
    expect(book.activities.delivery(0)).to.equal('bounced');
  });

  it('keeps of an activity that it named an item which the ledger does not have', () => {
    const book = new FactsStory();
    book.item('I1');
    book.settle();
    book.did('anna', 'phone_promise_to_pay', '2026-03-10', {
      items: ['I1', 'gone'],
      outcome: 'promised_in_part',
      minor: 300,
      date: '2026-03-20',
      template: 'T1',
    });
    const { activities, items } = book;
    expect(activities.items(0).map((item) => items.id(item))).to.deep.equal(['I1', 'gone']);
    expect([...items.all()]).to.have.lengthOf(1);
    expect([activities.amount(0), activities.date(0), activities.template(0), activities.outcome(0)]).to.deep.equal([
      { minor: 300, currency: 'EUR' },
      day('2026-03-20'),
      'T1',
      'promised_in_part',
    ]);
  });

  it('keeps instalments and the end of a dispute with their activity, wherever that moves', () => {
    const book = new FactsStory();
    book.did('anna', 'note', '2026-03-09');
    const gone = book.did('anna', 'phone_dispute_raised', '2026-03-10');
    const instalments = { '2026-03-20': 300, '2026-03-27': 200 };
    book.did('anna', 'email_promise_to_pay', '2026-03-10', { instalments });
    const dispute = book.did('anna', 'email_dispute_raised', '2026-03-11');
    book.resolved(gone, '2026-03-12');
    book.resolved(dispute, '2026-03-13');
    book.resolved(dispute, '2026-03-14');
    const { activities } = book;
    const said = () =>
      [...activities.all()].map((at) => [
        activities.id(at),
        activities.instalments(at).length,
        activities.resolvedOn(at),
      ]);
    const resolved = day('2026-03-13');
    expect(said()).to.deep.equal([
      ['A1', 0, null],
      ['A2', 0, day('2026-03-12')],
      ['A3', 2, null],
      ['A4', 0, resolved],
    ]);
    book.withdraw('A2');
    expect(said()).to.deep.equal([
      ['A1', 0, null],
      ['A4', 0, resolved],
      ['A3', 2, null],
    ]);
    book.withdraw('A1');
    expect(said()).to.deep.equal([
      ['A3', 2, null],
      ['A4', 0, resolved],
    ]);
    expect([activities.instalments(0), activities.amount(0), activities.date(0)]).to.deep.equal([
      [
        { day: day('2026-03-20'), minor: 300 },
        { day: day('2026-03-27'), minor: 200 },
      ],
      { minor: 500, currency: 'EUR' },
      day('2026-03-27'),
    ]);
    book.withdraw('A3');
    book.withdraw('A4');
    book.did('anna', 'phone_promise_to_pay', '2026-03-12', { minor: 1, date: '2026-03-20' });
    expect(said()).to.deep.equal([['A8', 0, null]]);
  });

  it('gives the activities of a merged customer to who stands for it, and back', () => {
    const book = new FactsStory();
    for (const id of ['C1', 'C2', 'C3']) book.customer(id);
    book.did('anna', 'note', '2026-03-10', { customer: 'C1' });
    book.did('anna', 'note', '2026-03-09', { customer: 'C2' });
    book.customer('C1', { mergedInto: 'C2' });
    const { activities, customers } = book;
    const survivor = there(customers.find('C2'));
    expect(customers.find('C1')).to.equal(survivor);
    expect([...activities.ofCustomer(survivor)].map((at) => activities.id(at))).to.deep.equal(['A2', 'A1']);
    expect([...activities.customer]).to.deep.equal([survivor, survivor]);
    expect([...customers.all()].map((at) => customers.id(at))).to.deep.equal(['C2', 'C3']);
    book.customer('C1');
    expect([...activities.customer].map((at) => customers.id(at))).to.deep.equal(['C1', 'C2']);
    expect([...activities.ofCustomer(survivor)]).to.deep.equal([1]);
  });

  it('finds the top of a group, also through a merge, and ends a ring at the lowest number', () => {
    const book = new FactsStory();
    book.customer('top');
    book.customer('middle', { parent: 'top' });
    book.customer('low', { parent: 'old middle' });
    book.customer('old middle', { mergedInto: 'middle' });
    book.customer('r2', { parent: 'r1' });
    book.customer('r1', { parent: 'r2' });
    book.customer('lonely', { parent: 'nobody described it' });
    const topOf = (id: string) => book.customers.id(book.customers.top(there(book.customers.find(id))));
    expect(['top', 'middle', 'low', 'r2', 'r1', 'lonely'].map(topOf)).to.deep.equal([
      'top',
      'top',
      'top',
      'r1',
      'r1',
      'lonely',
    ]);
  });

  it('calls a collector by the name under which they acted last', () => {
    const book = new FactsBook();
    const base = {
      customerId: 'C1',
      day: 1,
      occurredAt: 1,
      recordedAt: 1,
      code: 'note',
      outcome: null,
      delivery: null,
    } as const;
    const rest = { isAutomatic: false, itemIds: [], amount: null, date: null, templateId: null };
    for (const [seq, name] of [
      [2, 'Anna Berg'],
      [1, 'Anna Tal'],
    ] as const) {
      book.putActivity({ id: `a${seq}`, seq, collector: { id: 'anna', name }, ...base, ...rest });
    }
    expect(book.collectors.name(there(book.collectors.find('anna')))).to.equal('Anna Berg');
  });
});
