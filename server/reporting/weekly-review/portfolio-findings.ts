import type { CurrencyCode } from '#shared/domain/currency.ts';
import { money } from '#shared/domain/money.ts';
import { customerRef } from '../facts-refs.ts';
import type { Finding } from './review-finding.ts';
import type { ReviewPerson } from './review-people.ts';
import { medianOf, type ReviewWeek } from './review-week.ts';
import { REVIEW } from './thresholds.ts';
import { amountWords, colleaguesMedian } from './work-findings.ts';

/** Customers of their own who owe what is past due, and to whom nobody has reached out for two weeks; a line a currency. */
export function neglectedOf(week: ReviewWeek, person: ReviewPerson): Finding[] {
  const { facts, question } = week;
  const own = week.neglected.filter(({ customer }) => person.email !== null && isOwned(week, customer, person.email));
  return currenciesOf(own).map((currency) => {
    const neglected = own.filter((one) => one.currency === currency);
    const minor = neglected.reduce((sum, { pastDueMinor }) => sum + pastDueMinor, 0);
    const { length } = neglected;
    const who = length === 1 ? '1 customer of their own is' : `${length} customers of their own are`;
    return {
      collector: { id: person.id, name: person.name },
      finding: 'neglected_customers',
      says: `${who} past due with ${amountWords(minor, currency)}, and nobody has reached out to them for ${REVIEW.neglectedDays} days or more.`,
      figures: { pastDue: money(minor, currency), customers: length },
      customers: neglected.slice(0, REVIEW.customersNamed).map(({ customer }) => customerRef(facts, customer)),
      examples: [],
      opens: {
        report: 'neglected-customers',
        query: { asOf: question.to, owner: person.email ?? '', currency },
      },
    };
  });
}

/** Far fewer touches than the colleagues, and yet the cash of their own customers came, most of it with nobody's touch; a line a currency. */
export function quietWithLuck(week: ReviewWeek, person: ReviewPerson): Finding[] {
  const { email } = person;
  const median = colleaguesMedian(week, person);
  const count = week.touchesOf(person.collector).length;
  if (email === null || median === null || count > REVIEW.quietFactor * median) return [];
  const sums = portfolioSums(week);
  return [...sums].flatMap(([currency, byOwner]): Finding[] => {
    const own = byOwner.get(email);
    const others = [...byOwner].flatMap(([owner, { cash }]) => (owner === email || owner === '' ? [] : [cash]));
    const usual = medianOf(others);
    if (own === undefined || own.cash <= 0 || usual === null || own.cash < usual) return [];
    if (own.untouched < REVIEW.untouchedShare * own.cash) return [];
    const [cash, untouched] = [amountWords(own.cash, currency), amountWords(own.untouched, currency)];
    return [
      {
        collector: { id: person.id, name: person.name },
        finding: 'quiet_with_luck',
        says: `${count} touches, where the median of the colleagues is ${median}. ${cash} came from customers of their own, no less than the colleagues’ median, ${amountWords(Math.round(usual), currency)}; ${untouched} of it with nobody having reached out.`,
        figures: { untouched: money(own.untouched, currency), cash: money(own.cash, currency), touches: count },
        customers: [],
        examples: [],
        opens: { report: 'cash-by-touch', query: { ...week.period, owner: email, currency, touched: 'no' } },
      },
    ];
  });
}

interface PortfolioSum {
  readonly cash: number;
  readonly untouched: number;
}

/** The cash of the period by currency and owner of the customer, in minor units. */
function portfolioSums({ facts, cash }: ReviewWeek): Map<CurrencyCode, Map<string, PortfolioSum>> {
  const sums = new Map<CurrencyCode, Map<string, PortfolioSum>>();
  for (const { customer, currency, minor, touches } of cash) {
    const owner = facts.customers.owner(customer);
    const byOwner = sums.get(currency) ?? new Map<string, PortfolioSum>();
    const known = byOwner.get(owner) ?? { cash: 0, untouched: 0 };
    const untouched = known.untouched + (touches.length === 0 ? minor : 0);
    sums.set(currency, byOwner.set(owner, { cash: known.cash + minor, untouched }));
  }
  return new Map([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isOwned({ facts }: ReviewWeek, customer: number, email: string): boolean {
  return facts.customers.owner(customer) === email;
}

function currenciesOf(list: readonly { readonly currency: CurrencyCode }[]): CurrencyCode[] {
  return [...new Set(list.map(({ currency }) => currency))].sort();
}
