/** One line of a list and what stands beneath it. */
export interface SeenLine {
  readonly line: string;
  readonly more: string;
}

export interface SeenCandidate {
  readonly name: string;
  readonly number: string;
  readonly evidence: readonly string[];
}

export interface SeenPosition {
  readonly figures: readonly string[];
  readonly buckets: readonly string[];
}

/** What an add-in shows beside a thread, whatever it is drawn with: texts alone, lists in their order. */
export interface Seen {
  readonly heading: string;
  /** Number and owner of the customer; why no customer is shown. */
  readonly beneath: string;
  readonly notice: string;
  readonly evidence: readonly string[];
  /** Whom the thread may be of, or may be of as well. */
  readonly candidates: readonly SeenCandidate[];
  readonly lastContact: string;
  readonly deeds: readonly string[];
  readonly positions: readonly SeenPosition[];
  readonly standing: readonly string[];
  readonly phones: readonly SeenLine[];
  readonly tasks: readonly SeenLine[];
  readonly itemCount: string;
  readonly items: readonly string[];
  readonly lastPayment: string;
  readonly promises: readonly string[];
  readonly disputes: readonly string[];
  readonly contacts: readonly SeenLine[];
  readonly dataAsOf: string;
}

/** What a thread without a customer shows none of. */
export const NO_CARD = {
  notice: '',
  evidence: [],
  lastContact: '',
  deeds: [],
  positions: [],
  standing: [],
  phones: [],
  tasks: [],
  itemCount: '',
  items: [],
  lastPayment: '',
  promises: [],
  disputes: [],
  contacts: [],
  dataAsOf: '',
} as const satisfies Partial<Seen>;

/** Text as a reader takes it: one space is one space. */
export function plainText(text: string): string {
  return text.replace(/[\s\u00a0\u202f]+/gu, ' ').trim();
}
