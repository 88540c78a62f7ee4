import { addDays, type CalendarDate } from '#shared/domain/calendar-date.ts';
import { leftAtTheEnd } from '../left-at-the-end.ts';
import type { SampleBooks, SampleContact, SampleCustomer, SampleInvoice } from '../sample-company.ts';
import { SHAPES } from '../shapes.ts';

/** A customer on the scene, with the invoices a mail may be about. */
export interface Role {
  readonly customer: SampleCustomer;
  readonly contact: SampleContact;
  /** Never disputed, ten days to a year past due, and nothing of it paid, oldest first. */
  readonly pastDue: readonly SampleInvoice[];
  /** All of which something is left, disputed or not, due or not. */
  readonly open: readonly SampleInvoice[];
  /** All, paid or not, latest first. */
  readonly latest: readonly SampleInvoice[];
  /** Paid in full within the last days. */
  readonly justPaid: readonly SampleInvoice[];
  readonly disputed: readonly SampleInvoice[];
}

/** What a scene wants of a customer. */
export interface Wish {
  readonly owner?: string;
  /** Given up where nobody fits otherwise. */
  readonly language?: 'en' | 'de' | null;
  readonly has?: 'open' | 'pastDue' | 'justPaid' | 'disputed';
  /** How many of those; 1 unless said. */
  readonly count?: number;
}

const KEPT_FOR_THEIR_SHAPE: readonly string[] = [
  SHAPES.neglected,
  SHAPES.doNotContact,
  SHAPES.writtenOff,
  SHAPES.paysOnlyAfterCall,
  SHAPES.dunnedTwice.customerNumber,
  SHAPES.group.parent,
  SHAPES.umlauts,
  ...SHAPES.dayTwelvePayers,
  ...SHAPES.group.subsidiaries,
  ...SHAPES.sharedPayablesAddress.customerNumbers,
  ...SHAPES.freeMail.customerNumbers,
  ...SHAPES.twoCurrencies,
];

/** Finds for each scene a customer who fits; nobody plays twice. */
export class Cast {
  private readonly roles: ReadonlyMap<string, Role>;
  private readonly taken = new Set<string>(KEPT_FOR_THEIR_SHAPE);
  readonly lastDay: CalendarDate;

  constructor(books: SampleBooks) {
    this.lastDay = books.lastDay;
    this.roles = rolesIn(books);
  }

  /** A customer that a shape names. */
  named(number: string): Role {
    const role = this.roles.get(number);
    if (role === undefined) throw new RangeError(`There is no customer ${number}.`);
    return role;
  }

  /** A customer who fits: first of the owner's, then anybody's. Throws RangeError where nobody fits. */
  find(wish: Wish): Role {
    const free = [...this.roles.values()].filter(({ customer }) => !this.taken.has(customer.number));
    const inLanguage = free.filter((role) => fits(role, wish));
    const fitting = inLanguage.length > 0 ? inLanguage : free.filter((role) => fits(role, { ...wish, language: null }));
    const role = fitting.find(({ customer }) => customer.ownerEmail === wish.owner) ?? fitting[0];
    if (role === undefined) throw new RangeError(`Nobody fits ${JSON.stringify(wish)}.`);
    this.taken.add(role.customer.number);
    return role;
  }
}

function fits(role: Role, { language = null, has, count = 1 }: Wish): boolean {
  if (language !== null && role.customer.language !== language) return false;
  return has === undefined || role[has].length >= count;
}

function rolesIn(books: SampleBooks): Map<string, Role> {
  const left = leftAtTheEnd(books);
  const newly = new Set(
    books.applications.filter(({ on }) => on >= addDays(books.lastDay, -6)).map(({ invoiceNumber }) => invoiceNumber),
  );
  const isLongDue = ({ dueOn }: SampleInvoice): boolean =>
    dueOn <= addDays(books.lastDay, -10) && dueOn >= addDays(books.lastDay, -365);
  const byCustomer = new Map<string, SampleInvoice[]>(books.customers.map(({ number }) => [number, []]));
  for (const invoice of books.invoices) byCustomer.get(invoice.customerNumber)?.push(invoice);
  const roles = new Map<string, Role>();
  for (const customer of books.customers) {
    const [contact] = customer.contacts;
    const invoices = (byCustomer.get(customer.number) ?? []).filter(({ kind }) => kind === 'invoice');
    const open = invoices.filter(({ number }) => (left.get(number) ?? 0) > 0);
    if (contact === undefined) continue;
    roles.set(customer.number, {
      customer,
      contact,
      pastDue: open.filter(
        (invoice) =>
          invoice.disputeStatus !== 'disputed' &&
          isLongDue(invoice) &&
          left.get(invoice.number) === invoice.amount.minor,
      ),
      open,
      latest: invoices.toReversed(),
      justPaid: invoices.filter(({ number }) => left.get(number) === 0 && newly.has(number)),
      disputed: open.filter(({ disputeStatus }) => disputeStatus === 'disputed'),
    });
  }
  return roles;
}
