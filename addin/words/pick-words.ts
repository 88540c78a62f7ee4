import { en, type Words } from './en.ts';

/** The catalogues by language, the two letters before the hyphen of a locale. */
const CATALOGUES: Readonly<Record<string, Words>> = { en };

/** The words for a locale, English where its language has none. */
export function wordsFor(locale: string): Words {
  return CATALOGUES[locale.slice(0, 2).toLowerCase()] ?? en;
}
