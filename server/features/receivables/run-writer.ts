import type { ClientSession, Types } from 'mongoose';
import { inBatches } from '../../mongo/batches.ts';
import { insertVersions, removeAbandoned, supersede } from '../../mongo/versions.ts';
import type { CustomerService, StoredCustomerVersion } from '../customers/customer-service.ts';
import { ENTRY_VERSIONS } from './entry-version.ts';
import { ITEM_VERSIONS } from './item-version.ts';
import type { CustomerRow } from './ledger-row.ts';
import type { LedgerTurn } from './ledger-turn.ts';
import type { Taken } from './plan/compared-rows.ts';
import type { PlaceholderCustomer, RunPlan } from './plan/run-plan.ts';
import { storedEntry, storedItem, type WrittenUnder } from './plan/stored-versions.ts';
import { customerIdOf } from './row-identity.ts';

/** A placeholder is older than anything that a source says. */
const BEFORE_ANY_SOURCE = new Date(0);

/** Writes what was planned under a run's number, in batches; nobody sees it before the run is committed. */
export class RunWriter {
  constructor(private readonly customers: CustomerService) {}

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

  /** Takes away what a run has written that was never committed. */
  async removeAbandoned(run: number): Promise<void> {
    await this.customers.removeAbandoned(run);
    await removeAbandoned(ITEM_VERSIONS, run);
    await removeAbandoned(ENTRY_VERSIONS, run);
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
