import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { CustomerCard } from '../../../../shared/api/customers.ts';
import { BUCKETS_TO_90 } from '../../../../shared/domain/ageing.ts';
import type { CustomerId } from '../../../../shared/domain/ids.ts';
import { sumsFromDocuments } from '../../../../shared/domain/ledger-from-documents.ts';
import { useApp } from '../../../support/app.ts';
import { rowsOf } from '../../../support/history-rows.ts';
import { History, randomDay, randomDraws } from '../../../support/random-history.ts';
import { CardCase } from './card-case.ts';

/** What is open by customer number and currency, in minor units. */
type Figures = Record<string, { buckets: Record<string, number>; unapplied: number; netOpen: number }>;

interface Amounts {
  readonly currency: string;
  readonly unapplied: { readonly minor: number };
  readonly netOpen: { readonly minor: number };
}

describe('the customer card', function () {
  this.timeout(300_000);
  const app = useApp();

  /** What the cards of all customers show. */
  async function onCards(a: CardCase): Promise<Figures> {
    const { customers } = (await a.get('/api/customers?search=customer')).body;
    const cards: CustomerCard[] = await Promise.all(
      customers.map(({ id }: { id: string }) =>
        a.in(() => app.services.customerCards.read(id as CustomerId, a.ana.actor)),
      ),
    );
    return Object.fromEntries(
      cards.flatMap(({ customer, positions }) =>
        positions.map((position) =>
          figuresOf(
            customer.number,
            position,
            position.buckets.map(({ label, amount }) => [label, amount.minor]),
          ),
        ),
      ),
    );
  }

  async function inAgeingReport(a: CardCase): Promise<Figures> {
    const { rows } = await a.in(() => app.services.reports.answer('ageing', {}, a.tenant));
    return Object.fromEntries(
      rows.map((row) => {
        const { customer, buckets } = row as {
          customer: { number: string };
          buckets: Record<string, { minor: number }>;
        };
        const minors = Object.entries(buckets).map(([label, { minor }]): [string, number] => [label, minor]);
        return figuresOf(customer.number, row as unknown as Amounts, minors);
      }),
    );
  }

  it('shows to the cent what the ageing report shows, and what the documents alone come to, on any day', async () => {
    let company = 0;
    let compared = 0;
    const scenario = fc.record({ draws: randomDraws(80), days: fc.array(randomDay, { minLength: 3, maxLength: 3 }) });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ draws, days }) => {
        company += 1;
        app.clock.set('2026-11-20T09:00:00.000Z');
        const history = new History(true);
        for (const one of draws) history.take(one);
        fc.pre(history.items.length > 0);
        const a = await CardCase.begin(app, `Company ${company}`);
        await a.feed(...rowsOf(history, new History(true)));
        for (const day of days) {
          app.clock.set(`${day}T12:00:00.000Z`);
          const expected = [...sumsFromDocuments(history, day, BUCKETS_TO_90)].filter(([, sums]) => isOpen(sums));
          compared += expected.length;
          const shown = await onCards(a);
          expect(shown, `${day}, by the documents`).to.deep.equal(Object.fromEntries(expected));
          expect(shown, `${day}, by the report`).to.deep.equal(await inAgeingReport(a));
        }
      }),
      { numRuns: 15, endOnFailure: true },
    );
    app.clock.set('2026-11-20T09:00:00.000Z');
    expect(compared).to.be.greaterThan(50);
  });
});

function figuresOf(
  number: string,
  { currency, unapplied, netOpen }: Amounts,
  buckets: readonly (readonly [string, number])[],
): [string, Figures[string]] {
  const figures = { buckets: Object.fromEntries(buckets), unapplied: unapplied.minor, netOpen: netOpen.minor };
  return [`${number} ${currency}`, figures];
}

function isOpen({ buckets, unapplied }: Figures[string]): boolean {
  return unapplied !== 0 || Object.values(buckets).some((minor) => minor !== 0);
}
