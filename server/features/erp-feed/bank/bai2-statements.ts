import { type CalendarDate, dayOf } from '#shared/domain/calendar-date.ts';
import { isCurrencyCode, minorDigits } from '#shared/domain/currency.ts';
import { ExactSum, isPlainDecimal } from '../formats/exact-sum.ts';
import { UnreadableFile } from '../text/unreadable-file.ts';
import { bai2Code } from './bai2-codes.ts';
import { Bai2Control } from './bai2-control.ts';
import { type Bai2Detail, detailOf, summaryOf } from './bai2-details.ts';
import { type Bai2Record, fieldsOf } from './bai2-records.ts';
import type { BankEntry, StatementKind, StatementTaker, WrongPart } from './bank-statement.ts';

/** What the format says where neither account nor group name a currency. */
const DEFAULT_CURRENCY = 'USD';
/** Group status: an update, or a correction of one. Others delete, or try the line. */
const TAKEN_STATUS: ReadonlySet<string> = new Set(['', '1', '3']);
const TOTAL_CREDITS = '100';
const INTERIM: ReadonlySet<string> = new Set(['1', '3']);
const FINAL: ReadonlySet<string> = new Set(['2', '4']);

interface Account {
  readonly number: string;
  readonly currency: string;
  /** Of the credits that are told one by one, in minor units. */
  readonly credits: ExactSum;
}

interface Group {
  readonly status: string;
  readonly asOf: CalendarDate | null;
  readonly currency: string;
  readonly modifier: string;
}

/** Puts the records of a BAI2 file together to statements, one an account. */
export class Bai2Statements {
  private readonly control: Bai2Control;
  private file: string | null = null;
  private group: Group | null = null;
  private account: Account | null = null;
  /** The account's total of credits as its summary states it; empty where it does not. */
  private stated = '';
  private hasEnded = false;
  /** How often an account came for one day: some banks give it anew for every value day. */
  private readonly parts = new Map<string, number>();
  private readonly takers = new Map<string, (record: Bai2Record) => void>([
    ['01', this.beginFile.bind(this)],
    ['02', this.beginGroup.bind(this)],
    ['03', this.beginAccount.bind(this)],
    ['16', this.takeDetail.bind(this)],
    ['49', this.endAccount.bind(this)],
    ['98', this.endGroup.bind(this)],
    ['99', this.endFile.bind(this)],
  ]);

  constructor(
    private readonly taker: StatementTaker,
    /** Of accounts and groups that name none. */
    private readonly currency: string | undefined,
  ) {
    this.control = new Bai2Control((sentence) => taker.differs(sentence));
  }

  take(record: Bai2Record): void {
    this.control.count(record);
    const taker = this.takers.get(record.code);
    if (taker === undefined)
      throw new UnreadableFile(record.line, `The file has a record ${record.code}, which BAI2 does not know.`);
    taker(record);
  }

  /** To be called at the end of the file. Throws UnreadableFile for one that is cut off. */
  close(line: number): void {
    if (!this.hasEnded) throw new UnreadableFile(line, 'The file ends before its trailer (99): it was cut off.');
  }

  private beginFile(record: Bai2Record): void {
    if (this.file !== null && !this.hasEnded) throw misplaced(record, 'a file begins within a file');
    const [, , createdOn = '', , id = ''] = fieldsOf(record);
    this.file = `${createdOn}-${id}`;
    this.hasEnded = false;
  }

  private beginGroup(record: Bai2Record): void {
    if (this.file === null || this.hasEnded || this.group !== null)
      throw misplaced(record, 'a group begins outside a file or within a group');
    const [, , status = '', asOf = '', , currency = '', modifier = ''] = fieldsOf(record);
    this.group = { status, asOf: bai2Day(asOf), currency, modifier };
    if (TAKEN_STATUS.has(status)) return;
    const what = status === '2' ? 'deletes what was sent before; take that run back by hand' : 'is only a test';
    this.taker.note(`The group at line ${record.line} ${what}. Nothing of it is taken.`);
  }

  private beginAccount(record: Bai2Record): void {
    const { group } = this;
    if (group === null || this.account !== null)
      throw misplaced(record, 'an account begins outside a group or within an account');
    const [number = '', stated = ''] = fieldsOf(record);
    const currency = [stated, group.currency, this.currency ?? '', DEFAULT_CURRENCY].find((code) => code !== '') ?? '';
    this.account = { number, currency, credits: new ExactSum() };
    const summary = summaryOf(record);
    for (const { amount } of summary) this.control.add(amount);
    this.stated = summary.find(({ code }) => code === TOTAL_CREDITS)?.amount ?? '';
    if (!TAKEN_STATUS.has(group.status)) return;
    const kind: StatementKind = INTERIM.has(group.modifier) ? 'intraday' : 'statement';
    this.taker.begin({
      kind,
      format: 'BAI2',
      account: number,
      currency,
      number: this.numberOf(number, group),
      opening: null,
      line: record.line,
    });
  }

