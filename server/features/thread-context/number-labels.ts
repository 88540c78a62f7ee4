/** What a number in a mail is said to be: one of our documents, a customer's number, or anything else. */
export type NumberAbout = 'document' | 'customer' | 'other';

const DOCUMENT =
  'invoice invoices invoicenumber invoicenumbers invoiceno invoicenos inv invs bill bills rechnung rechnungen rechnungsnummer rechnungsnummern rechnungsnr rechnungnr rg rgnr renr reno facture factures factura facturas fattura fatture faktura faktury factuur facturen credit gutschrift gutschriften gutschriftsnummer avoir document documents doc docs beleg belege belegnummer belegnr';
const CUSTOMER =
  'customer customers customernumber customerno kunde kunden kundennummer kundennr kdnr kd client clientno debitor debitorennummer debitornr acct account accountno';
const OTHER =
  'po pos ponumber pono purchase order orders orderno ordernumber bestellung bestellungen bestellnummer bestellnr auftrag auftragsnummer auftragsnr ticket tickets case cases delivery lieferschein lieferscheinnr lieferscheinnummer ls tracking shipment sendung sendungsnummer parcel iban bic swift konto kontonummer ktonr blz bank sortcode vat vatid ust ustid ustidnr uid ein tin tax steuernummer hrb hra siret siren kvk tel telefon telephone phone ph t m f d p fax mobile mobil handy cell zip plz postcode quote quotation quoteno angebot angebotsnummer angebotsnr rfq contract vertrag vertragsnummer project projekt cheque check serial article artikel artikelnummer sku item part pin code room suite extension ext';
/** Stand between a label and its number, or between two numbers, and change nothing. */
const BETWEEN =
  'no nr nos num memo note notes number numbers nummer nummern n numero and und et y e or oder sowie plus from of dated date vom datum du del confirmation bestätigung our your ihre ihr unsere unser ref reference id';

const ABOUT: ReadonlyMap<string, NumberAbout | 'between'> = new Map([
  ...entries(DOCUMENT, 'document'),
  ...entries(CUSTOMER, 'customer'),
  ...entries(OTHER, 'other'),
  ...entries(BETWEEN, 'between'),
]);

/** Letters that customers write right before one of our numbers: `INV-104233`, `Re.Nr.104233`. */
const DOCUMENT_PREFIXES: ReadonlySet<string> = new Set('re rn fa fac fact fv ft cm cn gs dm dn'.split(' '));

/** What a word says of the numbers after it; `between` where it leaves that as it was, null where it ends it. */
export function labelOf(word: string): NumberAbout | 'between' | null {
  const letters = lettersOf(word);
  return letters === '' ? 'between' : (ABOUT.get(letters) ?? null);
}

/** What letters say that are written in one with a number: `PO4711` is an order. Null where they say nothing that is known. */
export function prefixLabelOf(prefix: string): NumberAbout | null {
  const letters = lettersOf(prefix);
  if (DOCUMENT_PREFIXES.has(letters)) return 'document';
  const about = ABOUT.get(letters);
  return about === undefined || about === 'between' ? null : about;
}

function lettersOf(word: string): string {
  return word.toLowerCase().replace(/[^\p{L}]+/gu, '');
}

function entries(words: string, about: NumberAbout | 'between'): [string, NumberAbout | 'between'][] {
  return words.split(' ').map((word) => [word, about]);
}
