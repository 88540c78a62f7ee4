import { expect } from 'chai';
import fc from 'fast-check';
import type { LedgerRow } from '../../../../server/features/receivables/run-service.ts';
import { addDays, type CalendarDate } from '../../../../shared/domain/calendar-date.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import { itemCourses, LedgerRefused, openItemsOn } from '../../../../shared/domain/ledger.ts';
import type { LedgerEntries, OpenItem } from '../../../../shared/domain/open-item.ts';
import { rowsOf } from '../../../support/history-rows.ts';
import { type TestLedger, useLedger } from '../../../support/ledger.ts';
import { runRequest } from '../../../support/ledger-rows.ts';
import { History, randomDay, randomDraws } from '../../../support/random-history.ts';

/** What the ERP later says differently of an item: which one, its day, its due day, its amount. */
const amendment = fc.tuple(fc.nat(), fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 }), fc.nat(3));
const scenario = fc.array(fc.tuple(randomDraws(60), fc.array(amendment, { maxLength: 6 })), {
  minLength: 2,
  maxLength: 5,
});

describe('the stored ledger', function () {
  this.timeout(300_000);
  const ledger = useLedger();

  it('says on any day and as of any instant what the plain ledger says, and refuses what that refuses', async () => {
    let tenants = 0;
    const seen = { taken: 0, refused: 0, compared: 0 };
    await fc.assert(
      fc.asyncProperty(scenario, fc.array(randomDay, { minLength: 3, maxLength: 3 }), async (chunks, days) => {
        const tenant = `history ${tenants++}` as TenantId;
        const known = await feed(ledger, tenant, chunks, seen);
        for (const { at, entries } of known) {
          for (const day of days) {
            seen.compared += 1;
            expect(await leftIn(ledger, tenant, day, at), `${day} as known at ${at.toISOString()}`).to.deep.equal(
              plainLeft(entries, day),
            );
          }
        }
      }),
      { numRuns: 30, endOnFailure: true },
    );
    expect(seen.taken).to.be.greaterThan(60);
    expect(seen.refused).to.be.greaterThan(3);
    expect(seen.compared).to.be.greaterThan(180);
  });
});

interface Known {
  readonly at: Date;
  readonly entries: LedgerEntries;
}

/** Feeds a history chunk by chunk, each with what it amends of items fed before. Returns what was known after each run that was taken. */
async function feed(
  ledger: TestLedger,
  tenant: TenantId,
  chunks: readonly (readonly [Parameters<History['take']>[0][], [number, number, number, number][]])[],
  seen: { taken: number; refused: number },
): Promise<Known[]> {
  const history = new History(true);
  const known: Known[] = [];
  let day = 1;
  for (const [draws, amendments] of chunks) {
    const before = history.snapshot();
    for (const one of draws) history.take(one);
    const dataAsOf = new Date(Date.UTC(2026, 9, day++));
    await take(ledger, tenant, rowsOf(history, before), dataAsOf);
    known.push({ at: ledger.clock.now(), entries: history.snapshot() });
    const amended = amend(history.snapshot(), amendments);
    const later = new Date(Date.UTC(2026, 9, day++));
    const rows = rowsOf(amended, { ...history.snapshot(), items: [] }).filter(({ type }) => type === 'item');
    const state = await take(ledger, tenant, rows, later);
    const refused = isRefused(amended);
    expect(state === 'refused', 'refused by the stored ledger').to.equal(refused);
    seen[refused ? 'refused' : 'taken'] += 1;
    if (refused) continue;
    known.push({ at: ledger.clock.now(), entries: amended });
    history.adopt(amended.items);
  }
  return known;
}

async function take(ledger: TestLedger, tenant: TenantId, rows: readonly LedgerRow[], dataAsOf: Date): Promise<string> {
  ledger.clock.set(new Date(ledger.clock.now().getTime() + 60_000).toISOString());
  const { state } = await ledger.in(() => ledger.parts.ledgerRuns.take(runRequest(rows, { dataAsOf })), tenant);
  return state;
}

function amend(entries: LedgerEntries, amendments: readonly [number, number, number, number][]): LedgerEntries {
  const items = [...entries.items];
  for (const [which, issued, due, amount] of amendments) {
    const at = which % Math.max(1, items.length);
    const item = items[at];
    if (item === undefined) continue;
    const issuedOn = addDays(item.issuedOn, issued);
    const minor = amount === 0 ? Math.floor(item.amount.minor / 2) : item.amount.minor + amount - 1;
    items[at] = { ...item, issuedOn, dueOn: addDays(item.dueOn, due), amount: { ...item.amount, minor } };
  }
  return { ...entries, items };
}

function isRefused(entries: LedgerEntries): boolean {
  try {
    itemCourses(entries);
    return false;
  } catch (error) {
    if (error instanceof LedgerRefused) return true;
    throw error;
  }
}

function plainLeft(entries: LedgerEntries, day: CalendarDate): Record<string, unknown> {
  return Object.fromEntries(
    openItemsOn(itemCourses(entries), day).map(({ item, left }) => [item.key.number, said(item, left.minor)]),
  );
}

async function leftIn(
  ledger: TestLedger,
  tenant: TenantId,
  day: CalendarDate,
  at: Date,
): Promise<Record<string, unknown>> {
  return ledger.in(async () => {
    const position = await ledger.parts.ledgerPositions.positionAt(at);
    const items = await ledger.parts.receivables.openItems(day, position);
    return Object.fromEntries(items.map((item) => [item.key.number, said(item, item.left.minor)]));
  }, tenant);
}

function said({ kind, dueOn, amount }: OpenItem, left: number): unknown {
  return { kind, dueOn, currency: amount.currency, left };
}
