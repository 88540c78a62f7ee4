import { referenceOf } from './bank-statement.ts';
import { creditorReference } from './creditor-reference.ts';

/** What the information to a booking (:86:) says. */
export interface MtDetails {
  readonly payerName: string;
  readonly payerAccount: string;
  readonly endToEndId: string;
  readonly text: string;
  readonly remittance: readonly string[];
  readonly returned: boolean;
}

/** Business transaction codes of German banks for what came back: direct debits, transfers, cheques. */
const RETURNED_CODES: ReadonlySet<string> = new Set(['108', '109', '159', '183']);
/** Subfields of the purpose, in their order. */
const PURPOSE = [20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 60, 61, 62, 63];
const FULL_LINE = 65;
const FULL_SUBFIELD = 27;
const STRUCTURED = /^\s*(\d{3})([^\w\s/])(?=\d{2})/;
const SLASHES = /^\s*\/[A-Z]{2,4}\//;
const IBAN_FIRST = /^\s*([A-Z]{2}\d{2}[A-Z0-9]{10,30})(?:\s+(.*))?$/;

/** Reads the lines of :86:, in the form that they have: subfields `?20`, words between slashes, or free text. */
export function mtDetails(lines: readonly string[], supplement: string): MtDetails {
  const structured = STRUCTURED.exec(lines[0] ?? '');
  if (structured !== null) return fromSubfields(lines, structured);
  if (SLASHES.test(lines[0] ?? '')) return fromSlashes(lines.join(''));
  return fromFreeText(lines, supplement);
}

function fromSubfields(
  lines: readonly string[],
  [start = '', code = '', separator = '?']: readonly string[],
): MtDetails {
  const fields = subfields(
    lines
      .join('')
      .trim()
      .slice(start.trim().length - 1),
    separator,
  );
  const field = (number: number) => fields.get(number) ?? '';
  const purpose = PURPOSE.map(field).filter((part) => part !== '');
  const said = sepaWords(purpose.map((part) => (part.length >= FULL_SUBFIELD ? part : `${part}\n`)).join(''));
  const word = (name: string) => said.get(name) ?? '';
  const text = (word('SVWZ') || word('')).replace(/\s+/g, ' ').trim();
  return {
    payerName: `${field(32)}${field(33)}`.trim() || word('ABWA').trim(),
    payerAccount:
      [word('IBAN'), field(38), field(31)].map((part) => part.replace(/\s+/g, '')).find((part) => part !== '') ?? '',
    endToEndId: referenceOf(word('EREF').split('\n')[0] ?? ''),
    text: text || field(0).trim(),
    remittance: creditorReferencesIn(text),
    returned: RETURNED_CODES.has(code),
  };
}

function subfields(text: string, separator: string): Map<number, string> {
  const fields = new Map<number, string>();
  for (const part of text.split(separator)) {
    if (!/^\d{2}/.test(part)) continue;
    const number = Number(part.slice(0, 2));
    fields.set(number, (fields.get(number) ?? '') + part.slice(2));
  }
  return fields;
}

/** What stands behind each word such as `EREF+`; what stands before the first is under the empty word. */
function sepaWords(text: string): Map<string, string> {
  const parts = text.split(/(EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|IBAN|BIC|COAM|OAMT|PURP)\+/);
  const said = new Map([['', parts[0] ?? '']]);
  for (let at = 1; at < parts.length; at += 2) said.set(parts[at] ?? '', parts[at + 1] ?? '');
  return said;
}

const SLASH_WORDS =
  /\/(TRTP|IBAN|BIC|NAME|REMI|EREF|ORDP|BENM|ISDT|MARF|CSID|RTRN|PREF|TRCD|ACCW|ADDR|ULTD|ULTB|ULTC|PURP|SVCL|KREF|CNTP|OCMT|CHGS|INIT|STRD|USTD|ID)\/+/;

function fromSlashes(text: string): MtDetails {
  const said = slashWords(text);
  const word = (name: string) => said.get(name) ?? '';
  const remitted = word('USTD') || word('REMI');
  const structured = word('STRD')
    .replace(/^[A-Z]{3,4}\//, '')
    .replace(/\/+$/, '');
  const [account = '', , name = ''] = word('CNTP').split('/');
  return {
    payerName: word('NAME') || name,
    payerAccount: (word('IBAN') || account).replace(/\s+/g, ''),
    endToEndId: referenceOf(word('EREF')),
    text: (remitted || structured || text).replace(/\s+/g, ' ').trim(),
    remittance: structured === '' ? creditorReferencesIn(remitted) : [structured],
    returned: said.has('RTRN'),
  };
}

/** What stands behind each word such as `/NAME/`; of a word that comes twice the first. */
function slashWords(text: string): Map<string, string> {
  const parts = text.replace(/\/REMI\/(USTD|STRD)\//g, '/$1/').split(SLASH_WORDS);
  const said = new Map<string, string>();
  for (let at = 1; at < parts.length; at += 2) {
    const [word = '', value = ''] = [parts[at], parts[at + 1]?.replace(/\/+$/, '').trim()];
    if (value !== '' && !said.has(word)) said.set(word, value);
  }
  return said;
}

function fromFreeText(lines: readonly string[], supplement: string): MtDetails {
  const text = lines
    .map((line) => (line.length >= FULL_LINE ? line : `${line} `))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
  const first = IBAN_FIRST.exec(lines.find((line) => line.trim() !== '') ?? '');
  return {
    payerName: (first?.[2] ?? '').trim() || supplement,
    payerAccount: first?.[1] ?? '',
    endToEndId: '',
    text: text || supplement,
    remittance: creditorReferencesIn(text),
    returned: false,
  };
}

/** Creditor references within a text, their check digits right. */
function creditorReferencesIn(text: string): string[] {
  const found = text.toUpperCase().match(/\bRF\d{2}[A-Z0-9]{1,21}\b/g) ?? [];
  return [...new Set(found.map(creditorReference).filter((reference) => reference !== null))];
}