  /** What tells the statement from others: its day, the file where it is not said to be final, and which of several of the account it is. */
  private numberOf(account: string, { asOf, modifier }: Group): string {
    const nth = (this.parts.get(`${asOf} ${account}`) ?? 0) + 1;
    this.parts.set(`${asOf} ${account}`, nth);
    const day = FINAL.has(modifier) ? `${asOf}` : `${asOf} file ${this.file}`;
    return nth === 1 ? day : `${day} part ${nth}`;
  }

  private takeDetail(record: Bai2Record): void {
    const { account, group } = this;
    if (account === null || group === null) throw misplaced(record, 'a transaction stands outside an account');
    const detail = detailOf(record);
    this.control.add(detail.amount);
    if (bai2Code(detail.code)?.side === 'credit' && isPlainDecimal(detail.amount)) account.credits.add(detail.amount);
    if (TAKEN_STATUS.has(group.status)) this.taker.entry(entryOf(record, detail, { ...account, asOf: group.asOf }));
  }

  private endAccount(record: Bai2Record): void {
    const { account, group } = this;
    if (account === null || group === null) throw misplaced(record, 'an account ends that had not begun');
    this.control.endAccount(record, fieldsOf(record));
    this.account = null;
    this.noteUntold(account);
    if (TAKEN_STATUS.has(group.status)) this.taker.end({ closing: null, totals: [] });
  }

  /** Banks may give a total of credits and tell only some of them one by one. */
  private noteUntold({ number, credits, currency }: Account): void {
    const stated = decimalOf(this.stated, currency);
    const told = decimalOf(credits.decimal.replace(/\.00$/, ''), currency);
    if (this.stated === '' || stated === null || stated === told) return;
    this.taker.note(
      `Account ${number} states credits of ${stated} ${currency} and tells of ${told} one by one; only those are read.`,
    );
  }

  private endGroup(record: Bai2Record): void {
    if (this.group === null || this.account !== null)
      throw misplaced(record, 'a group ends that had not begun, or before its account');
    this.control.endGroup(record, fieldsOf(record));
    this.group = null;
  }

  private endFile(record: Bai2Record): void {
    if (this.file === null || this.group !== null) throw misplaced(record, 'the file ends before its group');
    this.control.endFile(record, fieldsOf(record));
    this.hasEnded = true;
  }
}

function entryOf(
  record: Bai2Record,
  detail: Bai2Detail,
  { currency, asOf }: { currency: string; asOf: CalendarDate | null },
): BankEntry {
  const meaning = bai2Code(detail.code);
  const decimal = decimalOf(detail.amount, currency);
  const side = meaning?.side ?? 'credit';
  return {
    line: record.line,
    raw: record.raw,
    side,
    reversal: false,
    status: meaning === null ? 'information' : 'booked',
    amount: { decimal: decimal ?? '', currency },
    bookedOn: asOf,
    valuedOn: bai2Day(detail.valuedOn) ?? asOf,
    bankReference: detail.bankReference,
    batchOf: null,
    transactions: [
      {
        side,
        amount: null,
        returned: meaning?.returned ?? false,
        payerName: '',
        payerAccount: '',
        bankReference: '',
        endToEndId: detail.customerReference,
        text: detail.text || (meaning?.name ?? ''),
        remittance: [],
      },
    ],
    wrong: wrongParts(detail, decimal, asOf),
  };
}

function wrongParts({ amount, valuedOn }: Bai2Detail, decimal: string | null, asOf: CalendarDate | null): WrongPart[] {
  const wrong: WrongPart[] = [];
  if (decimal === null)
    wrong.push({ column: 'amount', value: amount, problem: 'is no amount as BAI2 writes them: digits alone' });
  if (valuedOn !== '' && bai2Day(valuedOn) === null) {
    wrong.push({ column: 'value day', value: valuedOn, problem: 'is no day of the calendar written YYMMDD' });
  }
  if (asOf === null)
    wrong.push({ column: 'as-of day', value: '', problem: 'of its group (02) is missing or no day of the calendar' });
  return wrong;
}

/** Amounts have no decimal point: the currency says how many decimals there are. An amount that is left out is 0. */
function decimalOf(amount: string, currency: string): string | null {
  if (amount === '') return '0';
  const digits = /^\+?(\d{1,18})$/.exec(amount)?.[1];
  if (digits === undefined) return null;
  const decimals = isCurrencyCode(currency) ? minorDigits(currency) : 2;
  const padded = digits.replace(/^0+(?=\d)/, '').padStart(decimals + 1, '0');
  return decimals === 0 ? padded : `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
}

function bai2Day(text: string): CalendarDate | null {
  const short = /^(\d{2})(\d{2})(\d{2})$/.exec(text);
  const match = short ?? /^20(\d{2})(\d{2})(\d{2})$/.exec(text);
  return match === null ? null : dayOf(2000 + Number(match[1]), Number(match[2]), Number(match[3]));
}

function misplaced({ line }: Bai2Record, what: string): UnreadableFile {
  return new UnreadableFile(line, `The records are out of order: ${what}.`);
}
