import type { AdjustmentReason } from '#shared/domain/open-item.ts';
import { isDebit } from '#shared/domain/open-item.ts';
import type { LedgerRow } from '../../receivables/run-service.ts';
import type { JsonObject } from '../json/json-document.ts';
import { day, neededAmount, neededDay, neededNumber, number, text } from '../json/json-fields.ts';
import { at, type RecordOf } from '../json/json-member.ts';
import {
  applicationRow,
  itemRow,
  keyOf,
  type NamedDocument,
  statedLeftRow,
  unapplicationRow,
} from '../json/json-rows.ts';
import { valueAt } from '../json/json-value.ts';
import { type RecordContext, recordKind } from '../json/record-kind.ts';
import { entryAs, withoutSign } from './business-central-entry.ts';

const MEMBERS = {
  entry: at('cleEntryNo', neededNumber),
  dueOn: at('cleDueDate', day),
  isOpen: at('cleOpen', text),
  documentDay: at('cleDocumentDate', day),
  movement: at('dcleEntryNo', neededNumber),
  on: at('dclePostingDate', neededDay),
  type: at('dcleEntryType', text),
  documentType: at('dcleDocumentType', text),
  number: at('dcleDocumentNo', number),
  amount: at('dcleAmountLCY', neededAmount),
  customer: at('dcleCustomerNo', number),
  applied: at('dcleAppliedCustLedgerEntryNo', number),
};

type Movement = RecordOf<typeof MEMBERS>;

const INITIAL = ['Initial Entry', 'Initial_x0020_Entry'];
/** What lessens a document besides being paid, by how Business Central's types of entries begin. */
const LESSENED: readonly (readonly [begins: string, reason: AdjustmentReason])[] = [
  ['Payment Discount', 'discount'],
  ['Payment Tolerance', 'discount'],
  ['Appln. Rounding', 'exchange_difference'],
  ['Realized', 'exchange_difference'],
  ['Unrealized', 'exchange_difference'],
  ['Correction of Remaining Amount', 'exchange_difference'],
];

/** Entries of the customers' ledger with their movements, as the analytics API joins them: all in the company's own currency. */
export const businessCentralMovements = recordKind({
  paths: ['value[]', ''],
  fits: (record) => 'cleEntryNo' in record && 'dcleEntryType' in record,
  named: namesOf,
  members: MEMBERS,
  toLedger(record, context) {
    if (INITIAL.includes(record.type)) return initialRows(record, context);
    if (record.type === 'Application') return applicationRows(record, context);
    const type = record.type.replaceAll('_x0020_', ' ');
    const reason = LESSENED.find(([begins]) => type.startsWith(begins))?.[1];
    return lessenedRows(record, reason, context);
  },
});

interface Initial {
  readonly isGiven: boolean;
  readonly document: NamedDocument;
}

/** Other movements speak of a document by the number of its entry, and un-applications repeat an application with the other sign. */
function namesOf(record: JsonObject): (readonly [string, string])[] {
  const [entry, applied, amount, type, movement] = [
    'cleEntryNo',
    'dcleAppliedCustLedgerEntryNo',
    'dcleAmountLCY',
    'dcleEntryType',
    'dcleEntryNo',
  ].map((name) => String(valueAt(record, [name]) ?? ''));
  if (type === 'Application') return [[`applied ${entry} ${applied} ${amount}`, movement ?? '']];
  if (!INITIAL.includes(type ?? '')) return [];
  const [documentType, documentNumber] = ['dcleDocumentType', 'dcleDocumentNo'].map((name) =>
    String(valueAt(record, [name]) ?? ''),
  );
  const { isGiven } = withoutSign(amount ?? '');
  const named = { documentType: documentType ?? '', number: documentNumber ?? '', entry: entry ?? '' };
  const initial: Initial = { isGiven, document: entryAs(named, isGiven).document };
  return [[`entry ${entry}`, JSON.stringify(initial)]];
}

/** The document of an entry; null, with a problem noted, where the file does not have it. */
function initialOf(entry: string, path: string, { names, problem }: RecordContext): Initial | null {
  const known = names.get(`entry ${entry}`);
  if (known !== undefined) return JSON.parse(known) as Initial;
  problem(path, 'is an entry whose Initial Entry is not in the file; feed both in one');
  return null;
}

function initialRows(record: Movement, context: RecordContext): LedgerRow[] {
  if (record.number === '') context.problem('dcleDocumentNo', 'is missing or empty');
  if (record.customer === '') context.problem('dcleCustomerNo', 'is missing or empty');
  const { isGiven, size } = withoutSign(record.amount);
  const { kind, document } = entryAs(record, isGiven);
  const amount = context.money('dcleAmountLCY', size, null);
  if (amount === null) return [];
  const issuedOn = isDebit(kind) ? (record.documentDay ?? record.on) : record.on;
  const customer = { number: record.customer, name: '' };
  const item = itemRow({ ...document, kind, customer, amount, issuedOn, dueOn: record.dueOn, reference: '' }, context);
  const none = record.isOpen === 'false' ? context.money('cleOpen', '0', null) : null;
  return none === null ? [item] : [item, statedLeftRow(item.key, none, context)];
}

/** Business Central writes an application twice, once for each side; the side that applied names itself and is passed over. */
function applicationRows(record: Movement, context: RecordContext): LedgerRow[] {
  if (record.entry === record.applied) return [];
  const own = initialOf(record.entry, 'cleEntryNo', context);
  const other = initialOf(record.applied, 'dcleAppliedCustLedgerEntryNo', context);
  const { isGiven: lessens, size } = withoutSign(record.amount);
  const amount = context.money('dcleAmountLCY', size, null);
  if (own === null || other === null || amount === null) return [];
  if (lessens === own.isGiven) return takenBack(record, context);
  const [debit, credit] = own.isGiven ? [other.document, own.document] : [own.document, other.document];
  return [applicationRow({ id: record.movement, debit, credit, amount, on: record.on }, context)];
}

function takenBack({ entry, applied, amount, on }: Movement, context: RecordContext): LedgerRow[] {
  const before = amount.startsWith('-') ? amount.slice(1) : `-${amount}`;
  const id = context.names.get(`applied ${entry} ${applied} ${before}`);
  if (id !== undefined) return [unapplicationRow({ id, on }, context)];
  context.problem('dcleEntryNo', 'takes back an application that is not in the file; feed both in one');
  return [];
}

function lessenedRows(record: Movement, reason: AdjustmentReason | undefined, context: RecordContext): LedgerRow[] {
  const own = initialOf(record.entry, 'cleEntryNo', context);
  const { isGiven: isBelow, size } = withoutSign(record.amount);
  const amount = context.money('dcleAmountLCY', size, null);
  if (own === null || amount === null) return [];
  if (reason === undefined || isBelow === own.isGiven) {
    context.leaveOut('movements that raise a document, such as exchange gains: what is left says the rest');
    return [];
  }
  const { line } = context;
  const item = keyOf(own.document, context);
  return [{ type: 'adjustment', line, id: record.movement, item, amount, on: record.on, reason }];
}
