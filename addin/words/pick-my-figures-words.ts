import { type MyFiguresWords, myFiguresEn } from '#shared/words/my-figures-en.ts';

/** The words of one's own figures by language; apart from the pane's catalogue, since they are loaded when somebody asks for them. */
const CATALOGUES: Readonly<Record<string, MyFiguresWords>> = { en: myFiguresEn };

/** The words for a locale, English where its language has none. */
export function myFiguresWordsFor(locale: string): MyFiguresWords {
  return CATALOGUES[locale.slice(0, 2).toLowerCase()] ?? myFiguresEn;
}
