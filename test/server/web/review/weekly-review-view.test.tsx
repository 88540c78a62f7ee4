import { fireEvent } from '@testing-library/preact';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { WeeklyReviewView } from '../../../../server/web/review/WeeklyReviewView.tsx';
import { addReviewNote, listReviewNotes, type ReviewNoteView } from '../../../../shared/api/reviews.ts';
import { calendarDate } from '../../../../shared/domain/calendar-date.ts';
import { anAnswer, draw, PageApi, usePages } from '../support/a-page.tsx';

const CUSTOMER = { id: 'c1', number: '1001', name: 'Contoso' };
const LINE = {
  collector: { id: 'u1', name: 'Ana Reyes' },
  finding: 'broken_promises',
  title: 'Broken promises',
  says: '2 promises over EUR 500.00 broke.',
  figures: { promises: 2 },
  customers: [CUSTOMER],
  examples: [
    {
      activityId: 'a1',
      customer: CUSTOMER,
      on: '2026-11-17',
      code: 'promise_to_pay',
      label: 'Promise to pay',
      conversation: 'thread-7',
    },
  ],
  opens: {
    report: 'promises',
    query: { from: '2026-11-10', to: '2026-11-20', collector: 'u1', promiseState: 'broken' },
  },
};
const NOTE: ReviewNoteView = {
  id: 'n1',
  collector: LINE.collector,
  from: calendarDate('2026-11-09'),
  to: calendarDate('2026-11-15'),
  note: 'Calls the large ones first from now on.',
  by: 'Mira Hoffmann',
  at: '2026-11-16T09:00:00.000Z',
  evidence: [{ ...LINE, says: '1 promise over EUR 80.00 broke.' }],
  knownAt: '2026-11-16T05:00:00.000Z',
};

function api(rows: readonly object[]): PageApi {
  return new PageApi()
    .report('weekly-review', () =>
      anAnswer('weekly-review', {
        from: '2026-11-16',
        to: '2026-11-22',
        rows: rows as never,
        rowCount: rows.length,
      } as never),
    )
    .on(listReviewNotes, () => ({ notes: [NOTE] }));
}

describe('WeeklyReviewView', () => {
  usePages();

  it('says what to talk about with whom, with its rows and examples', async () => {
    const { findByRole, getByRole } = await draw(api([LINE]), '/weekly-review', <WeeklyReviewView />);
    const part = await findByRole('region', { name: 'Ana Reyes' });
    expect(part.textContent).to.include('2 promises over EUR 500.00 broke.');
    expect(part.textContent).to.include('thread thread-7');
    const rows = getByRole('region', { name: 'Ana Reyes' }).querySelector('.review-line p a');
    expect(rows?.getAttribute('href')).to.equal(
      '/reports/promises?from=2026-11-10&to=2026-11-20&collector=u1&promiseState=broken',
    );
  });

  it('keeps a note of the talk about that week', async () => {
    const pages = api([LINE]).on(addReviewNote, () => NOTE);
    const { findByRole, getByRole, findByText } = await draw(pages, '/weekly-review', <WeeklyReviewView />);
    const form = await findByRole('form', { name: 'A note of the talk with Ana Reyes' });
    fireEvent.input(getByRole('textbox'), { target: { value: 'We go through the list on Monday.' } });
    fireEvent.submit(form);
    await findByText('The note is kept.');
    expect(pages.of(addReviewNote)[0]?.body).to.deep.equal({
      collectorId: 'u1',
      from: '2026-11-16',
      to: '2026-11-22',
      note: 'We go through the list on Monday.',
    });
  });

  it('shows earlier notes with what was on the table, and the way to the same review as it was known', async () => {
    const { findByText, getByRole } = await draw(api([]), '/weekly-review', <WeeklyReviewView />);
    await findByText('Calls the large ones first from now on.');
    await findByText(/1 promise over EUR 80.00 broke\./);
    expect(getByRole('link', { name: 'The review as it was known then' }).getAttribute('href')).to.equal(
      '/weekly-review?collector=u1&from=2026-11-09&to=2026-11-15&knownAt=2026-11-16T05%3A00%3A00.000Z',
    );
  });

  it('leads to the weeks beside it and says where nothing stood out', async () => {
    const { findByText, getByRole } = await draw(api([]), '/weekly-review', <WeeklyReviewView />);
    await findByText('Nothing stood out in this week.');
    expect(getByRole('link', { name: 'The week before' }).getAttribute('href')).to.equal(
      '/weekly-review?from=2026-11-09&to=2026-11-15',
    );
  });
});
