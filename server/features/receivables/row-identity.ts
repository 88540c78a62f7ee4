import { hash } from 'node:crypto';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import type { ItemKey } from '#shared/domain/open-item.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { itemDetails } from './item-details.ts';
import type {
  CustomerRow,
  IdentificationRow,
  ItemRef,
  ItemRow,
  LedgerRow,
  MergeRow,
  StatedLeftRow,
  UnapplicationRow,
} from './ledger-row.ts';

/** How many bytes ids and hashes have; in hex, twice as many letters. */
export const ID_BYTES = 12;
export const HASH_BYTES = 16;

/** The id of a customer: the same wherever and in whatever order the rows that name it are read. */
export function customerIdOf(number: string): CustomerId {
  return idOf('customer', number) as CustomerId;
}

/** The id of an open item, from its key. */
export function itemIdOf({ source, companyCode, documentType, number, fiscalYear, instalment }: ItemKey): ItemId {
  return idOf('item', source, companyCode, documentType, number, fiscalYear, instalment) as ItemId;
}

type EntryRow = Exclude<LedgerRow, CustomerRow | ItemRow>;
type NamelessRow = StatedLeftRow | MergeRow | IdentificationRow;

/** The id of what a source calls an application, un-application, adjustment or reversal by its own id. */
export function entryRowIdOf(type: Exclude<EntryRow, NamelessRow>['type'], source: string, id: string): string {
  return idOf(type, source, id);
}

/**
 * The id of what an entry row is about. A statement of what is left is known by its source, item and day; a merge by the customer and an identification by
 * the item alone, so that who says it later says it instead.
 */
export function entryIdOf(row: EntryRow, source: string): string {
  if (row.type === 'stated_left') return idOf(row.type, source, nameOf(row.item), row.on ?? '');
  if (row.type === 'merge') return idOf(row.type, row.customerNumber);
  if (row.type === 'identification') return idOf(row.type, nameOf(row.item));
  return entryRowIdOf(row.type, source, row.id);
}

/** The row of the application that an un-application of a source takes back. */
export function applicationRowIdOf(
  { applicationId, applicationSource }: Pick<UnapplicationRow, 'applicationId' | 'applicationSource'>,
  source: string,
): string {
  return entryRowIdOf('application', applicationSource ?? source, applicationId);
}

function nameOf(item: ItemRef): string {
  return JSON.stringify(inOrder(item));
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
      return row.applicationSource === undefined
        ? [row.applicationId, row.on]
        : [row.applicationId, row.on, row.applicationSource];
    case 'adjustment':
      return [inOrder(row.item), inOrder(row.amount), row.on, row.reason];
    case 'reversal':
      return [inOrder(row.item), inOrder(row.amount), row.on];
    case 'stated_left':
      return [inOrder(row.item), inOrder(row.left), row.on];
    case 'merge':
      return [row.intoNumber];
    case 'identification':
      return [inOrder(row.item), row.customerNumber];
  }
}

function saidOfCustomer({ type: _type, line: _line, risk, ...customer }: CustomerRow): unknown {
  const { contacts, creditLimit } = customer;
  const said = { ...customer, contacts: contacts.map(inOrder), creditLimit: inOrder(creditLimit) };
  return inOrder(risk === undefined || risk === '' ? said : { ...said, risk });
}

/** What a source may leave out counts only where it says it: the same row says the same before and after somebody thought of the field. */
function saidOfItem(row: ItemRow): unknown {
  const { kind, customerNumber, amount, issuedOn, dueOn, disputeStatus, reference } = row;
  const said = [kind, customerNumber, inOrder(amount), issuedOn, dueOn, disputeStatus, reference];
  const details = inOrder(itemDetails(row)) as unknown[];
  return details.length === 0 ? said : [...said, details.map(deeplyInOrder)];
}

function deeplyInOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(deeplyInOrder);
  return value !== null && typeof value === 'object' ? deeplyInOrder(inOrder(value)) : value;
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
  return hash('sha256', text, 'hex').slice(0, bytes * 2);
}
