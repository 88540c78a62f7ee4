import { daysPastDue } from '#shared/domain/ageing.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import { formatMoney, type Money, total } from '#shared/domain/money.ts';
import type { TemplateValues } from '../templates/template-service.ts';
import type { Debtor, DebtorContact, OwedItem } from './debtor.ts';

export interface MessageFacts {
  readonly debtor: Debtor;
  readonly collector: { readonly name: string; readonly email: string };
  readonly companyName: string;
  readonly recipients: readonly string[];
  readonly today: CalendarDate;
  /** The language that days and amounts are written in, BCP 47. */
  readonly language: string;
}

/** What a template can be filled with, written in its language. */
export function messageValues(facts: MessageFacts): TemplateValues {
  const { debtor, collector, companyName, recipients, today, language } = facts;
  const { customer, items } = debtor;
  const [oldest] = items;
  return {
    single: {
      'customer.name': customer.name,
      'customer.number': customer.number,
      'contact.name': contactFor(customer.contacts, recipients)?.name ?? null,
      'collector.name': collector.name,
      'collector.email': collector.email,
      'company.name': companyName,
      today: dayInWords(today, language),
      total: items.length === 0 ? null : totalInWords(items, language),
      itemCount: items.length === 0 ? null : String(items.length),
      oldestDueOn: oldest === undefined ? null : dayInWords(oldest.dueOn, language),
      oldestDaysPastDue: oldest === undefined ? null : pastDueInWords(oldest, today),
    },
    items: items.map((item) => ({
      'item.number': item.number,
      'item.issuedOn': dayInWords(item.issuedOn, language),
      'item.dueOn': dayInWords(item.dueOn, language),
      'item.daysPastDue': pastDueInWords(item, today),
      'item.left': formatMoney(item.left, language),
    })),
  };
}

/** What is left of the items, one amount a currency, in the order of their codes. */
export function totalsOf(items: readonly OwedItem[]): Money[] {
  const currencies = [...new Set(items.map(({ left }) => left.currency))].sort();
  return currencies.map((currency: CurrencyCode) =>
    total(
      items.map(({ left }) => left).filter((left) => left.currency === currency),
      currency,
    ),
  );
}

/** The contact that a message is to: a recipient that is known, else whoever deals with payables, else the first. */
export function contactFor(
  contacts: readonly DebtorContact[],
  recipients: readonly string[],
): DebtorContact | undefined {
  const addresses = recipients.map((recipient) => recipient.toLowerCase());
  return (
    contacts.find(({ email }) => email !== '' && addresses.includes(email.toLowerCase())) ??
    (recipients.length > 0 ? undefined : (contacts.find(({ role }) => /payable/i.test(role)) ?? contacts[0]))
  );
}

function totalInWords(items: readonly OwedItem[], language: string): string {
  return new Intl.ListFormat(language).format(totalsOf(items).map((amount) => formatMoney(amount, language)));
}

function dayInWords(day: CalendarDate, language: string): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00:00.000Z`));
}

function pastDueInWords({ dueOn }: OwedItem, today: CalendarDate): string {
  return String(Math.max(0, daysPastDue(dueOn, today)));
}
