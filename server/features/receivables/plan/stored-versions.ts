import { Types } from 'mongoose';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { numberKey } from '#shared/domain/document-number.ts';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import { settledFrom } from '#shared/domain/ledger-movement.ts';
import { withoutPadding } from '#shared/domain/ledger-number.ts';
import type { CreditKind, DebitKind } from '#shared/domain/open-item.ts';
import { currentTenant } from '../../../mongo/tenancy.ts';
import { NOT_SUPERSEDED } from '../../../mongo/versions.ts';
import type { StoredEntryVersion } from '../entry-version.ts';
import { itemDetails } from '../item-details.ts';
import { NEVER, type StoredItemVersion } from '../item-version.ts';
import type { AdjustmentRow } from '../ledger-row.ts';
import { openMonthsOf } from '../open-months.ts';
import { receiptKeys } from '../receipt-key.ts';
import { customerIdOf, partIdOf } from '../row-identity.ts';
import type { Leg, WorkingEntry, WorkingItem } from './working-item.ts';

/** Under which number and as of which time versions are written. */
export interface WrittenUnder {
  readonly run: number;
  readonly sourceAsOf: Date;
}

/** The version of an item that a run writes. */
export function storedItem(item: WorkingItem, under: WrittenUnder): StoredItemVersion {
  const { id, stored, row, facts, movements, reversals, entryCount } = item;
  const { kind, customerId, currency, minor, issuedOn, dueOn } = facts;
  const { source, companyCode, documentType, number, fiscalYear, instalment } = facts;
  const said = row === null ? stored : row.row;
  if (said === null) throw new Error(`Item ${id} has neither a row nor a version.`);
  const { disputeStatus, reference } = said;
  const hash = row?.hash ?? stored?.hash ?? '';
  const sourceAsOf = row === null ? (stored?.sourceAsOf ?? under.sourceAsOf) : under.sourceAsOf;
  const named = { source, companyCode, documentType, number, fiscalYear, instalment };
  const settledOn = settledFrom(facts, movements) ?? NEVER;
  const stated = { kind, customerId, currency, minor, issuedOn, dueOn, disputeStatus, reference };
  return {
    ...newVersion(under.run),
    itemId: id,
    ...named,
    numberKeys: [...numberKeysOf(number, said.otherNumbers ?? []), ...(said.receipt ? receiptKeys(said.receipt) : [])],
    ...stated,
    ...itemDetails(said),
    ...otherOwners(item),
    movements: [...movements],
    ...unlessEmpty('unexplained', item.unexplained),
    ...unlessEmpty('stated', item.stated),
    ...unlessEmpty('decidedHere', item.decidedHere),
    ...unlessEmpty('paid', item.paid),
    reversals: [...reversals],
    settledOn,
    ...openMonthsOf(issuedOn, settledOn),
    entryCount,
    sourceAsOf,
    hash,
  };
}

/** The version of an entry, or of one part of it, that a run writes. */
export function storedEntry(entry: WorkingEntry, under: WrittenUnder): StoredEntryVersion {
  const { stored, row, rowId, part, on } = entry;
  const said = row === null ? stored : { hash: row.hash, sourceAsOf: under.sourceAsOf };
  if (said === null) throw new Error(`Entry ${rowId} has neither a row nor a version.`);
  const { hash, sourceAsOf } = said;
  const touches = [...entry.touches];
  const known = { rowId, part, entryId: partIdOf(rowId, part), touches, on, sourceAsOf, hash };
  const base = { ...newVersion(under.run), ...known, ...decidedBy(entry) };
  const [first, second] = entry.legs;
  const saying = sayingOf(entry);
  if (saying !== null) return { ...base, ...saying };
  if (first === undefined) throw new Error(`Entry ${rowId} is on no item.`);
  if (second !== undefined) return { ...base, ...applicationOf(entry, first, second) };
  const { id: itemId, facts } = first.item;
  const onItem = { itemId, customerId: facts.customerId, currency: facts.currency, minor: first.minor };
  if (entry.type === 'reversal' || entry.type === 'stated_left') return { ...base, type: entry.type, ...onItem };
  return { ...base, type: 'adjustment', ...onItem, reason: reasonOf(entry) };
}

