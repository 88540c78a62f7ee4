import { createHash } from 'node:crypto';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import type { ItemKey } from '#shared/domain/open-item.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import type { CustomerRow, ItemRow, LedgerRow } from './ledger-row.ts';

const ID_BYTES = 12;
const HASH_BYTES = 16;

/** The id of a customer: the same wherever and in whatever order the rows that name it are read. */
export function customerIdOf(number: string): CustomerId {
  return idOf('customer', number) as CustomerId;
}

/** The id of an open item, from its key. */
export function itemIdOf({ source, companyCode, documentType, number, fiscalYear, instalment }: ItemKey): ItemId {
  return idOf('item', source, companyCode, documentType, number, fiscalYear, instalment) as ItemId;
}

/** The id of what a source calls an application, un-application, adjustment or reversal by its own id. */
export function entryRowIdOf(
  type: Exclude<LedgerRow['type'], 'customer' | 'item'>,
  source: string,
  id: string,
): string {
  return idOf(type, source, id);
}

/** The id of one part of an application that was spread over instalments; the first part has the row's own id. */
export function partIdOf(rowId: string, part: number): string {
  return part === 0 ? rowId : idOf('part', rowId, String(part));
}

/** 128 bits, in hex, of what a row says. Where in the file it stands does not count, nor a customer's name on an item. */
export function hashOf(row: LedgerRow): string {
  return digest(JSON.stringify(said(row)), HASH_BYTES);
}

function said(row: LedgerRow): unknown {
  switch (row.type) {
    case 'customer':
      return saidOfCustomer(row);
    case 'item':
      return saidOfItem(row);
    case 'application':
      return [row.debit, row.credit, row.debitAmount, row.creditAmount, row.on, row.derived].map(inOrder);
    case 'unapplication':
      return [row.applicationId, row.on];
    case 'adjustment':
      return [inOrder(row.item), inOrder(row.amount), row.on, row.reason];
    case 'reversal':
      return [inOrder(row.item), inOrder(row.amount), row.on];
  }
}

function saidOfCustomer({ type: _type, line: _line, ...customer }: CustomerRow): unknown {
  return inOrder({ ...customer, contacts: customer.contacts.map(inOrder), creditLimit: inOrder(customer.creditLimit) });
}

function saidOfItem({ kind, customerNumber, amount, issuedOn, dueOn, disputeStatus, reference }: ItemRow): unknown {
  return [kind, customerNumber, inOrder(amount), issuedOn, dueOn, disputeStatus, reference];
}

/** An object as pairs in the order of names, so that two that say the same are written the same. */
function inOrder(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Parts are written with their lengths, so that two lists of parts never read the same. */
function idOf(...parts: string[]): string {
  return digest([currentTenant(), ...parts].map((part) => `${part.length}:${part}`).join(), ID_BYTES);
}

function digest(text: string, bytes: number): string {
  return createHash('sha256').update(text).digest().toString('hex', 0, bytes);
}
