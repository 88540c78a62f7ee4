import type { ClientSession, Types } from 'mongoose';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import { inBatches } from '../../mongo/batches.ts';
import { insertVersions, removeAbandoned, supersede } from '../../mongo/versions.ts';
import type { CustomerService, StoredCustomerVersion } from '../customers/customer-service.ts';
import { customerMoneyOf } from './customer-money.ts';
import type { CustomerSummaryRepository } from './customer-summary-repository.ts';
import { ENTRY_VERSIONS } from './entry-version.ts';
import { ITEM_VERSIONS, type StoredItemVersion } from './item-version.ts';
import type { CustomerRow } from './ledger-row.ts';
import type { LedgerTurn } from './ledger-turn.ts';
import type { Taken } from './plan/compared-rows.ts';
import type { PlaceholderCustomer, RunPlan } from './plan/run-plan.ts';
import { storedEntry, storedItem, type WrittenUnder } from './plan/stored-versions.ts';
import { customerIdOf } from './row-identity.ts';

/** A customer's items are read back for it. */
const SUMMARIES_AT_ONCE = 200;

/** A placeholder is older than anything that a source says. */
const BEFORE_ANY_SOURCE = new Date(0);

/** Writes what was planned under a run's number, in batches; nobody sees it before the run is committed. */
export class RunWriter {
  constructor(
    private readonly customers: CustomerService,
    private readonly summaries: CustomerSummaryRepository,
  ) {}

  async write(
    { customers, placeholders, items, entries }: RunPlan,
    turn: LedgerTurn,
    under: WrittenUnder,
  ): Promise<void> {
    const { run } = under;
    for (const batch of inBatches(customers)) {
      const versions = batch.map((taken) => this.described(taken, under));
      await turn.write((session) => this.customers.write(versions, replacedBy(batch), run, session));
    }
    for (const batch of inBatches(placeholders)) {
      const versions = batch.map((placeholder) => this.placeholder(placeholder, run));
      await turn.write((session) => this.customers.write(versions, [], run, session));
    }
    for (const batch of inBatches(items)) {
      const versions = batch.map((item) => storedItem(item, under));
      await turn.write((session) => writeVersions(ITEM_VERSIONS, versions, storedIds(batch), { run, session }));
    }
    for (const batch of inBatches(entries)) {
      const versions = batch.filter(({ fate }) => fate === 'written').map((entry) => storedEntry(entry, under));
      await turn.write((session) => writeVersions(ENTRY_VERSIONS, versions, storedIds(batch), { run, session }));
    }
  }

  /** Writes anew the money part of each customer whose items the run changes; to be called when these are written. */
  async writeSummaries(
    { items }: RunPlan,
    turn: LedgerTurn,
    { run, day }: { run: number; day: CalendarDate },
  ): Promise<void> {
    const changed = items.flatMap(({ stored, facts }) => [stored?.customerId ?? facts.customerId, facts.customerId]);
    for (const batch of inBatches([...new Set(changed)].sort(), SUMMARIES_AT_ONCE)) {
      const basis = byCustomer(await this.summaries.findBasis(batch, day, run));
      const parts = batch.map((customerId) => customerMoneyOf(customerId, basis.get(customerId) ?? [], day));
      await turn.write((session) => this.summaries.write(parts, run, session));
    }
  }

  /** Takes away what a run has written that was never committed. */
  async removeAbandoned(run: number): Promise<void> {
    await this.summaries.removeAbandoned(run);
    await this.customers.removeAbandoned(run);
    await removeAbandoned(ITEM_VERSIONS, run);
    await removeAbandoned(ENTRY_VERSIONS, run);
  }

  /** Takes away what follows from the ledger and nobody can be reading any more, once a run is committed. */
  async removeOutdated(committed: number): Promise<void> {
    await this.summaries.removeSuperseded(committed - 1);
  }

  private described({ row, hash }: Taken<CustomerRow>, { run, sourceAsOf }: WrittenUnder): StoredCustomerVersion {
    const { type: _type, line: _line, ...record } = row;
    return this.customers.versionOf(record, {
      id: customerIdOf(row.number),
      run,
      sourceAsOf,
      hash,
      placeholder: false,
    });
  }

  private placeholder({ number, name }: PlaceholderCustomer, run: number): StoredCustomerVersion {
    const record = {
      number,
      name: name === '' ? number : name,
      otherNames: [],
      parentNumber: '',
      contacts: [],
      mailDomains: [],
      ownerEmail: '',
      creditLimit: null,
      paymentTerms: '',
      language: '',
      doNotContact: false,
    };
    const id = customerIdOf(number);
    return this.customers.versionOf(record, { id, run, sourceAsOf: BEFORE_ANY_SOURCE, hash: '', placeholder: true });
  }
}

function byCustomer(items: readonly StoredItemVersion[]): Map<CustomerId, StoredItemVersion[]> {
  const groups = new Map<CustomerId, StoredItemVersion[]>();
  for (const item of items) {
    const group = groups.get(item.customerId);
    if (group === undefined) groups.set(item.customerId, [item]);
    else group.push(item);
  }
  return groups;
}

async function writeVersions(
  name: string,
  versions: Parameters<typeof insertVersions>[1],
  replaced: readonly Types.ObjectId[],
  { run, session }: { run: number; session: ClientSession },
): Promise<void> {
  await insertVersions(name, versions, session);
  await supersede(name, replaced, run, session);
}

function replacedBy(taken: readonly Taken<CustomerRow>[]): Types.ObjectId[] {
  return taken.flatMap(({ replaces }) => (replaces === null ? [] : [replaces.versionId]));
}

function storedIds(things: readonly { readonly stored: { readonly _id: Types.ObjectId } | null }[]): Types.ObjectId[] {
  return things.flatMap(({ stored }) => (stored === null ? [] : [stored._id]));
}
