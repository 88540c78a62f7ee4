import type { OpenInvoice, OpenPayment } from '../../server/features/cash-application/matching/match.ts';
import { addDays, calendarDate } from '../../shared/domain/calendar-date.ts';
import { damagedName, damagedNumber } from './damaged-text.ts';
import { SeededChoice } from './seeded-choice.ts';

/** How the invoices of a set are numbered and what amounts they have. */
export type PaymentSetStyle = 'long' | 'short' | 'round';

/** What can be wrong with a match; a set has several in one. */
export type Fault = 'reference' | 'name' | 'deduction' | 'merged' | 'account';
const FAULTS: readonly Fault[] = ['reference', 'name', 'deduction', 'merged', 'account'];

export interface GeneratedMatch {
  readonly category: 'one_to_one' | 'several_payments' | 'several_invoices';
  readonly faults: readonly Fault[];
  readonly invoiceIds: readonly string[];
  readonly paymentIds: readonly string[];
}

export interface PaymentSet {
  readonly invoices: readonly OpenInvoice[];
  readonly payments: readonly OpenPayment[];
  readonly matches: readonly GeneratedMatch[];
}

export interface PaymentSetPlan {
  readonly seed: number;
  readonly style: PaymentSetStyle;
  readonly matches: number;
  readonly customers: number;
  /** How many faults a match has at most. */
  readonly faults: number;
}

const FIRST_DAY = calendarDate('2025-01-02');
const DAYS = 500;
const WORDS =
  'Alder Birch Cedar Dogwood Elm Fir Ginkgo Hazel Ilex Juniper Kauri Larch Maple Nutmeg Oak Pine Quince Rowan Spruce Teak'.split(
    ' ',
  );
const TRADES = ['Logistics', 'Foods', 'Machinery', 'Trading', 'Textiles', 'Energy', 'Papers', 'Optics'];
const FORMS = ['GmbH', 'Ltd.', 'S.A.', 'Inc.', 'B.V.', 'KG'];
const CURRENCIES = ['EUR', 'USD', 'JPY', 'KWD'];
const OPENINGS = ['', 'Invoice ', 'RECHNUNG ', 'payment of ', 'Ref ', 'FACT '];

interface Customer {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly accounts: readonly string[];
  readonly opening: string;
  readonly separator: string;
}

/** Makes sets of payments and invoices with known matches, several faults in each, besides payments for nothing that is there and invoices that nobody pays. Made from the plan alone. */
export function paymentSet(plan: PaymentSetPlan): PaymentSet {
  return new Generator(plan).made();
}

class Generator {
  private readonly choice: SeededChoice;
  private readonly customers: readonly Customer[];
  private readonly invoices: OpenInvoice[] = [];
  private readonly payments: OpenPayment[] = [];
  private readonly matches: GeneratedMatch[] = [];
  private readonly numbers = new Set<string>();

  constructor(private readonly plan: PaymentSetPlan) {
    this.choice = new SeededChoice(plan.seed);
    this.customers = Array.from({ length: plan.customers }, (_, at) => this.customer(at));
  }

  made(): PaymentSet {
    for (let at = 0; at < this.plan.matches; at += 1) {
      this.match();
      if (this.choice.chance(0.1)) this.invoice(this.choice.of(this.customers));
      if (this.choice.chance(0.05)) this.strayPayment();
    }
    return {
      invoices: this.choice.shuffled(this.invoices),
      payments: this.choice.shuffled(this.payments),
      matches: this.matches,
    };
  }

  private customer(at: number): Customer {
    const { choice } = this;
    const name = `${choice.of(WORDS)} ${choice.of(WORDS)} ${choice.of(TRADES)} ${choice.of(FORMS)}`;
    const account = () => `DE${choice.digits(20)}`;
    return {
      id: `C${String(at).padStart(5, '0')}`,
      name,
      currency: choice.of(CURRENCIES),
      accounts: [account(), account()],
      opening: choice.of(OPENINGS),
      separator: choice.of([', ', ' + ', ' / ', ' ']),
    };
  }

  private invoice(customer: Customer): OpenInvoice {
    const issuedOn = addDays(FIRST_DAY, this.choice.below(DAYS));
    const invoice: OpenInvoice = {
      id: `I${String(this.invoices.length).padStart(6, '0')}`,
      ...this.numbering(),
      customerId: customer.id,
      customerNames: [customer.name],
      companyCode: '',
      currency: customer.currency,
      left: this.amount(),
      issuedOn,
      dueOn: addDays(issuedOn, this.choice.of([7, 14, 30, 60])),
      disputed: false,
      discounts: [],
    };
    this.invoices.push(invoice);
    return invoice;
  }

