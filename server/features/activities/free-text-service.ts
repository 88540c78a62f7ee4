import type { LedgerNames } from './ledger-names.ts';
import { cardNumbersIn, maskCardNumbers } from './mask-card-numbers.ts';

/** What people type, made fit to be kept: numbers of payment cards are masked, the company's own numbers stay. */
export class FreeText {
  constructor(private readonly ledger: LedgerNames) {}

  /** The texts with card numbers masked, in their order. The ledger is asked only where something looks like a card's number. */
  async mask(texts: readonly string[]): Promise<string[]> {
    const suspects = [...new Set(texts.flatMap(cardNumbersIn))];
    const exempt = suspects.length === 0 ? new Set<string>() : await this.ledger.findOwnNumbers(suspects);
    return texts.map((text) => maskCardNumbers(text, exempt));
  }
}
