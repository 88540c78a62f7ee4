import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { type CurrencyCode, currencyCode } from '#shared/domain/currency.ts';
import { money } from '#shared/domain/money.ts';
import { makeContacts } from './contacts.ts';
import { makeHabit, stopsBillingOn } from './habits.ts';
import { type CompanyName, companyNames } from './names.ts';
import { DEMO_USERS } from './people.ts';
import type { Random } from './random.ts';
import type { SampleCustomer } from './sample-company.ts';
import { SHAPES } from './shapes.ts';

const CUSTOMER_COUNT = 150;

/** A customer with what its invoices are made from. */
export interface CustomerPlan {
  readonly customer: SampleCustomer;
  /** Days from one invoice to the next, on average. */
  readonly invoiceEveryDays: number;
  /** What an invoice comes to about, in minor units. */
  readonly typicalMinor: number;
  /** No invoices from this day on; null for a customer who still buys. */
  readonly billedUntil: CalendarDate | null;
}

const SIZES = [
  { share: 15, invoiceEveryDays: 4.5, typicalMinor: 620_000, creditLimit: 250_000_00 },
  { share: 60, invoiceEveryDays: 11.5, typicalMinor: 310_000, creditLimit: 80_000_00 },
  { share: 75, invoiceEveryDays: 30, typicalMinor: 140_000, creditLimit: 20_000_00 },
] as const;
type Size = (typeof SIZES)[number];

/** Those whose shape only shows in many invoices are large. */
const LARGE: readonly string[] = [SHAPES.neglected, SHAPES.dunnedTwice.customerNumber, ...SHAPES.dayTwelvePayers];
const MEDIUM: readonly string[] = [
  SHAPES.paysOnlyAfterCall,
  SHAPES.doNotContact,
  SHAPES.umlauts,
  ...SHAPES.twoCurrencies,
  ...SHAPES.sharedPayablesAddress.customerNumbers,
  ...SHAPES.group.subsidiaries,
  ...SHAPES.freeMail.customerNumbers,
];

const GROUP: readonly string[] = [SHAPES.group.parent, ...SHAPES.group.subsidiaries];
const FREE_MAIL: readonly string[] = SHAPES.freeMail.customerNumbers;
const TWO_CURRENCIES: readonly string[] = SHAPES.twoCurrencies;
const EUR = currencyCode('EUR');
const USD = currencyCode('USD');

/** All customers of the sample company, in the order of their numbers. */
export function makeCustomers(lastDay: CalendarDate, random: Random): CustomerPlan[] {
  const names = {
    en: companyNames('en', random.of('english names')),
    de: companyNames('de', random.of('german names')),
  };
  const sizes = sizesOf(random.of('sizes'));
  const plans: CustomerPlan[] = [];
  for (let index = 1; index <= CUSTOMER_COUNT; index += 1) {
    const number = `C${10_000 + index}`;
    const own = random.of(number);
    const language = languageOf(number, index);
    const name = nameOf(number, names[language].pop());
    const size = sizes.get(number);
    if (name === undefined || size === undefined) throw new RangeError('There are fewer names than customers.');
    plans.push({
      customer: makeCustomer({ number, index, language, name, size, lastDay }, own),
      invoiceEveryDays: size.invoiceEveryDays,
      typicalMinor: size.typicalMinor,
      billedUntil: stopsBillingOn(number, lastDay),
    });
  }
  return plans;
}

interface Identity {
  readonly number: string;
  readonly index: number;
  readonly language: 'en' | 'de';
  readonly name: CompanyName;
  readonly size: Size;
  readonly lastDay: CalendarDate;
}

function makeCustomer({ number, index, language, name, size, lastDay }: Identity, random: Random): SampleCustomer {
  const currencies = currenciesOf(number, index);
  const ownerEmail = ownerOf(number, index);
  const habit = makeHabit({ number, ownerEmail, lastDay }, random.of('habit'));
  return {
    number,
    name: name.name,
    otherNames: name.otherNames,
    parentNumber: (SHAPES.group.subsidiaries as readonly string[]).includes(number) ? SHAPES.group.parent : '',
    contacts: makeContacts({ number, domain: name.domain, language }, random),
    mailDomains: FREE_MAIL.includes(number) ? [] : [name.domain],
    ownerEmail,
    creditLimit: money(size.creditLimit, currencies[0] ?? EUR),
    // Invoices are of working days, so 30 days and twelve more end on a working day again: day twelve is day twelve.
    termDays: habit.kind === 'fixed_day' ? 30 : random.pick([14, 30, 30, 30, 45, 60]),
    discountPercent: index % 25 === 8 ? 2 : 0,
    currencies,
    language,
    doNotContact: number === SHAPES.doNotContact,
    habit,
  };
}

function nameOf(number: string, name: CompanyName | undefined): CompanyName | undefined {
  if (name === undefined) return name;
  if (number === SHAPES.umlauts) return { name: 'Mützenbär & Söhne KG', otherNames: [], domain: 'muetzenbaer.example' };
  if (FREE_MAIL.includes(number)) return { ...name, domain: SHAPES.freeMail.domain };
  const inGroup = GROUP.indexOf(number);
  if (inGroup < 0) return name;
  const part = ['Holding AB', 'Shipyards AB', 'Instruments Ltd', 'Energie GmbH'][inGroup] ?? '';
  return { name: `Norrhaven ${part}`, otherNames: [], domain: SHAPES.group.domain };
}

function languageOf(number: string, index: number): 'en' | 'de' {
  if (number === SHAPES.umlauts) return 'de';
  if (GROUP.includes(number) || index % 6 === 4) return 'en';
  return index % 2 === 1 || index % 10 === 8 ? 'de' : 'en';
}

function currenciesOf(number: string, index: number): CurrencyCode[] {
  if (TWO_CURRENCIES.includes(number)) return [EUR, USD];
  return index % 6 === 4 ? [USD] : [EUR];
}

/** The collectors own the customers in turn; a group is in one hand. */
function ownerOf(number: string, index: number): string {
  const collectors = DEMO_USERS.filter(({ role }) => role === 'collector');
  const turn = GROUP.includes(number) ? 2 : (index - 1) % collectors.length;
  return collectors[turn]?.email ?? '';
}

function sizesOf(random: Random): Map<string, Size> {
  const [large, medium, small] = SIZES;
  const numbers = Array.from({ length: CUSTOMER_COUNT }, (_, index) => `C${10_001 + index}`);
  const others = random.shuffled(numbers.filter((number) => !LARGE.includes(number) && !MEDIUM.includes(number)));
  const largeOnes = [...LARGE, ...others.splice(0, large.share - LARGE.length)];
  const mediumOnes = [...MEDIUM, ...others.splice(0, medium.share - MEDIUM.length)];
  return new Map([
    ...largeOnes.map((number): [string, Size] => [number, large]),
    ...mediumOnes.map((number): [string, Size] => [number, medium]),
    ...others.map((number): [string, Size] => [number, small]),
  ]);
}
