import { expect } from 'chai';
import { describe, it } from 'mocha';
import { type Catalogue, languageOf } from '../../../shared/words/catalogue.ts';

const english: Catalogue = await import('../../../shared/words/en.ts');
const german: Catalogue = await import('../../../shared/words/de.ts');

/** Words that are the same in both languages. */
const SAME = new Set(['Duethread', 'Browser:', 'Details']);
/** What a sentence is called with, whatever it asks for. */
const ARGUMENTS = ['Kestrel', '2', '3', '4', '5'] as const;

type Words = Readonly<Record<string, unknown>>;

const SECTIONS = ['trade', 'myFigures', 'sentences', 'onSend', 'pane', 'cards'] as const;

describe('the catalogues of words', () => {
  for (const section of SECTIONS) {
    it(`say everything of "${section}" in German too`, () => {
      const untranslated: string[] = [];
      walk(section, english[section], german[section], (path, one, other) => {
        if (typeof other !== typeof one) untranslated.push(`${path}: is missing`);
        else if (said(one) === said(other) && !isAlike(said(one))) untranslated.push(`${path}: ${said(one)}`);
      });
      expect(untranslated).to.deep.equal([]);
    });
  }

  it('leave no sentence of ours to Outlook that is longer than it takes', () => {
    for (const { onSend } of [english, german]) {
      expect(onSend.openPane.length).to.be.at.most(20);
      expect(`${onSend.stopped} ${onSend.howOn}`.length).to.be.at.most(250);
    }
  });

  for (const [locale, language] of [
    ['de', 'de'],
    ['de-AT', 'de'],
    ['DE-ch,de;q=0.9', 'de'],
    ['en-GB', 'en'],
    ['fr-FR', 'en'],
    ['', 'en'],
  ] as const) {
    it(`are read in "${language}" where the locale is "${locale}"`, () => {
      expect(languageOf(locale)).to.equal(language);
    });
  }
});

function walk(
  path: string,
  one: unknown,
  other: unknown,
  leaf: (path: string, one: unknown, other: unknown) => void,
): void {
  if (typeof one !== 'object' || one === null) {
    leaf(path, one, other);
    return;
  }
  for (const [key, value] of Object.entries(one))
    walk(`${path}.${key}`, value, (other as Words | undefined)?.[key], leaf);
}

/** A sentence as it reads with made-up values. */
function said(words: unknown): string {
  if (typeof words !== 'function') return String(words);
  try {
    return String((words as (...values: unknown[]) => unknown)(...ARGUMENTS));
  } catch {
    return `a sentence of ${words.length} values`;
  }
}

/** Without a word of its own, as "2 · 3", there is nothing to translate. */
function isAlike(text: string): boolean {
  const own = ARGUMENTS.reduce<string>((left, value) => left.replaceAll(value, ''), text);
  return SAME.has(text) || !/\p{L}{2}/u.test(own) || text.startsWith('a sentence of');
}
