import type { Language, Sentences, StatementWords, TradeWords } from './catalogue.ts';
import { sentences as german, statement as germanStatement, trade as germanTrade } from './de.ts';
import { sentences as english, statement as englishStatement, trade as englishTrade } from './en.ts';

/** What the server says, in the reader's language. */
export function sentencesFor(language: Language): Sentences {
  return language === 'de' ? german : english;
}

/** The trade's words in the reader's language. */
export function tradeWordsFor(language: Language): TradeWords {
  return language === 'de' ? germanTrade : englishTrade;
}

/** What a statement of account says, in the customer's language. */
export function statementWordsFor(language: Language): StatementWords {
  return language === 'de' ? germanStatement : englishStatement;
}
