import { daysPastDue } from '#shared/domain/ageing.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import { type Money, total } from '#shared/domain/money.ts';
import type { TemplateValues } from '../templates/template-service.ts';
import type { Debtor, DebtorContact, OwedItem } from './debtor.ts';

export interface MessageFacts {
  readonly debtor: Debtor;
  readonly collector: { readonly name: string; readonly email: string };
  readonly companyName: string;
  readonly recipients: readonly string[];
  readonly today: CalendarDate;
  /** Of the brand that the customer belongs to; null for the company's own name. */
  readonly brandName: string | null;
}

/** What a template can be filled with. */
export function messageValues(facts: MessageFacts): TemplateValues {
  const { debtor, collector, companyName, brandName, recipients, today } = facts;
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
      'brand.name': brandName ?? companyName,
      today,
      total: items.length === 0 ? null : totalsOf(items),
      itemCount: items.length === 0 ? null : items.length,
      oldestDueOn: oldest?.dueOn ?? null,
      oldestDaysPastDue: oldest === undefined ? null : daysPast(oldest, today),
    },
    items: items.map((item) => ({
      'item.number': item.number,
      'item.issuedOn': item.issuedOn,
      'item.dueOn': item.dueOn,
      'item.daysPastDue': daysPast(item, today),
      'item.left': [item.left],
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

function daysPast({ dueOn }: OwedItem, today: CalendarDate): number {
  return Math.max(0, daysPastDue(dueOn, today));
}
