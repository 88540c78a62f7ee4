import { expect } from 'chai';
import { createActivities } from '../../../../server/features/activities/create-activities.ts';
import { NamesInLedger } from '../../../../server/features/activities/names-in-ledger.ts';
import { customerIdOf, itemIdOf } from '../../../../server/features/receivables/row-identity.ts';
import type { Facts } from '../../../../server/reporting/facts/facts.ts';
import { FactsService } from '../../../../server/reporting/facts/facts-service.ts';
import { KeptBook } from '../../../../server/reporting/facts/kept-book.ts';
import { DayDocumentRepository } from '../../../../server/reporting/rollups/day-document-repository.ts';
import { dayTable, keptDays } from '../../../../server/reporting/rollups/day-table.ts';
import { figuresOfDays } from '../../../../server/reporting/rollups/figures-of-days.ts';
import { contentsOf, RollupService } from '../../../../server/reporting/rollups/rollup-service.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import { OWN_SOURCE } from '../../../../shared/domain/open-item.ts';
import { rowsOf } from '../../../support/history-rows.ts';
import { type TestLedger, useLedger } from '../../../support/ledger.ts';
import { customerRow, runRequest, SOURCE } from '../../../support/ledger-rows.ts';
import { RandomDeeds, type Subject } from '../../../support/random-deeds.ts';
import { History } from '../../../support/random-history.ts';
import { SeededChoice } from '../../../support/seeded-choice.ts';

const CUSTOMERS = ['customer-0', 'customer-1', 'customer-2', 'customer-3'];
const STEPS = 48;
const LEDGER_EVENTS = 50;
const LOG_EVENTS = 200;

/** A company to which random things happen, late and early ones, with two processes that each keep its day documents. */
class Company {
  readonly documents = new DayDocumentRepository();
  private readonly choice = new SeededChoice(5);
  private readonly history = new History(true);
  private readonly deeds;
  private readonly processes;
  /** How many rows and entries the ledger and the log have taken. */
  events = 0;
  private days = 0;

  constructor(
    private readonly ledger: TestLedger,
    private readonly tenant: TenantId,
  ) {
    const names = new NamesInLedger({ ...ledger.parts, customers: ledger.customers });
    this.deeds = new RandomDeeds(createActivities(names, ledger.clock).activityLog, () => ledger.clock.now());
    this.processes = [0, 1].map(
      () => new RollupService(this.documents, new FactsService(ledger.parts.ledgerPositions)),
    );
  }

  in<T>(work: () => Promise<T>): Promise<T> {
    return this.ledger.in(work, this.tenant);
  }

  process(place: number): RollupService {
    const found = this.processes[place];
    if (found === undefined) throw new RangeError(`There is no process ${place}.`);
    return found;
  }

  async begin(): Promise<void> {
    await this.take(CUSTOMERS.map((number) => customerRow(number, {})));
  }

  async live(): Promise<void> {
    const before = this.history.snapshot();
    const source = this.days % 2 === 1 ? OWN_SOURCE : SOURCE;
    this.history.decides = source === OWN_SOURCE ? 'here' : 'elsewhere';
    const below = (limit: number) => this.choice.below(limit);
    for (let at = 0; at < LEDGER_EVENTS; at += 1) {
      this.history.take([below(100), below(10_000), below(10_000), below(10_000), below(300)]);
    }
    await this.take(rowsOf(this.history, before), source);
    const draws = Array.from({ length: LOG_EVENTS }, () => {
      return [below(100), below(10_000), below(10_000), below(61)] as const;
    });
    this.events += await this.in(() => this.deeds.appendTogether(draws, this.subjects()));
  }

  /** The facts from nothing. */
  async anew(): Promise<Facts> {
    return this.in(async () => {
      const { position, seq } = await new FactsService(this.ledger.parts.ledgerPositions).head();
      return new KeptBook().at(position, seq);
    });
  }

