import { type BankTransaction, referenceOf, type Side, type StatedAmount } from './bank-statement.ts';
import { sideAt, statedAmount } from './camt-amounts.ts';
import { creditorReference, looksLikeCreditorReference } from './creditor-reference.ts';
import { attributeOf, elements, isElement, textAt } from './xml-nodes.ts';

/** A credit note's amount lessens what is paid, so it is no amount of the document that is paid. */
const CREDIT_NOTE = 'CREN';
/** Sub-families of ISO 20022: reversals after a return, a cancellation or a payment reversal, and what was not honoured. */
const RETURN_CODES: ReadonlySet<string> = new Set('RRTN RPCR UPDD PRDD RCDD UPCQ CQRV UPCT'.split(' '));

/** The transaction of a `TxDtls` element, in an entry of a side. */
export function camtTransaction(
  details: unknown,
  entry: { side: Side; text: string; currency: string },
): BankTransaction {
  const side = sideAt(details) ?? entry.side;
  const parties = elements(details, 'RltdPties')[0];
  const references = elements(details, 'Refs')[0];
  return {
    side,
    amount: amountOf(details, entry.currency),
    returned: elements(details, 'RtrInf').length > 0 || isReturnCode(details),
    payerName: nameOf(parties, 'Dbtr') || nameOf(parties, 'UltmtDbtr') || textAt(parties, 'DbtrAcct', 'Nm'),
    payerAccount: accountOf(elements(parties, 'DbtrAcct')[0]),
    bankReference: textAt(references, 'AcctSvcrRef'),
    endToEndId: referenceOf(textAt(references, 'EndToEndId')) || textAt(references, 'UETR'),
    text: textOfDetails(details) || entry.text,
    remittance: remittanceOf(details),
  };
}

/** Whether an element's bank transaction code says that it takes back a payment, a direct debit or a cheque. */
export function isReturnCode(element: unknown): boolean {
  return RETURN_CODES.has(textAt(element, 'BkTxCd', 'Domn', 'Fmly', 'SubFmlyCd'));
}

/** The number of an account: an IBAN, else whatever the message has in its place. */
export function accountOf(account: unknown): string {
  const id = elements(account, 'Id')[0];
  const number =
    textAt(id, 'IBAN') ||
    textAt(id, 'Othr', 'Id') ||
    textAt(id, 'BBAN') ||
    textAt(id, 'PrtryAcct', 'Id') ||
    textAt(id, 'UPIC');
  return number.replace(/\s+/g, '');
}

/** A transaction's amount in the currency of the entry, where the message gives it so. */
function amountOf(details: unknown, currency: string): StatedAmount | null {
  const places = [
    elements(details, 'Amt'),
    elements(details, 'AmtDtls', 'TxAmt', 'Amt'),
    elements(details, 'AmtDtls', 'CntrValAmt', 'Amt'),
    elements(details, 'AmtDtls', 'InstdAmt', 'Amt'),
  ].flat();
  const amounts = places.map(statedAmount).filter(({ decimal }) => decimal !== '');
  return amounts.find((amount) => amount.currency === currency) ?? amounts[0] ?? null;
}

function nameOf(parties: unknown, role: string): string {
  return (
    textAt(parties, role, 'Nm') ||
    textAt(parties, role, 'Pty', 'Nm') ||
    textAt(parties, role, 'Agt', 'FinInstnId', 'Nm')
  );
}

function textOfDetails(details: unknown): string {
  const free = elements(details, 'RmtInf', 'Ustrd')
    .map((line) => textAt(line))
    .filter((line) => line !== '');
  const structured = elements(details, 'RmtInf', 'Strd', 'AddtlRmtInf').map((line) => textAt(line));
  const referred = elements(details, 'RmtInf', 'Strd', 'CdtrRefInf', 'Ref').map((line) => textAt(line));
  const lines = [...free, ...referred, ...structured].filter((line) => line !== '');
  return lines.length > 0 ? [...new Set(lines)].join(' ') : textAt(details, 'AddtlTxInf');
}

/** Document numbers and references that the payer gave in the fields made for them. A creditor reference with wrong check digits is not one of them. */
function remittanceOf(details: unknown): BankTransaction['remittance'] {
  return elements(details, 'RmtInf', 'Strd').flatMap((structured) => {
    const documents = documentsOf(structured);
    const reference = textAt(structured, 'CdtrRefInf', 'Ref');
    const checked = looksLikeCreditorReference(reference) ? creditorReference(reference) : reference;
    if (checked === null || checked === '') return documents;
    return [...documents, { number: checked, amount: null }];
  });
}

function documentsOf(structured: unknown): { number: string; amount: StatedAmount | null }[] {
  const documents = elements(structured, 'RfrdDocInf').filter((document) => textAt(document, 'Nb') !== '');
  const amounts = elements(structured, 'RfrdDocAmt')[0];
  return documents.map((document) => {
    const type = textAt(document, 'Tp', 'CdOrPrtry', 'Cd') || textAt(document, 'Tp', 'Cd');
    const amount = documents.length === 1 && type !== CREDIT_NOTE ? remittedOf(amounts) : null;
    return { number: textAt(document, 'Nb'), amount };
  });
}

function remittedOf(amounts: unknown): StatedAmount | null {
  for (const element of [...elements(amounts, 'RmtdAmt'), ...elements(amounts, 'DuePyblAmt')]) {
    const amount = statedAmount(element);
    if (isElement(element) && attributeOf(element, 'Ccy') !== '' && amount.decimal !== '') return amount;
  }
  return null;
}
