import {
  type BankBalance,
  type BankEntry,
  referenceOf,
  type StatedTotal,
  type StatementKind,
  type StatementTaker,
} from './bank-statement.ts';
import { mtDetails } from './mt-details.ts';
import { type MtLine, mtBalance, mtLine, mtTotal } from './mt-entry.ts';
import type { MtField } from './mt-fields.ts';

const LONGEST_RAW = 2_000;
const BLOCK_OF_942 = /^\{.*\{2:[IO]942/;
/** Words in the place of the payer's reference that only say where it stands. */
const REFERENCE_ELSEWHERE = /^(EREF|PREF|KREF|MREF|MARF)\+?$/;

/** Puts the fields of MT940 and MT942 messages together to statements. A message is an interim one where it has what only MT942 has. */
export class MtStatements {
  private message = emptyMessage(1);
  private hasBegun = false;
  private pending: { readonly line: MtField; readonly details: string[] } | null = null;
  private afterBalance = false;
  private found = false;
  /** What is done with a field, by its tag; others are not read. */
  private readonly takers = new Map<string, (field: MtField, text: string) => void>([
    ...['20', 'end', 'block'].map((tag) => [tag, this.startMessage.bind(this)] as const),
    ...['25', '25P'].map((tag) => [tag, (_field: MtField, text: string) => this.nameAccount(text)] as const),
    ...['28', '28C'].map((tag) => [tag, (_field: MtField, text: string) => this.numberStatement(text)] as const),
    ...['13', '13D', '34F', '942'].map((tag) => [tag, this.markInterim.bind(this)] as const),
    ...['60F', '60M'].map((tag) => [tag, this.takeOpening.bind(this)] as const),
    ...['62F', '62M'].map((tag) => [tag, this.takeClosing.bind(this)] as const),
    ['90C', (_field, text) => this.takeTotal('credits', text)],
    ['90D', (_field, text) => this.takeTotal('debits', text)],
    ['61', this.beginEntry.bind(this)],
    ['86', this.addDetails.bind(this)],
  ]);

  constructor(
    private readonly taker: StatementTaker,
    private readonly kind: StatementKind,
  ) {}

  /** Whether there was any field of a statement. */
  get any(): boolean {
    return this.found;
  }

  take(field: MtField): void {
    this.takers.get(field.tag)?.(field, (field.lines[0] ?? '').trim());
  }

  /** To be called at the end of the file. */
  close(): void {
    this.endEntry();
    this.afterBalance = false;
    const { message } = this;
    if (!this.hasBegun && message.opening === null && message.account === '') return;
    this.begin();
    this.requireBalances(message);
    this.taker.end({ closing: message.closing, totals: message.totals });
    this.hasBegun = false;
  }

  /** A statement without its balances may be cut off, and nothing shows that it is whole. */
  private requireBalances({ opening, closing, line }: Message): void {
    if (this.kindOf(this.message) === 'intraday') return;
    const lacking = [
      ...(opening === null ? ['opening (:60F:)'] : []),
      ...(closing === null ? ['closing (:62F:)'] : []),
    ];
    if (lacking.length === 0) return;
    this.taker.differs(`the statement at line ${line} has no ${lacking.join(' and no ')} balance that can be read`);
  }

  private startMessage({ line }: MtField, text: string): void {
    this.close();
    this.message = emptyMessage(line);
    if (BLOCK_OF_942.test(text)) this.message.isInterim = true;
  }

  private addDetails({ lines }: MtField): void {
    if (!this.afterBalance) this.pending?.details.push(...lines);
  }

  private nameAccount(text: string): void {
    this.message.account = text;
  }

  private numberStatement(text: string): void {
    this.message.number = text;
  }

  /** The floor limit (:34F:) names the currency, which a report without balances says nowhere else. */
  private markInterim({ tag }: MtField, text: string): void {
    this.message.isInterim = true;
    if (tag === '34F' && /^[A-Z]{3}/.test(text)) this.message.currency = text.slice(0, 3);
  }

  /** A second opening balance is another statement, whose first fields the bank left out. */
  private takeOpening({ line }: MtField, text: string): void {
    if (this.message.opening !== null) {
      const { account } = this.message;
      this.close();
      this.message = { ...emptyMessage(line), account };
    }
    this.message.opening = mtBalance(text);
    this.found = true;
  }

  private takeClosing(_field: MtField, text: string): void {
    this.endEntry();
    this.begin();
    this.message.closing = mtBalance(text);
    this.afterBalance = true;
  }

  private takeTotal(of: StatedTotal['of'], text: string): void {
    this.endEntry();
    this.begin();
    this.afterBalance = true;
    const total = mtTotal(of, text);
    if (total !== null) this.message.totals.push(total);
  }

  private beginEntry(field: MtField): void {
    this.endEntry();
    this.begin();
    this.afterBalance = false;
    this.pending = { line: field, details: [] };
  }

  private begin(): void {
    this.found = true;
    if (this.hasBegun) return;
    this.hasBegun = true;
    const { opening, account, currency, line } = this.message;
    const kind = this.kindOf(this.message);
    this.taker.begin({
      kind,
      format: kind === 'intraday' ? 'MT942' : 'MT940',
      account,
      currency: opening?.currency ?? currency,
      number: numberOf(this.message),
      opening,
      line,
    });
  }

  private kindOf({ isInterim, opening }: Message): StatementKind {
    if (opening !== null) return 'statement';
    return isInterim ? 'intraday' : this.kind;
  }

  private endEntry(): void {
    const { pending } = this;
    this.pending = null;
    if (pending !== null) this.taker.entry(entryOf(pending.line, pending.details));
  }
}

interface Message {
  account: string;
  currency: string;
  number: string;
  isInterim: boolean;
  opening: BankBalance | null;
  closing: BankBalance | null;
  totals: StatedTotal[];
  readonly line: number;
}

function emptyMessage(line: number): Message {
  return { account: '', currency: '', number: '', isInterim: false, opening: null, closing: null, totals: [], line };
}

/** Statement number and page, with the day on which it begins: numbers begin anew every year. Empty where the bank writes zeros. */
function numberOf({ number, opening }: Message): string {
  const [statement = '', page = ''] = number.split('/').map((part) => part.trim().replace(/^0+(?=.)/, ''));
  if (!/[1-9]/.test(statement)) return '';
  const begins = opening?.on ?? null;
  return `${statement}${page === '' ? '' : `/${page}`}${begins === null ? '' : ` from ${begins}`}`;
}

function entryOf(field: MtField, details: readonly string[]): BankEntry {
  const raw = [`:61:${field.lines.join('\n')}`, ...(details.length === 0 ? [] : [`:86:${details.join('\n')}`])].join(
    '\n',
  );
  const line = mtLine(field.lines);
  const place = { line: field.line, raw: raw.slice(0, LONGEST_RAW) };
  return line === null ? unreadable(field, place) : readEntry(line, details, place);
}

function readEntry(line: MtLine, lines: readonly string[], place: Pick<BankEntry, 'line' | 'raw'>): BankEntry {
  const details = mtDetails(lines, line.supplement);
  const amount = { decimal: line.decimal, currency: '' };
  const reference = REFERENCE_ELSEWHERE.test(line.reference) ? '' : referenceOf(line.reference);
  const problem = 'has no day of the calendar as value day';
  return {
    ...place,
    side: line.side,
    reversal: line.reversal,
    status: line.expected ? 'pending' : 'booked',
    amount,
    bookedOn: line.bookedOn,
    valuedOn: line.valuedOn,
    bankReference: line.bankReference,
    batchOf: null,
    transactions: [
      {
        side: line.side,
        amount: null,
        returned: details.returned || line.type.endsWith('RTI'),
        payerName: details.payerName,
        payerAccount: details.payerAccount || line.account,
        bankReference: '',
        endToEndId: details.endToEndId || reference,
        text: details.text,
        remittance: details.remittance.map((number) => ({ number, amount: null })),
      },
    ],
    wrong: line.valuedOn === null ? [{ column: ':61:', value: place.raw.slice(4, 60), problem }] : [],
  };
}

function unreadable(field: MtField, place: Pick<BankEntry, 'line' | 'raw'>): BankEntry {
  const problem = 'is no booking as MT940 writes them: day, C or D, amount with a decimal comma, type';
  return {
    ...place,
    side: 'credit',
    reversal: false,
    status: 'booked',
    amount: { decimal: '', currency: '' },
    bookedOn: null,
    valuedOn: null,
    bankReference: '',
    batchOf: null,
    transactions: [],
    wrong: [{ column: ':61:', value: (field.lines[0] ?? '').slice(0, 60), problem }],
  };
}
