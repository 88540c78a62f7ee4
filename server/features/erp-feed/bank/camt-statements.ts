import { isPlainDecimal } from '../formats/exact-sum.ts';
import type { XmlDocument } from '../xml-document.ts';
import type {
  BankEntry,
  BankTransaction,
  Side,
  StatedTotal,
  StatementHead,
  StatementKind,
  StatementTaker,
  WrongPart,
} from './bank-statement.ts';
import { balanceOf, codeOf, dayAt, sideAt, statedAmount } from './camt-amounts.ts';
import { accountOf, camtTransaction, isReturnCode } from './camt-transaction.ts';
import { elements, isElement, textAt, textOf } from './xml-nodes.ts';

/** What the message of each kind calls its statements. */
const KINDS: readonly (readonly [element: string, kind: StatementKind, format: string])[] = [
  ['Stmt', 'statement', 'camt.053'],
  ['Rpt', 'intraday', 'camt.052'],
  ['Ntfctn', 'notification', 'camt.054'],
];
/** `Document` may stand in an envelope of its own. */
const MOST_ENVELOPES = 4;

/** Goes through the statements of a camt message of any version, by the local names of its elements. Tells whether there were any. */
export function camtStatements(document: XmlDocument, taker: StatementTaker): boolean {
  const messages = messagesIn(document.root, MOST_ENVELOPES);
  let found = false;
  for (const message of messages) {
    for (const [name, kind, format] of KINDS) {
      for (const statement of elements(message, name)) {
        if (!isElement(statement)) continue;
        found = true;
        takeStatement({ statement, kind, format, document }, taker);
      }
    }
  }
  return found;
}

interface FoundStatement {
  readonly statement: Readonly<Record<string, unknown>>;
  readonly kind: StatementKind;
  readonly format: string;
  readonly document: XmlDocument;
}

function messagesIn(element: unknown, depth: number): unknown[] {
  if (!isElement(element) || depth < 0) return [];
  return Object.entries(element).flatMap(([name, child]) => {
    const children = Array.isArray(child) ? child : [child];
    return name.startsWith('BkToCstmr') ? children : children.flatMap((each) => messagesIn(each, depth - 1));
  });
}

function takeStatement(found: FoundStatement, taker: StatementTaker): void {
  const { statement, kind, document } = found;
  const head = headOf(found);
  taker.begin(head);
  for (const entry of elements(statement, 'Ntry')) if (isElement(entry)) taker.entry(entryOf(entry, document));
  const closing = kind === 'statement' ? balanceOf(statement, ['CLBD', ...closingInterim(statement)]) : null;
  for (const balance of unreadableBalances(statement)) {
    taker.differs(`the balance ${balance} of the statement at line ${head.line} is no amount`);
  }
  if (kind === 'statement' && (head.opening === null || closing === null)) {
    taker.note(
      `The statement at line ${head.line} does not state both balances, so nothing shows that all its entries are there.`,
    );
  }
  taker.end({ closing, totals: totalsOf(statement) });
}

function headOf({ statement, kind, format, document }: FoundStatement): StatementHead {
  const opening = balanceOf(statement, ['OPBD', 'PRCD', 'ITBD']);
  const account = elements(statement, 'Acct')[0];
  return {
    kind,
    format,
    account: accountOf(account),
    currency: textAt(account, 'Ccy') || (opening?.currency ?? ''),
    number: numberOf(statement),
    opening: kind === 'statement' ? opening : null,
    line: document.lineOf(statement),
  };
}

function unreadableBalances(statement: unknown): string[] {
  const balances = elements(statement, 'Bal');
  return balances.filter((balance) => statedAmount(elements(balance, 'Amt')[0]).decimal === '').map(codeOf);
}

/** An interim balance closes a page of a statement where the page also opens with another one. */
function closingInterim(statement: unknown): string[] {
  const codes = elements(statement, 'Bal').map(codeOf);
  const opens = codes.some((code) => code === 'OPBD' || code === 'PRCD');
  return opens ? ['ITBD'] : [];
}

