import { fireEvent } from '@testing-library/preact';
import { expect } from 'chai';
import type { CustomerCard } from '../../../shared/api/customers.ts';
import { linkDocument } from '../../../shared/api/documents.ts';
import { listTasks } from '../../../shared/api/tasks.ts';
import { readThreadContext } from '../../../shared/api/thread-context.ts';
import { calendarDate } from '../../../shared/domain/calendar-date.ts';
import { currencyCode } from '../../../shared/domain/currency.ts';
import { money } from '../../../shared/domain/money.ts';
import { aCard, anActivity, anItem, eur, foundContext } from '../support/a-card.ts';
import { useDom } from '../support/dom.ts';
import { button, type DrawnPane, drawnPane } from '../support/drawn-pane.tsx';
import { eventually } from '../support/eventually.ts';

function drawnCard(changes: Partial<CustomerCard> = {}): Promise<DrawnPane> {
  return drawnPane(({ api }) => {
    api.on(readThreadContext, () => foundContext(aCard('c1', changes)));
  });
}

function textOf({ container }: DrawnPane): string {
  return container.textContent ?? '';
}

describe('CustomerView', () => {
  useDom();

  it('says who owns the customer, how much credit is used, and how the customer pays', async () => {
    const pane = await drawnCard();
    const text = textOf(pane);
    expect(text).to.include('Owner: Ben Okafor');
    expect(text).to.include('Credit limit: 46% of €5,000.00 used');
    expect(text).to.include('Pays 9 days late at the median of 34 invoices.');
  });

  const limits: { what: string; changes: Partial<CustomerCard>; says: string }[] = [
    { what: 'over it', changes: { creditLimit: eur(200_000) }, says: '€300.00 over the limit of €2,000.00' },
    { what: 'exactly at it', changes: { creditLimit: eur(230_000) }, says: '100% of €2,300.00 used' },
    { what: 'none allowed', changes: { creditLimit: eur(0) }, says: '€2,300.00 over the limit of €0.00' },
    { what: 'nothing open', changes: { positions: [] }, says: '0% of €5,000.00 used' },
    {
      what: 'in another currency',
      changes: { creditLimit: money(100_000, currencyCode('USD')) },
      says: '0% of US$1,000.00 used (counted is what is open in USD)',
    },
  ];
  for (const { what, changes, says } of limits) {
    it(`tells the use of the credit limit: ${what}`, async () => {
      expect(textOf(await drawnCard(changes))).to.include(`Credit limit: ${says}`);
    });
  }

  const habits = [
    { medianDaysLate: 1, says: 'Pays 1 day late at the median of 34 invoices.' },
    { medianDaysLate: 0, says: 'Pays on the day at the median of 34 invoices.' },
    { medianDaysLate: -3, says: 'Pays 3 days early at the median of 34 invoices.' },
  ];
  for (const { medianDaysLate, says } of habits) {
    it(`says how the customer pays: ${medianDaysLate} days`, async () => {
      expect(textOf(await drawnCard({ habit: { invoices: 34, medianDaysLate } }))).to.include(says);
    });
  }

  it('says neither limit nor habit where nothing is known of them', async () => {
    const text = textOf(await drawnCard({ creditLimit: null, habit: null, ownerName: null, owner: '' }));
    expect(text).to.not.include('Credit limit').and.not.include('median');
    expect(text).to.include('No owner');
  });

  it('draws what is open by age as one picture, whose text says the same', async () => {
    const pane = await drawnCard();
    const picture = pane.getByRole('img');
    expect(picture.getAttribute('aria-label')).to.equal(
      'Open by days past due. Not due: €1,000.00 (40%); 1-30 days: €500.00 (20%); 31-60 days: €1,000.00 (40%); 61-90 days: €0.00 (0%); 90+ days: €0.00 (0%)',
    );
    const bars = [...picture.querySelectorAll('rect.segment')];
    const places = bars.map((bar) => [Number(bar.getAttribute('x')), Number(bar.getAttribute('width'))]);
    expect(places.map((place) => place.map((one) => Math.round(one)))).to.deep.equal([
      [0, 40],
      [40, 20],
      [60, 40],
      [100, 0],
      [100, 0],
    ]);
  });

  it('says on top who was in contact last, with what and when; a note and what was undone are no contact', async () => {
    const lastContacts = [
      anActivity({ id: 'a4', code: 'note', outcome: null, note: 'x' }),
      anActivity({ id: 'a3', code: 'phone_refused', withdrawn: true }),
      anActivity({ id: 'a2', code: 'phone_left_voicemail', actor: { id: 'u2', name: 'Ben Okafor' } }),
      anActivity({ id: 'a1' }),
    ];
    const pane = await drawnCard({ lastContacts });
    pane.getByText('Last contact: Call: left voicemail, Ben Okafor, 20 Nov, 10:30');
  });

  it('shows a promise by its parts', async () => {
    const part = { activityId: 'p1', itemIds: [], by: 'Ben Okafor', recordedAt: '2026-11-19T09:00:00.000Z', parts: 2 };
    const openPromises = [
      { ...part, part: 1, amount: eur(50_000), promisedFor: calendarDate('2026-11-27') },
      { ...part, part: 2, amount: eur(60_000), promisedFor: calendarDate('2026-12-27') },
    ];
    const text = textOf(await drawnCard({ openPromises }));
    expect(text).to.include('€500.00 by 27 Nov, taken by Ben Okafor (part 1 of 2)');
    expect(text).to.include('€600.00 by 27 Dec, taken by Ben Okafor (part 2 of 2)');
  });

  it('marks a promise whose day has passed', async () => {
    const promise = { itemIds: [], by: 'Ben Okafor', recordedAt: '2026-11-09T09:00:00.000Z', part: 1, parts: 1 };
    const openPromises = [
      { ...promise, activityId: 'p1', amount: eur(50_000), promisedFor: calendarDate('2026-11-19') },
      { ...promise, activityId: 'p2', amount: eur(60_000), promisedFor: calendarDate('2026-11-20') },
    ];
    const pane = await drawnCard({ openPromises });
    pane.getByText('€500.00 by 19 Nov, taken by Ben Okafor; the day has passed');
    pane.getByText('€600.00 by 20 Nov, taken by Ben Okafor');
  });

  it('ticks all that is past due by one press, and says what the ticked come to', async () => {
    const pane = await drawnCard({
      oldestItems: [
        anItem(),
        anItem({ id: 'item-2', number: '104300', daysPastDue: 5, left: eur(50_000) }),
        anItem({ id: 'item-3', number: '104400', daysPastDue: -3, left: eur(70_000) }),
        anItem({ id: 'item-4', number: '900001', kind: 'payment', daysPastDue: 9, left: eur(20_000) }),
      ],
    });
    fireEvent.click(button(pane, 'Tick all 2 past due'));
    await pane.findByText('2 ticked: €1,500.00');
    expect(pane.queryByRole('button', { name: /past due$/ })).to.equal(null);
    fireEvent.click(pane.getByRole('checkbox', { name: /900001/ }));
    await pane.findByText('3 ticked: €1,300.00');
    fireEvent.click(button(pane, 'Tick none'));
    await eventually(() => pane.sidebar.work.ticked('c1').length === 0);
    expect(textOf(pane)).to.not.include('ticked:');
  });

  it('opens the document of an item in the browser, where there is one', async () => {
    const pane = await drawnPane(({ api }) => {
      const oldestItems = [anItem({ hasDocument: true }), anItem({ id: 'item-2', number: '104300' })];
      api.on(readThreadContext, () => foundContext(aCard('c1', { oldestItems })));
      api.on(linkDocument, () => ({ url: 'https://duethread.example/d/1', expiresAt: '2026-11-20T09:05:00.000Z' }));
    });
    expect(pane.getAllByRole('button', { name: /^Open the document/ })).to.have.length(1);
    fireEvent.click(button(pane, 'Open the document of 104233'));
    await eventually(() => pane.host.opened.length === 1);
    expect(pane.host.opened).to.deep.equal(['https://duethread.example/d/1']);
    expect(pane.api.of(linkDocument)[0]?.body).to.deep.equal({ wish: { kind: 'invoice', itemId: 'item-1' } });
  });

  it('says beside the items that a document could not be had', async () => {
    const pane = await drawnCard({ oldestItems: [anItem({ hasDocument: true })] });
    await eventually(() => pane.api.of(listTasks).length > 0);
    pane.api.isAway = true;
    fireEvent.click(button(pane, 'Open the document of 104233'));
    await pane.findByText('No connection');
  });
});
