import { Types } from 'mongoose';
import { numberKey } from '#shared/domain/document-number.ts';
import { settledFrom } from '#shared/domain/ledger-movement.ts';
import { withoutPadding } from '#shared/domain/ledger-number.ts';
import type { CreditKind, DebitKind } from '#shared/domain/open-item.ts';
import { currentTenant } from '../../../mongo/tenancy.ts';
import { NOT_SUPERSEDED } from '../../../mongo/versions.ts';
import type { StoredEntryVersion } from '../entry-version.ts';
import { NEVER, type StoredItemVersion } from '../item-version.ts';
import type { AdjustmentRow, UnapplicationRow } from '../ledger-row.ts';
import { partIdOf } from '../row-identity.ts';
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
  const stated = { kind, customerId, currency, minor, issuedOn, dueOn, disputeStatus, reference };
  return {
    ...newVersion(under.run),
    itemId: id,
    ...named,
    numberKeys: stored?.numberKeys ?? numberKeysOf(number),
    ...stated,
    movements: [...movements],
    reversals: [...reversals],
    settledOn: settledFrom(facts, movements) ?? NEVER,
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
  const base = { ...newVersion(under.run), rowId, part, entryId: partIdOf(rowId, part), touches, on, sourceAsOf, hash };
  const [first, second] = entry.legs;
  if (entry.type === 'unapplication') {
    return {
      ...base,
      type: 'unapplication',
      applicationRowId: touches[0] ?? '',
      applicationId: applicationIdOf(entry),
    };
  }
  if (first === undefined) throw new Error(`Entry ${rowId} is on no item.`);
  if (second !== undefined) return { ...base, ...applicationOf(entry, first, second) };
  const { id: itemId, facts } = first.item;
  const onItem = { itemId, customerId: facts.customerId, currency: facts.currency, minor: first.minor };
  if (entry.type === 'reversal') return { ...base, type: 'reversal', ...onItem };
  return { ...base, type: 'adjustment', ...onItem, reason: reasonOf(entry) };
}

function applicationOf(entry: WorkingEntry, debit: Leg, credit: Leg) {
  const { derived, unappliedOn, from, back } = entry;
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
    unappliedFrom: back,
    unappliedOn,
  };
}

function reasonOf({ row, stored }: WorkingEntry): AdjustmentRow['reason'] {
  if (row?.row.type === 'adjustment') return row.row.reason;
  if (stored?.type === 'adjustment') return stored.reason;
  throw new Error('This entry is no adjustment.');
}

function applicationIdOf({ row, stored }: WorkingEntry): UnapplicationRow['applicationId'] {
  if (row?.row.type === 'unapplication') return row.row.applicationId;
  if (stored?.type === 'unapplication') return stored.applicationId;
  throw new Error('This entry is no un-application.');
}

function newVersion(run: number): Pick<StoredItemVersion, '_id' | 'tenantId' | 'added' | 'superseded'> {
  return { _id: new Types.ObjectId(), tenantId: currentTenant(), added: run, superseded: NOT_SUPERSEDED };
}

function numberKeysOf(number: string): string[] {
  const digits = numberKey(number);
  return [...new Set([withoutPadding(number), ...(digits === null ? [] : [digits])])];
}