/** Numbers begin anew every year, and some banks always give the same one: the day on which the statement begins tells them apart. */
function numberOf(statement: unknown): string {
  const sequence = textAt(statement, 'LglSeqNb') || textAt(statement, 'ElctrncSeqNb');
  const begins =
    balanceOf(statement, ['OPBD', 'PRCD'])?.on ??
    dayAt(elements(statement, 'FrToDt')[0], 'FrDtTm') ??
    dayAt(elements(statement, 'FrToDt')[0], 'FrDt');
  const number = sequence === '' || begins === null ? textAt(statement, 'Id') : `${sequence} from ${begins}`;
  const page = textAt(statement, 'StmtPgntn', 'PgNb');
  return page === '' || number === '' ? number : `${number} page ${page}`;
}

function entryOf(element: Readonly<Record<string, unknown>>, document: XmlDocument): BankEntry {
  const wrong: WrongPart[] = [];
  const amount = statedAmount(elements(element, 'Amt')[0]);
  if (amount.decimal === '') {
    wrong.push({
      column: 'Amt',
      value: textAt(element, 'Amt'),
      problem: 'is no amount as camt writes them, such as 1234.50',
    });
  }
  const side = sideAt(element);
  if (side === null)
    wrong.push({ column: 'CdtDbtInd', value: textAt(element, 'CdtDbtInd'), problem: 'is neither CRDT nor DBIT' });
  const status = statusOf(element);
  if (status === null) {
    wrong.push({ column: 'Sts', value: statusText(element), problem: 'is none of BOOK, PDNG, FUTR, INFO' });
  }
  return {
    line: document.lineOf(element),
    raw: document.rawOf(element),
    side: side ?? 'credit',
    reversal: ['true', '1'].includes(textAt(element, 'RvslInd')) || isReturnCode(element),
    status: status ?? 'booked',
    amount,
    bookedOn: dayAt(element, 'BookgDt'),
    valuedOn: dayAt(element, 'ValDt'),
    bankReference: textAt(element, 'AcctSvcrRef'),
    batchOf: batchOf(element),
    transactions: transactionsOf(element, side ?? 'credit', amount.currency),
    wrong: [...wrong, ...wrongDays(element)],
  };
}

function statusText(element: unknown): string {
  return textAt(element, 'Sts', 'Cd') || textAt(element, 'Sts');
}

function statusOf(element: unknown): BankEntry['status'] | null {
  switch (statusText(element)) {
    case 'BOOK':
      return 'booked';
    case 'PDNG':
    case 'FUTR':
      return 'pending';
    case 'INFO':
      return 'information';
    default:
      return null;
  }
}

function wrongDays(element: unknown): WrongPart[] {
  return ['BookgDt', 'ValDt'].flatMap((name) => {
    const value = textAt(element, name, 'Dt') || textAt(element, name, 'DtTm');
    return value === '' || dayAt(element, name) !== null
      ? []
      : [{ column: name, value, problem: 'is no day of the calendar' }];
  });
}

function batchOf(element: unknown): number | null {
  const counts = [...elements(element, 'NtryDtls', 'Btch', 'NbOfTxs'), ...elements(element, 'Btch', 'NbOfTxs')]
    .map(textOf)
    .filter((text) => /^\d{1,9}$/.test(text));
  return counts.length === 0 ? null : counts.reduce((sum, text) => sum + Number(text), 0);
}

function transactionsOf(element: unknown, side: Side, currency: string): BankTransaction[] {
  const text = textAt(element, 'AddtlNtryInf');
  const details = [...elements(element, 'NtryDtls', 'TxDtls'), ...elements(element, 'TxDtls')];
  return (details.length === 0 ? [''] : details).map((each) => camtTransaction(each, { side, text, currency }));
}

function totalsOf(statement: unknown): StatedTotal[] {
  const [summary] = elements(statement, 'TxsSummry');
  const parts: readonly (readonly [string, StatedTotal['of']])[] = [
    ['TtlNtries', 'entries'],
    ['TtlCdtNtries', 'credits'],
    ['TtlDbtNtries', 'debits'],
  ];
  return parts.flatMap(([name, of]) => {
    const [part] = elements(summary, name);
    const [count, sum] = [textAt(part, 'NbOfNtries'), textAt(part, 'Sum')];
    if (part === undefined || (count === '' && sum === '')) return [];
    return [{ of, count: /^\d{1,9}$/.test(count) ? Number(count) : null, sum: isPlainDecimal(sum) ? sum : null }];
  });
}
