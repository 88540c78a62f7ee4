import type { Contact } from '../../server/features/customers/customer-service.ts';
import { paidInvoicesOf } from '../../server/features/receivables/customer-habit.ts';
import { customerMoneyOf } from '../../server/features/receivables/customer-money.ts';
import { ENTRY_VERSIONS } from '../../server/features/receivables/entry-version.ts';
import { ITEM_VERSIONS, NEVER, type StoredItemVersion } from '../../server/features/receivables/item-version.ts';
import type { CustomerRow, ItemRow, LedgerRow } from '../../server/features/receivables/ledger-row.ts';
import { EMPTY_COURSE } from '../../server/features/receivables/plan/item-course.ts';
import { storedEntry, storedItem } from '../../server/features/receivables/plan/stored-versions.ts';
import {
  factsOfRow,
  type WorkingEntry,
  type WorkingItem,
} from '../../server/features/receivables/plan/working-item.ts';

import { customerIdOf, entryRowIdOf, hashOf, itemIdOf } from '../../server/features/receivables/row-identity.ts';
import { inTenant } from '../../server/mongo/tenancy.ts';
import { NOT_SUPERSEDED } from '../../server/mongo/versions.ts';
import { systemClock, today } from '../../server/ports.ts';
import { addDays, type CalendarDate, laterOf } from '../../shared/domain/calendar-date.ts';
import type { CustomerId, ItemId } from '../../shared/domain/ids.ts';
import { applicationMovements, type Movement, mergedByDay } from '../../shared/domain/ledger-movement.ts';
import { applicationRow, customerRow, eur, itemRow, paymentRow, runRequest, SOURCE } from '../support/ledger-rows.ts';
import type { BenchStore } from './bench-store.ts';
import type { BulkInsert } from './bulk-insert.ts';

/** 20 items a customer: 11 invoices that 5 payments have paid, and 4 open ones on average: most customers have 3, every fiftieth 53. */
const PAID = 11;
const PAYMENTS = 5;
const OPEN = 3;
const MANY_OPEN = 53;
const MANY_EVERY = 50;

/** A customer of the bench as requests name it. */
export interface BenchCustomer {
  readonly id: CustomerId;
  readonly number: string;
  readonly contact: Contact;
  readonly open: readonly { readonly id: ItemId; readonly number: string }[];
}

interface Written {
  readonly run: number;
  readonly sourceAsOf: Date;
  readonly day: CalendarDate;
}

/** The collections that loadLedger fills. */
const LEDGER_COLLECTIONS = ['customerVersions', ITEM_VERSIONS, ENTRY_VERSIONS, 'customerSummaries'] as const;

/**
 * Loads so many customers with 20 items each. The first customer comes in by a run, which makes the ledger's head and the run's record; the other versions are
 * written under that run's number by the functions with which a run makes them, and put into the collections directly.
 */
export async function loadLedger(store: BenchStore, insert: BulkInsert, customers: number): Promise<BenchCustomer[]> {
  return inTenant(store.tenant.id, async () => {
    const sourceAsOf = systemClock.now();
    const [first, ...others] = Array.from({ length: customers }, (_, index) =>
      customerOf(index, store.collector.email),
    );
    if (first === undefined) return [];
    const { number: run } = await store.services.ledgerRuns.take(runRequest([first], { dataAsOf: sourceAsOf }));
    if (run === null) throw new Error('The first run was not taken.');
    const written = { run, sourceAsOf, day: today(systemClock, store.tenant.zone) };
    await insert.begin(LEDGER_COLLECTIONS);
    for (const row of others) {
      const basis = { id: customerIdOf(row.number), run, sourceAsOf, hash: hashOf(row), placeholder: false };
      const { type: _type, line: _line, ...record } = row;
      await insert.add('customerVersions', store.services.customers.versionOf(record, basis));
    }
    const loaded: BenchCustomer[] = [];
    for (const [index, row] of [first, ...others].entries())
      loaded.push(await loadItems(insert, row, { index, written }));
    return loaded;
  });
}

/** The rows that say what loadLedger loads on a day, as a feed would bring them. */
export function rowsOfLedger(customers: number, day: CalendarDate, ownerEmail: string): LedgerRow[] {
  return Array.from({ length: customers }, (_, index) => {
    const customer = customerOf(index, ownerEmail);
    const { items, entries } = booksOf(customer.number, index, day);
    return [customer, ...[...items, ...entries].flatMap(({ row }) => row?.row ?? [])];
  }).flat();
}