function decidedBy({ decidedHere, row, stored }: WorkingEntry) {
  if (!decidedHere) return {};
  const said = row === null ? stored : row.row;
  const decision = said !== null && 'decision' in said ? said.decision : undefined;
  return { decidedHere: true as const, ...(decision === undefined ? {} : { decision }) };
}

function applicationOf(entry: WorkingEntry, debit: Leg, credit: Leg) {
  const { derived, unappliedOn, from } = entry;
  return {
    type: 'application' as const,
    debitItemId: debit.item.id,
    debitKind: debit.item.facts.kind as DebitKind,
    debitCustomerId: debit.item.facts.customerId,
    debitCurrency: debit.item.facts.currency,
    debitMinor: debit.minor,
    creditItemId: credit.item.id,
    creditKind: credit.item.facts.kind as CreditKind,
    creditCustomerId: credit.item.facts.customerId,
    creditCurrency: credit.item.facts.currency,
    creditMinor: credit.minor,
    derived,
    dueOn: debit.item.facts.dueOn,
    creditIssuedOn: credit.item.facts.issuedOn,
    appliesFrom: from,
    unappliedFrom: overFrom(entry, credit.minor),
    unappliedOn,
    ...unlessEmpty('bounced', entry.bounced),
  };
}

function reasonOf({ row, stored }: WorkingEntry): AdjustmentRow['reason'] {
  if (row?.row.type === 'adjustment') return row.row.reason;
  if (stored?.type === 'adjustment') return stored.reason;
  throw new Error('This entry is no adjustment.');
}

/** What an entry says that takes nothing of any item; null of others. */
function sayingOf({ type, row, stored, touches }: WorkingEntry) {
  const [first = ''] = touches;
  if (type === 'unapplication') {
    return { type, applicationRowId: first, applicationId: saidIn({ row, stored }, type).applicationId };
  }
  if (type === 'merge') {
    const into = row?.row.type === 'merge' ? customerOf(row.row.intoNumber) : saidIn({ row: null, stored }, type).into;
    return { type, customerId: first as CustomerId, into };
  }
  if (type !== 'identification') return null;
  const whose =
    row?.row.type === type ? customerOf(row.row.customerNumber) : saidIn({ row: null, stored }, type).customerId;
  return { type, itemId: first as ItemId, customerId: whose };
}

function saidIn<T extends StoredEntryVersion['type']>({ row, stored }: Pick<WorkingEntry, 'row' | 'stored'>, type: T) {
  const said = row?.row ?? stored;
  if (said?.type !== type) throw new Error(`This entry is no ${type}.`);
  return said as Extract<StoredEntryVersion, { type: T }>;
}

function customerOf(number: string | null): CustomerId | null {
  return number === null ? null : customerIdOf(number);
}

/** The day from which nothing of an application holds any more. */
function overFrom({ back, bounced }: WorkingEntry, minor: number): CalendarDate {
  const cameBack = bounced.reduce((sum, movement) => sum + movement.minor, 0);
  return cameBack < minor ? back : (bounced.at(-1)?.on ?? back);
}

/** Whose an item is before merges, where that is another customer. */
function otherOwners({ facts, billedTo, identifiedAs }: WorkingItem) {
  return {
    ...(billedTo === facts.customerId ? {} : { billedTo }),
    ...(identifiedAs === null ? {} : { identifiedAs }),
  };
}

function unlessEmpty<N extends string, T>(name: N, list: readonly T[]): { [Name in N]?: T[] } {
  return (list.length === 0 ? {} : { [name]: [...list] }) as { [Name in N]?: T[] };
}

function newVersion(run: number): Pick<StoredItemVersion, '_id' | 'tenantId' | 'added' | 'superseded'> {
  return { _id: new Types.ObjectId(), tenantId: currentTenant(), added: run, superseded: NOT_SUPERSEDED };
}

function numberKeysOf(number: string, otherNumbers: readonly string[]): string[] {
  const keys = [number, ...otherNumbers].flatMap((one) => [withoutPadding(one), numberKey(one)]);
  return [...new Set(keys.filter((key) => key !== null))];
}
