import { expect } from 'chai';
import fc from 'fast-check';
import { createActivities } from '../../../../server/features/activities/create-activities.ts';
import { NamesInLedger } from '../../../../server/features/activities/names-in-ledger.ts';
import { customerIdOf, itemIdOf } from '../../../../server/features/receivables/row-identity.ts';
import type { Facts } from '../../../../server/reporting/facts/facts.ts';
import { FactsBook } from '../../../../server/reporting/facts/facts-book.ts';
import { FactsService } from '../../../../server/reporting/facts/facts-service.ts';
import { KeptBook } from '../../../../server/reporting/facts/kept-book.ts';
import { ReadingParts, WritingParts } from '../../../../server/reporting/facts/parts.ts';
import { loggedActivities } from '../../../../server/reporting/touched-cash/logged-activities-read-model.ts';
import { type CalendarDate, calendarDate, dayNumber } from '../../../../shared/domain/calendar-date.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import { OWN_SOURCE } from '../../../../shared/domain/open-item.ts';
import { factsInFull } from '../../../support/facts-in-full.ts';
import { rowsOf } from '../../../support/history-rows.ts';
import { type TestLedger, useLedger } from '../../../support/ledger.ts';
import { customerRow, runRequest, SOURCE } from '../../../support/ledger-rows.ts';
import { type DrawnDeed, drawnDeeds, RandomDeeds, type Subject } from '../../../support/random-deeds.ts';
import { History, randomDay, randomDraws } from '../../../support/random-history.ts';

/** How many companies are lived through. */
const HISTORIES = 60;
const CUSTOMERS = ['customer-0', 'customer-1', 'customer-2', 'customer-3'];

type Step = readonly [draws: Parameters<History['take']>[0][], deeds: DrawnDeed[]];
const steps: fc.Arbitrary<Step[]> = fc.array(fc.tuple(randomDraws(12), drawnDeeds), { minLength: 2, maxLength: 3 });

/** What happens to one company, step by step, and the books that are kept of it meanwhile. */
class KeptCompany {
  private readonly history = new History(true);
  private readonly activities;
  private readonly deeds;
  private readonly days: { at: number } = { at: 0 };
  private lastRun = '';

  constructor(
    private readonly ledger: TestLedger,
    private readonly service: FactsService,
    readonly tenant: TenantId,
  ) {
    const names = new NamesInLedger({ ...ledger.parts, customers: ledger.customers });
    this.activities = createActivities(names, ledger.clock);
    this.deeds = new RandomDeeds(this.activities.activityLog, () => ledger.clock.now());
  }

  in<T>(work: () => Promise<T>): Promise<T> {
    return this.ledger.in(work, this.tenant);
  }

  async begin(): Promise<void> {
    const groups = CUSTOMERS.map((number, at) =>
      customerRow(number, { parentNumber: at % 2 === 0 ? 'customer-1' : '', ownerEmail: `owner-${at}@example.com` }),
    );
    await this.take(groups, SOURCE);
  }

  async live([draws, deeds]: Step): Promise<void> {
    const before = this.history.snapshot();
    this.history.decides = this.days.at % 2 === 1 ? 'here' : 'elsewhere';
    for (const draw of draws) this.history.take(draw);
    await this.take(rowsOf(this.history, before), this.days.at % 2 === 1 ? OWN_SOURCE : SOURCE);
    await this.in(async () => this.deeds.append(deeds, await this.subjects()));
  }

  /** Takes the last run back, where that may be. */
  async takeBack(): Promise<void> {
    this.goOn();
    const order = { actor: 'test', reason: 'the wrong file' };
    await this.in(() => this.ledger.parts.takeBacks.takeBack(this.lastRun, order));
  }

  async kept(): Promise<FactsBook> {
    return this.in(async () => (await this.service.factsAt((await this.service.head()).position)) as FactsBook);
  }

  /** The same from nothing. */
  async anew(): Promise<Facts> {
    return this.in(async () => {
      const { position, seq } = await new FactsService(this.ledger.parts.ledgerPositions).head();
      return new KeptBook().at(position, seq);
    });
  }

  /** What is left of each item on a day by the ledger's own read model. */
  async openOn(day: CalendarDate): Promise<Record<string, unknown>> {
    const { receivables, ledgerPositions } = this.ledger.parts;
    const open = await this.in(async () => receivables.openItems(day, await ledgerPositions.positionAt()));
    return Object.fromEntries(open.map(({ id, customerId, left }) => [id, [customerId, left.minor]]));
  }

  /** Every activity that counts by the log's own read model. */
  async logged(): Promise<unknown[][]> {
    const whole = {
      from: calendarDate('2020-01-01'),
      to: calendarDate('2030-01-01'),
      knownAt: this.ledger.clock.now(),
    };
    const logged = await this.in(() => loggedActivities(whole));
    return logged.map(({ id, code, delivery }) => [id, code, delivery]);
  }