async function loadItems(
  insert: BulkInsert,
  customer: CustomerRow,
  { index, written }: { index: number; written: Written },
): Promise<BenchCustomer> {
  const { items, entries } = booksOf(customer.number, index, written.day);
  const versions = items.map((item) => storedItem(item, written));
  for (const version of versions) await insert.add(ITEM_VERSIONS, version);
  for (const entry of entries) await insert.add(ENTRY_VERSIONS, storedEntry(entry, written));
  const id = customerIdOf(customer.number);
  const basis = { items: versions, paid: paidInvoicesOf(versions, written.day) };
  const money = customerMoneyOf(id, basis, written.day);
  const { tenantId } = versions[0] as StoredItemVersion;
  const version = { tenantId, part: 'money', added: written.run, superseded: NOT_SUPERSEDED, ...money };
  await insert.add('customerSummaries', version);
  const [contact] = customer.contacts;
  if (contact === undefined) throw new Error('A customer of the bench has a contact.');
  const open = versions.filter(({ settledOn }) => settledOn === NEVER);
  return {
    id,
    number: customer.number,
    contact,
    open: open.map(({ itemId, number }) => ({ id: itemId, number })),
  };
}

function customerOf(index: number, ownerEmail: string): CustomerRow {
  const number = `C${100_000 + index}`;
  const domain = `${number.toLowerCase()}.example`;
  const contact = {
    name: 'Accounts Payable',
    email: `ap@${domain}`,
    phone: '',
    role: 'accounts_payable',
    language: 'en',
  };
  return customerRow(number, { contacts: [contact], mailDomains: [domain], ownerEmail, paymentTerms: '30 days net' });
}

function booksOf(customerNumber: string, index: number, day: CalendarDate) {
  const numberOf = (at: number) => String(300_000_000 + index * 100 + at);
  const paymentNumberOf = (at: number) => `P${700_000_000 + index * 100 + at}`;
  const invoice = (at: number, age: number) =>
    workingItem(
      itemRow(numberOf(at), {
        customerNumber,
        amount: eur(10_000 + ((index * 37 + at * 911) % 900_000)),
        issuedOn: addDays(day, -age),
        dueOn: addDays(day, 30 - age),
        reference: `PO ${index}-${at}`,
      }),
    );
  const open = Array.from({ length: index % MANY_EVERY === 0 ? MANY_OPEN : OPEN }, (_, at) =>
    invoice(at, 5 + ((index + at * 13) % 140)),
  );
  const paid = Array.from({ length: PAID }, (_, at) => invoice(MANY_OPEN + at, 150 + at * 25 + (index % 20)));
  const payments: WorkingItem[] = [];
  const entries: WorkingEntry[] = [];
  for (let at = 0; at < PAYMENTS; at += 1) {
    const covered = paid.filter((_, place) => Math.min(PAYMENTS - 1, Math.floor(place / 2)) === at);
    const on = covered.map(({ facts }) => addDays(facts.dueOn, 7)).reduce(laterOf);
    const amount = eur(covered.reduce((sum, { facts }) => sum + facts.minor, 0));
    const payment = workingItem(paymentRow(paymentNumberOf(at), { customerNumber, amount, issuedOn: on }));
    payments.push(payment);
    entries.push(...covered.map((debit) => applied(debit, payment, on)));
  }
  return { items: [...open, ...paid, ...payments], entries };
}

function workingItem(row: ItemRow): WorkingItem {
  const id = itemIdOf(row.key);
  const taken = { row, id, hash: hashOf(row), replaces: null };
  const facts = factsOfRow(row);
  return { ...EMPTY_COURSE, id, stored: null, row: taken, facts, billedTo: facts.customerId, touched: true };
}

/** Sets the payment against the whole of an invoice. */
function applied(debit: WorkingItem, credit: WorkingItem, on: CalendarDate): WorkingEntry {
  const { minor } = debit.facts;
  const row = applicationRow(debit.facts.number, credit.facts.number, eur(minor), { on });
  const rowId = entryRowIdOf('application', SOURCE, row.id);
  debit.paid = [{ on: credit.facts.issuedOn, minor }];
  for (const item of [debit, credit]) addMovements(item, applicationMovements(minor, on, null));
  return {
    type: 'application',
    rowId,
    part: 0,
    stored: null,
    row: { row, id: rowId, hash: hashOf(row), replaces: null },
    legs: [
      { item: debit, minor },
      { item: credit, minor },
    ],
    touches: [debit.id, credit.id],
    on,
    derived: false,
    decidedHere: false,
    bounced: [],
    unappliedOn: NEVER,
    from: on,
    back: NEVER,
    moneyOn: credit.facts.issuedOn,
    fate: 'written',
  };
}

function addMovements(item: WorkingItem, added: readonly Movement[]): void {
  item.movements = mergedByDay([...item.movements, ...added]);
  item.entryCount += 1;
}
