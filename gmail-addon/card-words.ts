import {
  type CardWords,
  type Language,
  languageOf,
  type MyFiguresWords,
  type PaneWords,
  type TradeWords,
} from '#shared/words/catalogue.ts';
import {
  cards as germanCards,
  myFigures as germanFigures,
  pane as germanPane,
  trade as germanTrade,
} from '#shared/words/de.ts';
import { cards, myFigures, pane, trade } from '#shared/words/en.ts';

/** All that the cards say: what the pane says too, in its words, and under `cards` what it does not. */
export type Words = PaneWords & TradeWords & { readonly figures: MyFiguresWords; readonly cards: CardWords };

const WORDS: Readonly<Record<Language, Words>> = {
  en: { ...trade, ...pane, figures: myFigures, cards },
  de: { ...germanTrade, ...germanPane, figures: germanFigures, cards: germanCards },
};

/** The words for a locale as Google names it (`de-AT`); English where there are none in its language, or none is named. */
export function wordsFor(locale: string | undefined): Words {
  return WORDS[languageOf(locale ?? '')];
}