  private async take(rows: Parameters<typeof runRequest>[0], source: string): Promise<void> {
    this.goOn();
    const dataAsOf = new Date(Date.UTC(2026, 9, this.days.at));
    const request = runRequest(rows, { dataAsOf, source });
    const { state, runId } = await this.in(() => this.ledger.parts.ledgerRuns.take(request));
    if (state === 'committed') this.lastRun = runId;
    expect(state).to.not.equal('refused');
  }

  private goOn(): void {
    this.days.at += 1;
    this.ledger.clock.set(new Date(this.ledger.clock.now().getTime() + 60_000).toISOString());
  }

  private async subjects(): Promise<Subject[]> {
    return CUSTOMERS.map((number) => ({
      customerId: customerIdOf(number),
      itemIds: this.history.items.filter(({ customerId }) => customerId === number).map(({ key }) => itemIdOf(key)),
    }));
  }
}

describe('FactsService', function () {
  this.timeout(600_000);
  const ledger = useLedger();
  let companies = 0;

  function company(): KeptCompany {
    companies += 1;
    const service = new FactsService(ledger.parts.ledgerPositions);
    return new KeptCompany(ledger, service, `company ${companies}` as TenantId);
  }

  it('keeps facts up that are those that are read anew, column by column, at every step', async () => {
    const seen = { steps: 0, activities: 0, inParts: 0, resolved: 0, applications: 0, merged: 0, takenBack: 0 };
    async function compare(lived: KeptCompany): Promise<void> {
      const kept = await lived.kept();
      const said = factsInFull(kept);
      expect(said).to.deep.equal(factsInFull(await lived.anew()));
      expect(factsInFull(writtenAndRead(kept))).to.deep.equal(said);
      seen.steps += 1;
      seen.activities += said.activities.length;
      seen.inParts += said.activities.filter(({ instalments }) => instalments.length > 1).length;
      seen.resolved += said.activities.filter(({ resolvedOn }) => resolvedOn !== null).length;
      seen.applications += said.applications.length;
      seen.merged += said.customers.length < CUSTOMERS.length ? 1 : 0;
    }
    async function live(chain: Step[], isTakenBack: boolean): Promise<void> {
      const lived = company();
      await lived.begin();
      for (const step of chain) {
        await lived.live(step);
        await compare(lived);
      }
      if (!isTakenBack) return;
      await lived.takeBack();
      await compare(lived);
      seen.takenBack += 1;
    }
    await fc.assert(fc.asyncProperty(steps, fc.boolean(), live), { numRuns: HISTORIES, endOnFailure: true });
    for (const count of Object.values(seen)) expect(count, JSON.stringify(seen)).to.be.greaterThan(HISTORIES / 10);
  });

  it('says of every day what the ledger says is left, and of the log what the log says', async () => {
    const seen = { left: 0, activities: 0 };
    async function agree(chain: Step[], days: CalendarDate[]): Promise<void> {
      const lived = company();
      await lived.begin();
      for (const step of chain) await lived.live(step);
      for (const day of days) {
        const open = await lived.openOn(day);
        expect(openIn(await lived.kept(), day)).to.deep.equal(open);
        seen.left += Object.keys(open).length;
      }
      const logged = await lived.logged();
      const { activities } = await lived.kept();
      const ours = [...activities.all()].map((at) => [activities.id(at), activities.code(at), activities.delivery(at)]);
      expect(ours.sort()).to.deep.equal(logged.sort());
      seen.activities += logged.length;
    }
    const days = fc.array(randomDay, { minLength: 3, maxLength: 3 });
    await fc.assert(fc.asyncProperty(steps, days, agree), { numRuns: 25, endOnFailure: true });
    expect(seen.left).to.be.greaterThan(50);
    expect(seen.activities).to.be.greaterThan(100);
  });
});

/** The same after it was written down in parts and read from them. */
function writtenAndRead(book: FactsBook): Facts {
  const parts = new WritingParts();
  for (const _ of book.exchange(parts));
  const read = new FactsBook();
  for (const _ of read.exchange(new ReadingParts(parts.written)));
  return read;
}

/** What is left of each item on a day, with whose it is, by the items' ids. */
function openIn({ items, customers }: Facts, on: CalendarDate): Record<string, unknown> {
  const day = dayNumber(on);
  const open = [...items.all()].filter((item) => items.leftOn(item, day) !== 0);
  const said = open.map((item) => [
    items.id(item),
    [customers.id(items.customer[item] ?? -1), items.leftOn(item, day)],
  ]);
  return Object.fromEntries(said);
}
