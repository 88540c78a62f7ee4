import { languageOf, type MyFiguresWords } from '#shared/words/catalogue.ts';

/** The words of one's own figures; apart from the pane's, since they are loaded when somebody asks for them. */
export async function myFiguresWordsFor(locale: string): Promise<MyFiguresWords> {
  const { myFigures } =
    languageOf(locale) === 'de' ? await import('#shared/words/de.ts') : await import('#shared/words/en.ts');
  return myFigures;
}
