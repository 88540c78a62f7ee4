import type { GovernedText } from './governed-text.ts';

/** One version of words that stand in many templates and are changed in one place: bank details, legal words. */
export interface Clause extends GovernedText {
  readonly id: string;
  readonly name: string;
  /** BCP 47; empty for every language. */
  readonly language: string;
  /** Since when people are warned that it says otherwise where to pay than before; null where it does not. */
  readonly announcedAt: Date | null;
}

/** A clause as a message holds it. */
export type ClauseUsed = Pick<Clause, 'id' | 'name' | 'version'>;

/** The name under which a company's bank details go. */
export const BANK_DETAILS = 'bank_details';
