import type { PaneWords, TradeWords } from '#shared/words/catalogue.ts';
import { languageOf } from '#shared/words/catalogue.ts';
import { pane, trade } from '#shared/words/en.ts';
import type { HostFailure } from '../host/mail-host.ts';
import type { SignedOutWhy } from '../state/sidebar-state.ts';

/** All that the pane says. */
export type Words = PaneWords & TradeWords;

/** The catalogue has a sentence for every failure of the host and every reason of being signed out. */
type Complete = Words & {
  readonly hostFailures: Readonly<Record<HostFailure, string>>;
  readonly signedOut: Readonly<Record<SignedOutWhy, string>>;
};

const english: Complete = { ...trade, ...pane };

/** The words for a locale, English where its language has none. Other languages than English are loaded when they are asked for; one that does not come is no reason for a blank pane. */
export async function wordsFor(locale: string): Promise<Words> {
  if (languageOf(locale) === 'en') return english;
  const german = await import('#shared/words/de.ts').catch(() => null);
  return german === null ? english : { ...german.trade, ...german.pane };
}
