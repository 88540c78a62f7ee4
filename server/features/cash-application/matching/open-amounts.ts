import { type Board, grouped } from './board.ts';

/** An amount that is found by chance more often than once in so many times tells nothing. */
const CHANCE = 1_000;
const LEAST_DIGITS = 5;

/** The open invoices and payments by their amounts. */
export class OpenAmounts {
  private version = -1;
  private invoices = new Map<string, number[]>();
  private payments = new Map<string, number[]>();

  constructor(private readonly board: Board) {}

  /** The invoices that an amount settles. */
  invoicesOf(currency: string, amount: number): readonly number[] {
    this.refresh();
    return this.invoices.get(key(currency, amount)) ?? [];
  }

  /** The payments of which just that is left. */
  paymentsOf(currency: string, amount: number): readonly number[] {
    this.refresh();
    return this.payments.get(key(currency, amount)) ?? [];
  }

  private refresh(): void {
    const { board } = this;
    if (this.version === board.version) return;
    this.version = board.version;
    this.payments = grouped(board.openPayments(), (at) => key(board.payment(at).currency, board.leftOfPayment(at)));
    this.invoices = new Map();
    for (const at of board.openInvoices()) this.put(at);
  }

  private put(at: number): void {
    const { currency, discounts } = this.board.invoice(at);
    const left = this.board.leftOfInvoice(at);
    for (const amount of new Set([left, ...discounts.map((discount) => left - discount.amount)])) {
      const known = this.invoices.get(key(currency, amount));
      if (known === undefined) this.invoices.set(key(currency, amount), [at]);
      else known.push(at);
    }
  }
}

/**
 * Whether an amount that differs by so little from what was paid does so by no chance: 93,733.53 has so many digits before its closing zeros that none of a hundred others is paid
 * with it or with 2 cents less; 1,500.00 has not.
 */
export function isTelling(amount: number, choices: number, difference = 0): boolean {
  const digits = String(Math.abs(amount)).replace(/0+$/, '').length;
  const needed = Math.max(LEAST_DIGITS, Math.log10(Math.max(choices, 1) * CHANCE));
  return digits >= needed && (difference === 0 || Math.abs(amount) / (2 * difference + 1) >= 10 ** needed);
}

function key(currency: string, amount: number): string {
  return `${currency} ${amount}`;
}