  private async take(rows: Parameters<typeof runRequest>[0], source = SOURCE): Promise<void> {
    this.days += 1;
    this.events += rows.length;
    this.ledger.clock.set(new Date(this.ledger.clock.now().getTime() + 60_000).toISOString());
    const dataAsOf = new Date(Date.UTC(2026, 9, 1) + this.days * 3_600_000);
    const { state, problems } = await this.in(() =>
      this.ledger.parts.ledgerRuns.take(runRequest(rows, { dataAsOf, source })),
    );
    expect(state, JSON.stringify(problems)).to.not.equal('refused');
  }

  private subjects(): Subject[] {
    return CUSTOMERS.map((number) => ({
      customerId: customerIdOf(number),
      itemIds: this.history.items.filter(({ customerId }) => customerId === number).map(({ key }) => itemIdOf(key)),
    }));
  }
}

describe('RollupService', function () {
  this.timeout(600_000);
  const ledger = useLedger();

  it('keeps day documents, by two processes in turn, that are those of the whole made anew after 10,000 random events', async () => {
    const company = new Company(ledger, 'rolled up' as TenantId);
    await company.begin();
    let changed = 0;
    for (let step = 0; step < STEPS; step += 1) {
      await company.live();
      const written = await company.in(() => company.process(step % 2).keepUp());
      changed += written ?? 0;
      if (step % 8 !== 7) continue;
      const { of, contents } = contentsOf(await company.anew());
      const { days, ...asOf } = (await company.in(() => company.documents.read({ ...DAY_FIELDS }))) ?? { days: [] };
      expect(asOf).to.deep.equal(of);
      expect(days).to.deep.equal(contents);
      expect(days.length).to.be.greaterThan(100);
    }
    expect(company.events).to.be.greaterThan(10_000);
    expect(changed).to.be.greaterThan(1_000);
    expect(await company.in(() => company.process(0).keepUp()), 'nothing more to do').to.equal(0);
  });

  it('makes them anew while reading goes on: every reading is the old whole or the new', async () => {
    const company = new Company(ledger, 'rebuilt' as TenantId);
    await company.begin();
    await company.live();
    await company.in(() => company.process(0).keepUp());
    const read = () => company.in(() => company.documents.read({ ...DAY_FIELDS }));
    const old = await read();
    await company.live();
    const fresh = contentsOf(await company.anew());
    const seen = { old: 0, fresh: 0 };
    let isDone = false;
    const readOnce = async () => {
      const now = await read();
      const which = now?.seq === old?.seq ? 'old' : 'fresh';
      seen[which] += 1;
      expect(now).to.deep.equal(which === 'old' ? old : { ...fresh.of, days: fresh.contents });
    };
    const reading = async () => {
      while (!isDone) await readOnce();
      await readOnce();
    };
    const rebuilding = company
      .in(() => company.process(1).rebuild())
      .finally(() => {
        isDone = true;
      });
    const [isRebuilt] = await Promise.all([rebuilding, reading(), reading()]);
    expect(isRebuilt).to.equal(true);
    expect(seen.fresh, JSON.stringify(seen)).to.be.greaterThan(0);
    expect(seen.old, JSON.stringify(seen)).to.be.greaterThan(0);
    const generations = await company.in(() => company.documents.head());
    expect(generations?.generation).to.equal(2);
  });

  it('never goes back to what is older, and tells the figures from the facts where the documents are behind', async () => {
    const company = new Company(ledger, 'behind' as TenantId);
    await company.begin();
    await company.live();
    const older = contentsOf(await company.anew());
    await company.live();
    await company.in(() => company.process(0).keepUp());
    const read = () => company.in(() => company.documents.read({ ...DAY_FIELDS }));
    const held = await read();
    expect(await company.in(() => company.documents.bringTo(older.of, older.contents))).to.equal(null);
    expect(await company.in(() => company.documents.rebuild(older.of, older.contents))).to.equal(false);
    expect(await read()).to.deep.equal(held);
    for (const isBehind of [false, true]) {
      if (isBehind) await company.live();
      const facts = await company.anew();
      const days = keptDays(facts);
      const told = await company.in(() => company.process(1).dayTable());
      const asOf = days.last - 400;
      expect([...figuresOfDays(told, asOf)].sort()).to.deep.equal(
        [...figuresOfDays(dayTable(facts, days), asOf)].sort(),
      );
    }
  });
});

const DAY_FIELDS = { day: 1, currencies: 1, touches: 1 } as const;