  private numbering(): Pick<OpenInvoice, 'number' | 'otherNumbers'> {
    if (this.plan.style !== 'long')
      return { number: `RE-2025-${String(10_001 + this.invoices.length)}`, otherNumbers: [] };
    return {
      number: this.unique(() => `45${this.choice.digits(8)}`),
      otherNumbers: [this.unique(() => `ZN0000000${this.choice.digits(6)}`)],
    };
  }

  private unique(make: () => string): string {
    const number = make();
    if (this.numbers.has(number)) return this.unique(make);
    this.numbers.add(number);
    return number;
  }

  private amount(): number {
    if (this.plan.style === 'round') return this.choice.of([9_900, 10_000, 25_000, 49_900, 50_000, 120_000, 150_000]);
    return 1_000 + this.choice.below(20_000_000);
  }

  private match(): void {
    const category = this.choice.of(['one_to_one', 'one_to_one', 'several_payments', 'several_invoices'] as const);
    const customer = this.choice.of(this.customers);
    const faults = this.choice.shuffled(FAULTS).slice(0, this.choice.below(this.plan.faults + 1));
    const invoices = Array.from({ length: category === 'several_invoices' ? 2 + this.choice.below(4) : 1 }, () =>
      this.invoice(customer),
    );
    const total = invoices.reduce((sum, { left }) => sum + left, 0);
    const paid = faults.includes('deduction') ? total - 1 - this.choice.below(Math.ceil(total * 0.005)) : total;
    const amounts = category === 'several_payments' ? this.parted(paid) : [paid];
    const payments = amounts.map((left) => this.payment(customer, { invoices, left, faults }));
    this.matches.push({
      category,
      faults,
      invoiceIds: invoices.map(({ id }) => id),
      paymentIds: payments.map(({ id }) => id),
    });
  }

  private parted(total: number): number[] {
    const first = 1 + Math.floor(total * (0.15 + this.choice.fraction() * 0.3));
    const second = 1 + Math.floor(total * (0.15 + this.choice.fraction() * 0.3));
    return this.choice.chance(0.7) ? [first, total - first] : [first, second, total - first - second];
  }

  private payment(
    customer: Customer,
    { invoices, left, faults }: { invoices: readonly OpenInvoice[]; left: number; faults: readonly Fault[] },
  ): OpenPayment {
    const { choice } = this;
    const latest =
      invoices
        .map(({ issuedOn }) => issuedOn)
        .sort()
        .at(-1) ?? FIRST_DAY;
    const payment: OpenPayment = {
      id: `P${String(this.payments.length).padStart(6, '0')}`,
      currency: customer.currency,
      left,
      on: addDays(latest, choice.below(70)),
      payerName: faults.includes('name') ? damagedName(customer.name, choice) : customer.name,
      payerAccount: faults.includes('account') ? `FR${choice.digits(22)}` : choice.of(customer.accounts),
      text: this.text(customer, invoices, faults),
      remittance: [],
      customerId: null,
    };
    this.payments.push(payment);
    return payment;
  }

  private text({ opening, separator }: Customer, invoices: readonly OpenInvoice[], faults: readonly Fault[]): string {
    const { choice } = this;
    const named = invoices.map(({ number, otherNumbers }) => choice.of([number, ...otherNumbers]));
    const written = faults.includes('reference') ? named.map((number) => damagedNumber(number, choice)) : named;
    const isMerged = faults.includes('merged');
    const noise = choice.chance(0.2) ? ` ${choice.digits(4 + choice.below(8))}` : '';
    return `${isMerged ? opening.trim() : opening}${written.join(isMerged ? '' : separator)}${noise}`;
  }

  /** Money for something that is not in the set, from a customer that is. */
  private strayPayment(): void {
    const customer = this.choice.of(this.customers);
    const text = `${customer.opening}${this.plan.style === 'long' ? `45${this.choice.digits(8)}` : `RE-2024-${this.choice.digits(5)}`}`;
    const payment = this.payment(customer, { invoices: [], left: this.amount(), faults: [] });
    this.payments[this.payments.length - 1] = { ...payment, on: addDays(FIRST_DAY, this.choice.below(DAYS)), text };
  }
}
