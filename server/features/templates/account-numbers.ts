/** How long an IBAN is, by country (ISO 13616 registry). */
const IBAN_LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29
   ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28
   LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25
   QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30`
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

const SEPARATORS = /[\s.\-_/·\u00ad]+/gu;
const UNSEEN = /\p{Cf}+/gu;
const IBAN_START = /[A-Z]{2}\d{2}/g;
const LABELLED_BIC =
  /\b(?:BIC|SWIFT)\b(?:[\s-]*code)?[\s:.-]*([A-Z]{4}[\s-]?[A-Z]{2}[\s-]?[A-Z0-9]{2}(?:[\s-]?[A-Z0-9]{3})?)\b/gi;
const LABELLED_NUMBER =
  /\b(?:(?:bank[\s-]*)?account(?:[\s-]*(?:no|number|nr))?|kontonummer|konto-?nr|bankverbindung|routing(?:[\s-]*(?:no|number))?|aba|sort[\s-]*code|blz|bankleitzahl)\b[\s:.#-]*((?:\d[\s.-]?){6,20})/gi;

/** The IBANs in a text, without blanks: of a known country, of its length, with a right checksum, however they are spaced. */
export function ibansIn(text: string): string[] {
  const compact = text.normalize('NFKC').replace(UNSEEN, '').replace(SEPARATORS, '').toUpperCase();
  const found = [...compact.matchAll(overlapping(IBAN_START))].flatMap(({ index }) => {
    const length = IBAN_LENGTHS[compact.slice(index, index + 2)];
    const iban = length === undefined ? '' : compact.slice(index, index + length);
    return iban.length === length && isIban(iban) ? [iban] : [];
  });
  return [...new Set(found)];
}

/** What in a text, as a reader sees it, says where to pay: IBANs, and BICs and account numbers that are called so. */
export function accountNumbersIn(text: string): string[] {
  const plain = text.normalize('NFKC').replace(UNSEEN, '');
  const labelled = [...plain.matchAll(LABELLED_BIC), ...plain.matchAll(LABELLED_NUMBER)].map(([, value = '']) => value);
  return [...ibansIn(text), ...labelled.map((value) => value.trim()).filter((value) => value !== '')];
}

/** ISO 7064 mod 97-10: the first four characters moved to the end, letters as numbers from 10. */
function isIban(iban: string): boolean {
  if (!/^[A-Z0-9]+$/.test(iban)) return false;
  const digits = `${iban.slice(4)}${iban.slice(0, 4)}`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  let remainder = 0;
  for (const digit of digits) remainder = (remainder * 10 + Number(digit)) % 97;
  return remainder === 1;
}

function overlapping(pattern: RegExp): RegExp {
  return new RegExp(`(?=${pattern.source})`, 'g');
}
