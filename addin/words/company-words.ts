import { type CompanyCodesView, codeNames } from '#shared/api/company-codes.ts';
import { languageOf } from '#shared/words/catalogue.ts';
import type { Words } from './pick-words.ts';

/** The words with the names that a company has for its codes, where it has any in the language of a locale. */
export function companyWords(words: Words, codes: CompanyCodesView | undefined, locale: string): Words {
  return { ...words, codes: codeNames(words.codes, codes, languageOf(locale)) };
}
