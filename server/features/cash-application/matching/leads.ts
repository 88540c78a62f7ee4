import type { Board } from './board.ts';
import { CloseNumbers, leadBetween } from './close-numbers.ts';
import {
  bySureness,
  isAtLeastAsSure,
  isAtSamePlace,
  isNamed,
  type Lead,
  surestByInvoice,
  withoutContained,
} from './lead.ts';
import { canStandWithin, creditorReferencesIn, NumberIndex, numbersOf } from './number-index.ts';
import type { OpenAmounts } from './open-amounts.ts';
import type { Payers } from './payers.ts';
import { plainNumber, WrittenText } from './written-text.ts';

/** A payer that may be one of more customers than this is as good as unknown. */
const MOST_CUSTOMERS = 5;
const MOST_LEADS = 40;

/** Which numbers may be meant: only those that stand in the text as they are, or damaged ones too. */
export type Numbers = 'named' | 'close';

/** Which open invoices the texts of payments lead to. What a text says is read once; what is open is looked at each time. */
export class Leads {
  private readonly index: NumberIndex;
  private readonly texts = new Map<number, WrittenText>();
  private readonly named = new Map<number, readonly Lead[]>();
  private readonly close = new Map<number, { readonly customers: string; readonly leads: readonly Lead[] }>();
  private readonly comparisons = new Map<number, Map<number, readonly Lead[]>>();
  private readonly closeNumbers = new Map<string, CloseNumbers>();

  constructor(
    private readonly board: Board,
    private readonly payers: Payers,
    private readonly amounts: OpenAmounts,
  ) {
    this.index = new NumberIndex(board.invoices);
  }

  /** The leads of a payment to what it can pay, the surest to each invoice. */
  of(payment: number, numbers: Numbers): Lead[] {
    const open = this.all(payment, numbers).filter(({ invoice }) => this.board.canPay(payment, invoice));
    return surestByInvoice(open).sort(bySureness).slice(0, MOST_LEADS);
  }

  /** Whether nothing but these invoices, and others of the same number, is named as well by the same stretch of the text: of all that was there to be paid, open still or not. */
  isOnly(lead: Lead, claimed: readonly number[]): boolean {
    return !this.all(lead.payment, 'close').some(
      (other) =>
        !claimed.includes(other.invoice) &&
        !this.isOfSameNumber(other, lead) &&
        isAtLeastAsSure(other, lead) &&
        isAtSamePlace(other, lead),
    );
  }

  /** Those that numbers in fields made for them lead to. */
  inField(payment: number, number: string): Lead[] {
    const leads = this.index.namedInField(payment, number);
    return surestByInvoice(leads.filter(({ invoice }) => this.board.canPay(payment, invoice)));
  }

  /** Whether a payment's text names, letter by letter, an invoice that is open and none of these. */
  namesOther(payment: number, than: readonly number[]): boolean {
    return this.of(payment, 'named').some((lead) => !than.includes(lead.invoice) && isNamed(lead));
  }

  /** Whether the text names, letter by letter, an invoice that was there to be paid, open still or not. */
  namesAny(payment: number): boolean {
    return this.namedBy(payment).some(
      (lead) => isNamed(lead) && this.payers.standing(payment, this.customerOf(lead)) !== 'another',
    );
  }

  private all(payment: number, numbers: Numbers): readonly Lead[] {
    return numbers === 'named' ? this.namedBy(payment) : [...this.namedBy(payment), ...this.closeTo(payment)];
  }

  private isOfSameNumber(one: Lead, other: Lead): boolean {
    return one.number === other.number && this.customerOf(one) === this.customerOf(other);
  }

  private customerOf({ invoice }: Lead): string {
    return this.board.invoice(invoice).customerId;
  }

  private textOf(payment: number): WrittenText {
    const known = this.texts.get(payment) ?? new WrittenText(this.board.payment(payment).text);
    this.texts.set(payment, known);
    return known;
  }

  private namedBy(payment: number): readonly Lead[] {
    const known = this.named.get(payment);
    if (known !== undefined) return known;
    const { text } = this.board.payment(payment);
    const references = creditorReferencesIn(text).flatMap((number) => this.index.namedInField(payment, number));
    const leads = withoutContained([...references, ...this.index.namedBy(payment, this.textOf(payment))]);
    this.named.set(payment, leads);
    return leads;
  }

  private closeTo(payment: number): readonly Lead[] {
    return [...this.closeOfPayer(payment), ...this.closeByAmount(payment)];
  }

  private closeOfPayer(payment: number): readonly Lead[] {
    const { customers } = this.payers.of(payment);
    if (customers.length === 0 || customers.length > MOST_CUSTOMERS) return [];
    const known = this.close.get(payment);
    const key = customers.join(' ');
    if (known?.customers === key) return known.leads;
    const leads = customers.flatMap((customer) => this.closeNumbersOf(customer).near(payment, this.textOf(payment)));
    this.close.set(payment, { customers: key, leads });
    return leads;
  }

  /** Whoever paid, an invoice of just that amount is held against the text letter by letter. */
  private closeByAmount(payment: number): Lead[] {
    const { currency } = this.board.payment(payment);
    const invoices = this.amounts.invoicesOf(currency, this.board.leftOfPayment(payment));
    return invoices.slice(0, MOST_LEADS).flatMap((invoice) => this.compared(payment, invoice));
  }

  private compared(payment: number, invoice: number): readonly Lead[] {
    const before = this.comparisons.get(payment) ?? new Map<number, readonly Lead[]>();
    this.comparisons.set(payment, before);
    const known = before.get(invoice);
    if (known !== undefined) return known;
    const leads = numbersOf(this.board.invoice(invoice)).flatMap((number) => {
      const plain = plainNumber(number);
      if (!canStandWithin(plain)) return [];
      return leadBetween({ payment, invoice, number, plain }, this.textOf(payment)) ?? [];
    });
    before.set(invoice, leads);
    return leads;
  }

  private closeNumbersOf(customer: string): CloseNumbers {
    const known = this.closeNumbers.get(customer);
    if (known !== undefined) return known;
    const made = new CloseNumbers(this.board.invoicesOf.get(customer) ?? [], (at) => this.board.invoice(at));
    this.closeNumbers.set(customer, made);
    return made;
  }
}
