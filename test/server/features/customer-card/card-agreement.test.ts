import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { CustomerCardService } from '../../../../server/features/customer-card/customer-card-service.ts';
import type { CustomerCard } from '../../../../shared/api/customers.ts';
import { BUCKETS_TO_90 } from '../../../../shared/domain/ageing.ts';
import type { CustomerId } from '../../../../shared/domain/ids.ts';
import { type PlainSums, sumsFromDocuments } from '../../../../shared/domain/ledger-from-documents.ts';
import { useApp } from '../../../support/app.ts';
import { rowsOf } from '../../../support/history-rows.ts';
import { History, randomDay, randomDraws } from '../../../support/random-history.ts';
import { CardCase } from './card-case.ts';

describe('the customer card', function () {
  this.timeout(300_000);
  const app = useApp();

  it('shows to the cent what the documents alone come to, on any day', async () => {
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
          const shown = await cardsOf(a, app.services.customerCards);
          compared += expected.length;
          expect(shown, day).to.deep.equal(Object.fromEntries(expected));
        }
      }),
      { numRuns: 15, endOnFailure: true },
    );
    expect(compared).to.be.greaterThan(50);
    app.clock.set('2026-11-20T09:00:00.000Z');
  });
});

/** What the cards of all customers show, as the plain sums are told: by customer number and currency. */
async function cardsOf(a: CardCase, cards: CustomerCardService): Promise<Record<string, PlainSums>> {
  const { customers } = (await a.get('/api/customers?search=customer')).body;
  const read: CustomerCard[] = await Promise.all(
    customers.map(({ id }: { id: string }) => a.in(() => cards.read(id as CustomerId, a.ana.actor))),
  );
  return Object.fromEntries(
    read.flatMap(({ customer, positions }) =>
      positions.map(({ currency, buckets, unapplied, netOpen }) => [
        `${customer.number} ${currency}`,
        {
          buckets: Object.fromEntries(buckets.map(({ label, amount }) => [label, amount.minor])),
          unapplied: unapplied.minor,
          netOpen: netOpen.minor,
        },
      ]),
    ),
  );
}

function isOpen({ buckets, unapplied }: PlainSums): boolean {
  return unapplied !== 0 || Object.values(buckets).some((minor) => minor !== 0);
}
