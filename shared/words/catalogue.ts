import type { cards, myFigures, onSend, pane, sentences, statement, trade } from './en.ts';

/** The words of one language. English is the one that the others have to match: a key that is missing does not compile. */
export interface Catalogue {
  readonly trade: TradeWords;
  readonly myFigures: MyFiguresWords;
  readonly onSend: OnSendWords;
  readonly sentences: Sentences;
  readonly statement: StatementWords;
  readonly pane: PaneWords;
  readonly cards: CardWords;
}

/** The trade's words: codes, outcomes, reasons, stages. */
export type TradeWords = typeof trade;
/** What is said of a person's own figures. */
export type MyFiguresWords = typeof myFigures;
/** What Outlook itself shows where a message is stopped. */
export type OnSendWords = typeof onSend;
/** What the server says to a reader: why a thread is a customer's, why a message should not go out, why a template suits. */
export type Sentences = typeof sentences;
/** What a statement of account says to the customer. */
export type StatementWords = typeof statement;
/** What the Outlook pane says beside the words of the trade. */
export type PaneWords = typeof pane;
/** What the cards of the Gmail add-on say beside the words of trade, figures and pane. */
export type CardWords = typeof cards;

/** The languages that there is a catalogue of. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language of a locale (`de-AT`) or of an `Accept-Language` header; English where there is no catalogue of it. */
export function languageOf(locale: string): Language {
  const wanted = locale.slice(0, 2).toLowerCase();
  return LANGUAGES.find((language) => language === wanted) ?? 'en';
}
