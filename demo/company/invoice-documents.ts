import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { formatMoney } from '#shared/domain/money.ts';
import { PAPER, PdfPaper } from '../../server/features/documents/pdf-paper.ts';
import { leftAtTheEnd } from './left-at-the-end.ts';
import { DEMO_TENANT } from './people.ts';
import type { SampleCompany, SampleCustomer, SampleInvoice } from './sample-company.ts';

/** How many open invoices of a customer have a document, and how many documents there are at most: each takes some 20 ms to draw. */
const OF_A_CUSTOMER = 2;
const MOST = 40;

const WORDS = {
  en: { title: 'Invoice', to: 'To', issuedOn: 'Date', dueOn: 'Due', reference: 'Your order', total: 'Total' },
  de: {
    title: 'Rechnung',
    to: 'An',
    issuedOn: 'Datum',
    dueOn: 'Fällig',
    reference: 'Ihre Bestellung',
    total: 'Gesamt',
  },
} as const;

export interface InvoiceToDocument {
  readonly invoice: SampleInvoice;
  readonly customer: SampleCustomer;
}

/** The oldest open invoices of the customers whom the sample mail is about: those that one may be asked to send again. */
export function invoicesWithDocument(company: SampleCompany): InvoiceToDocument[] {
  const left = leftAtTheEnd(company);
  const written = new Set(company.threads.map(({ expected }) => expected.customerNumber));
  const open = company.invoices
    .filter(({ number, kind }) => kind === 'invoice' && (left.get(number) ?? 0) > 0)
    .sort((a, b) => (a.dueOn === b.dueOn ? compared(a.number, b.number) : compared(a.dueOn, b.dueOn)));
  return company.customers
    .filter(({ number }) => written.has(number))
    .flatMap((customer) =>
      open
        .filter(({ customerNumber }) => customerNumber === customer.number)
        .slice(0, OF_A_CUSTOMER)
        .map((invoice) => ({ invoice, customer })),
    )
    .slice(0, MOST);
}

/** An invoice as the sample company's ERP prints it; the same bytes each time. */
export async function drawInvoice({ invoice, customer }: InvoiceToDocument): Promise<Buffer> {
  const { language, name, number: customerNumber } = customer;
  const { number, issuedOn, dueOn, reference, amount } = invoice;
  const words = WORDS[language];
  const title = `${words.title} ${number}`;
  const madeAt = new Date(`${issuedOn}T08:00:00.000Z`);
  const paper = new PdfPaper({ title, author: DEMO_TENANT.name, language, madeAt });
  const day = (on: CalendarDate) =>
    new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${on}T00:00:00.000Z`));
  paper.write({ text: DEMO_TENANT.name, x: PAPER.left, y: PAPER.top, size: 14, font: 'bold' });
  paper.write({ text: title, x: PAPER.left, y: 90, size: 18, font: 'bold' });
  const lines = [
    [words.to, `${name} (${customerNumber})`],
    [words.issuedOn, day(issuedOn)],
    [words.dueOn, day(dueOn)],
    ...(reference === '' ? [] : [[words.reference, reference]]),
  ];
  for (const [place, [label = '', value = '']] of lines.entries()) {
    const y = 140 + place * 18;
    paper.write({ text: label, x: PAPER.left, y, size: 10 });
    paper.write({ text: value, x: 160, y, size: 10, width: PAPER.right - 160 });
  }
  paper.rule(240);
  paper.write({ text: words.total, x: PAPER.left, y: 250, size: 11, font: 'bold' });
  const total = formatMoney(amount, language);
  paper.write({ text: total, x: PAPER.right, y: 250, size: 11, font: 'bold', align: 'end' });
  return paper.finish(() => undefined);
}

function compared(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
