import { TOUCH_WINDOW_DAYS } from '#shared/domain/touch.ts';
import { byteColumn, wholeColumn, wideColumn } from './column.ts';
import { LastTouchTable } from './last-touch-table.ts';
import { OrderedPlaces } from './ordered-places.ts';

const NOBODY = -1;

/** An attempt or contact. Customers, collectors, items and currencies are the numbers that the caller gives them; days are numbers. */
export interface TouchingContact {
  readonly customer: number;
  readonly collector: number;
  readonly day: number;
  /** Milliseconds since 1970, and the number in the log: of two on one day the later one counts. */
  readonly at: number;
  readonly seq: number;
  /** Those that it names; empty where it is about the customer as a whole. */
  readonly items: readonly number[];
}

/** Part of a payment: what of it stands on one item, or, with -1, on none. */
export interface CashPart {
  readonly customer: number;
  readonly item: number;
  readonly currency: number;
  /** The value date. */
  readonly day: number;
  readonly minor: number;
}

/**
 * Cash by the collector who touched it last on the 14 days before its value date, and by month, kept up event by event: contacts and parts may come and go in any order,
 * late ones too, and the table is always the one that all of them together give. Touched is not caused.
 */
export class LastTouch {
  private readonly contacts = {
    customer: wholeColumn(),
    collector: wholeColumn(),
    day: wholeColumn(),
    at: wideColumn(),
    seq: wideColumn(),
  };
  private readonly named: (readonly number[])[] = [];
  private readonly parts = {
    customer: wholeColumn(),
    item: wholeColumn(),
    currency: byteColumn(),
    day: wholeColumn(),
    minor: wideColumn(),
    contact: wholeColumn(),
  };
  private readonly contactsOf: OrderedPlaces[] = [];
  private readonly partsOf: OrderedPlaces[] = [];
  /** By customer a day after which it has no part: most contacts come after all of them, and then need look no further. */
  private readonly noPartAfter = wholeColumn();
  readonly table = new LastTouchTable();

  /** Takes a contact and answers its handle. */
  addContact({ customer, collector, day, at, seq, items }: TouchingContact): number {
    const { contacts } = this;
    const contact = contacts.day.length;
    contacts.customer.push(customer);
    contacts.collector.push(collector);
    contacts.day.push(day);
    contacts.at.push(at);
    contacts.seq.push(seq);
    this.named.push(items);
    const ofCustomer = listOf(this.contactsOf, customer);
    ofCustomer.insert(
      ofCustomer.firstNot((other) => this.isEarlier(other, contact)),
      contact,
    );
    this.eachPartAfter(contact, (part) => {
      const last = this.parts.contact.at(part);
      const isLater = last === NOBODY || this.isEarlier(last, contact);
      if (isLater && this.isAbout(contact, this.parts.item.at(part))) this.credit(part, contact);
    });
    return contact;
  }

  removeContact(contact: number): void {
    const ofCustomer = listOf(this.contactsOf, this.contacts.customer.at(contact));
    ofCustomer.removeAt(ofCustomer.firstNot((other) => this.isEarlier(other, contact)));
    this.eachPartAfter(contact, (part) => {
      if (this.parts.contact.at(part) === contact) this.credit(part, this.lastBefore(part));
    });
  }

  /** Takes part of a payment and answers its handle. */
  addPart({ customer, item, currency, day, minor }: CashPart): number {
    const { parts } = this;
    const part = parts.day.length;
    parts.customer.push(customer);
    parts.item.push(item);
    parts.currency.push(currency);
    parts.day.push(day);
    parts.minor.push(minor);
    parts.contact.push(NOBODY);
    this.expectNoPartAfter(customer, day);
    const ofCustomer = listOf(this.partsOf, customer);
    ofCustomer.insert(
      ofCustomer.firstNot((other) => parts.day.at(other) <= day),
      part,
    );
    this.credit(part, this.lastBefore(part));
    return part;
  }

  removePart(part: number): void {
    this.credit(part, NOBODY);
    const { customer, day } = this.parts;
    const ofCustomer = listOf(this.partsOf, customer.at(part));
    let position = ofCustomer.firstNot((other) => day.at(other) < day.at(part));
    while (position < ofCustomer.length && ofCustomer.at(position) !== part) position += 1;
    ofCustomer.removeAt(position);
  }

  private isEarlier(one: number, other: number): boolean {
    const { day, at, seq } = this.contacts;
    const by = day.at(one) - day.at(other) || at.at(one) - at.at(other) || seq.at(one) - seq.at(other);
    return by < 0;
  }

  private isAbout(contact: number, item: number): boolean {
    const items = this.named[contact];
    return items === undefined || items.length === 0 || items.includes(item);
  }

  /** The parts whose value date lies in the days on which a contact counts. */
  private eachPartAfter(contact: number, take: (part: number) => void): void {
    const day = this.contacts.day.at(contact);
    const customer = this.contacts.customer.at(contact);
    if (customer >= this.noPartAfter.length || this.noPartAfter.at(customer) <= day) return;
    const ofCustomer = this.partsOf[customer];
    if (ofCustomer === undefined) return;
    const days = this.parts.day;
    for (let at = ofCustomer.firstNot((part) => days.at(part) <= day); at < ofCustomer.length; at += 1) {
      const part = ofCustomer.at(at);
      if (days.at(part) > day + TOUCH_WINDOW_DAYS) return;
      take(part);
    }
  }

  private expectNoPartAfter(customer: number, day: number): void {
    while (this.noPartAfter.length <= customer) this.noPartAfter.push(-(2 ** 31));
    if (day > this.noPartAfter.at(customer)) this.noPartAfter.set(customer, day);
  }

  private lastBefore(part: number): number {
    const { customer, day, item } = this.parts;
    const ofCustomer = this.contactsOf[customer.at(part)];
    if (ofCustomer === undefined) return NOBODY;
    const [valueDate, days] = [day.at(part), this.contacts.day];
    for (let at = ofCustomer.firstNot((contact) => days.at(contact) < valueDate) - 1; at >= 0; at -= 1) {
      const contact = ofCustomer.at(at);
      if (days.at(contact) < valueDate - TOUCH_WINDOW_DAYS) return NOBODY;
      if (this.isAbout(contact, item.at(part))) return contact;
    }
    return NOBODY;
  }

  private credit(part: number, contact: number): void {
    const { currency, day, minor, contact: credited } = this.parts;
    const before = credited.at(part);
    if (before === contact) return;
    credited.set(part, contact);
    const cash = { day: day.at(part), currency: currency.at(part), minor: minor.at(part) };
    if (before !== NOBODY) this.table.take(this.contacts.collector.at(before), cash, -1);
    if (contact !== NOBODY) this.table.take(this.contacts.collector.at(contact), cash, 1);
  }
}

function listOf(lists: OrderedPlaces[], customer: number): OrderedPlaces {
  const known = lists[customer];
  if (known !== undefined) return known;
  for (let place = lists.length; place <= customer; place += 1) lists.push(new OrderedPlaces());
  return lists[customer] ?? new OrderedPlaces();
}
