import type { GoogleCard, Navigation } from './card-schema.ts';

/** The cards of one panel, the one on screen last. */
export class CardStack {
  private cards: GoogleCard[] = [];

  get top(): GoogleCard | null {
    return this.cards.at(-1) ?? null;
  }

  get depth(): number {
    return this.cards.length;
  }

  /** What the panel's arrow does. */
  back(): void {
    if (this.cards.length > 1) this.cards.pop();
  }

  clear(): void {
    this.cards = [];
  }

  /** Follows an add-on's navigations in their order. Throws RangeError for one that leads nowhere. */
  follow(navigations: readonly Navigation[]): void {
    const before = [...this.cards];
    try {
      for (const navigation of navigations) this.step(navigation);
    } catch (error) {
      this.cards = before;
      throw error;
    }
  }

  private step({ pushCard, updateCard, pop, popToRoot, popToCard }: Navigation): void {
    if (pushCard !== undefined) this.cards.push(pushCard);
    if (updateCard !== undefined) this.update(updateCard);
    if (pop === true) this.cards.pop();
    if (popToRoot === true) this.cards = this.cards.slice(0, 1);
    if (popToCard !== undefined) this.popTo(popToCard);
  }

  private update(card: GoogleCard): void {
    if (this.cards.length === 0) throw new RangeError('There is no card to update.');
    this.cards[this.cards.length - 1] = card;
  }

  private popTo(name: string): void {
    const at = this.cards.findLastIndex((card) => card.name === name);
    if (at < 0) throw new RangeError(`There is no card "${name}" to go back to.`);
    this.cards = this.cards.slice(0, at + 1);
  }
}
