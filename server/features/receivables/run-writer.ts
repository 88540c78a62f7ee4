import type { ClientSession, Types } from 'mongoose';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import { inBatches } from '../../mongo/batches.ts';
import {
  insertVersions,
  removeAbandoned,
  removeVersions,
  replaceVersions,
  supersede,
  type Versioned,
} from '../../mongo/versions.ts';
import type { CustomerService, StoredCustomerVersion } from '../customers/customer-service.ts';
import { type CustomerMoney, customerMoneyOf } from './customer-money.ts';
import type { CustomerSummaryRepository } from './customer-summary-repository.ts';
import { ENTRY_VERSIONS } from './entry-version.ts';
import { ITEM_VERSIONS } from './item-version.ts';
import type { CustomerRow } from './ledger-row.ts';
import type { LedgerTurn } from './ledger-turn.ts';
import type { Taken } from './plan/compared-rows.ts';
import type { PlaceholderCustomer, RunPlan } from './plan/run-plan.ts';
import { storedEntry, storedItem, type WrittenUnder } from './plan/stored-versions.ts';
import { customerIdOf } from './row-identity.ts';

/** How many versions one transaction writes at most: each is a kilobyte or so. */
const VERSIONS_AT_ONCE = 5_000;
/** A customer can have many contacts. */
const CUSTOMERS_AT_ONCE = 1_000;
/** Customers' items are read back for them. */
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
    { customers, placeholders, merges, items, entries }: RunPlan,
    turn: LedgerTurn,
    under: WrittenUnder,
  ): Promise<void> {
    const { run } = under;
    for (const batch of inBatches(customers, CUSTOMERS_AT_ONCE)) {
      const versions = batch.map((taken) => this.described(taken, under));
      await turn.write((session) => this.customers.write(versions, replacedBy(batch), run, session));
    }
    for (const batch of inBatches(placeholders, CUSTOMERS_AT_ONCE)) {
      const versions = batch.map((placeholder) => this.placeholder(placeholder, run));
      await turn.write((session) => this.customers.write(versions, [], run, session));
    }
    if (merges.size > 0) await turn.write((session) => this.customers.writeMerges(merges, run, session));
    for (const batch of inBatches(items, VERSIONS_AT_ONCE)) {
      const changes = batch.map((item) => ({ stored: item.stored, version: storedItem(item, under) }));
      await turn.write((session) => writeVersions(ITEM_VERSIONS, changes, { run, session }));
    }
    for (const batch of inBatches(entries, VERSIONS_AT_ONCE)) {
      const changes = batch.map((entry) => ({
        stored: entry.stored,
        version: entry.fate === 'written' ? storedEntry(entry, under) : null,
      }));
      await turn.write((session) => writeVersions(ENTRY_VERSIONS, changes, { run, session }));
    }
  }

  /** Writes anew the money part of each of the customers; to be called when their items are written. */
  async writeSummaries(
    customerIds: Iterable<CustomerId>,
    turn: LedgerTurn,
    { run, day }: { run: number; day: CalendarDate },
  ): Promise<void> {
    for (const batch of inBatches([...new Set(customerIds)].sort(), SUMMARIES_AT_ONCE)) {
      const parts: CustomerMoney[] = [];
      for await (const { customerId, ...basis } of this.summaries.eachBasis(batch, day, run)) {
        parts.push(customerMoneyOf(customerId, basis, day));
      }
      await turn.write((session) => this.summaries.write(parts, run, session));
    }
  }

  /** Takes away what a run has written that was never committed; `alive` is told between the steps. */
  async removeAbandoned(run: number, alive: () => Promise<void>): Promise<void> {
    await this.summaries.removeAbandoned(run, alive);
    await this.customers.removeAbandoned(run, alive);
    await removeAbandoned(ITEM_VERSIONS, run, alive);
    await removeAbandoned(ENTRY_VERSIONS, run, alive);
  }

  /** Takes away what follows from the ledger and nobody can be reading any more, once a run is committed. */
  async removeOutdated(committed: number): Promise<void> {
    await this.summaries.removeSuperseded(committed - 1);
  }

  private described(
    { row, hash, replaces }: Taken<CustomerRow>,
    { run, sourceAsOf }: WrittenUnder,
  ): StoredCustomerVersion {
    const { type: _type, line: _line, ...record } = row;
    return this.customers.versionOf(record, {
      id: customerIdOf(row.number),
      run,
      sourceAsOf,
      hash,
      placeholder: false,
      mergedInto: replaces?.mergedInto,
      mergedFrom: replaces?.mergedFrom,
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

type VersionId = Types.ObjectId;

/** A version that a run comes to, null where nothing is left of it, and the one that was there. */
interface Change {
  readonly stored: (Versioned & { readonly _id: VersionId }) | null;
  readonly version: (Versioned & { readonly _id: VersionId }) | null;
}

/** What an earlier part of the same run has written is written over; what was there before the run is marked. */
async function writeVersions(
  name: string,
  changes: readonly Change[],
  { run, session }: { run: number; session: ClientSession },
): Promise<void> {
  const [own, others] = [changes.filter(isOf(run)), changes.filter((change) => !isOf(run)(change))];
  const removed = own.flatMap(({ stored, version }) => (stored === null || version !== null ? [] : [stored._id]));
  const rewritten = own.flatMap(({ stored, version }) =>
    stored === null || version === null ? [] : [{ ...version, _id: stored._id }],
  );
  const added = others.flatMap(({ version }) => (version === null ? [] : [version]));
  const superseded = others.flatMap(({ stored }) => (stored === null ? [] : [stored._id]));
  await removeVersions(name, removed, session);
  await replaceVersions(name, rewritten, session);
  await insertVersions(name, added, session);
  await supersede(name, superseded, run, session);
}

/** Whether what was there was written by the run itself. */
function isOf(run: number): (change: Change) => boolean {
  return ({ stored }) => stored?.added === run;
}

function replacedBy(taken: readonly Taken<CustomerRow>[]): VersionId[] {
  return taken.flatMap(({ replaces }) => (replaces === null ? [] : [replaces.versionId]));
}
