import { numberKey } from '#shared/domain/document-number.ts';
import { isAmount, isCompactDay, isDayOrAccount } from './not-a-reference.ts';
import { labelOf, type NumberAbout, prefixLabelOf } from './number-labels.ts';

/** A number in a mail that may be one of the ledger; only the ledger knows. */
export interface NumberMention {
  /** As it stands in the mail. */
  readonly written: string;
  /** By what it is looked up. */
  readonly key: string;
  readonly place: 'subject' | 'text';
  /** What the words before it say that it is; null where they say nothing. */
  readonly about: 'document' | 'customer' | null;
  /** True where the subject consists of nothing else. */
  readonly alone: boolean;
}

/** How many different numbers of one mail are looked up. */
const MAX_MENTIONS = 60;
const MAX_LENGTH = 40;
/** Shorter ones in running text are house numbers, postcodes and quantities unless they are called a document's. */
const MIN_BARE_DIGITS = 6;
/** Longer letters before a number, such as `Rechnungsnr.`, are a word that was written in one with it; shorter ones may belong to it. */
const MAX_PREFIX = 4;
const REPLY_PREFIX = /^(?:re|aw|fw|fwd|wg|antw|sv|vs|tr|rif|r)$/i;

/**
 * The numbers in a mail's subject and text that may be documents' or customers' numbers: at least 4 digits, and no day, year, amount, telephone number,
 * bank account, address, link, or what is called something else, such as an order. In one pass over the words; of a mail with very many numbers the first.
 */
export function numberMentions(subject: string, text: string): NumberMention[] {
  const words = wordsOf(subject);
  const alone = words.every((word) => hasDigits(word) || labelOf(word) === 'between' || isReplyPrefix(word));
  const found = new Map<string, NumberMention>();
  for (const mention of [...mentionsIn(words, 'subject', alone), ...mentionsIn(wordsOf(text), 'text', false)]) {
    const known = found.get(mention.written);
    if (known === undefined && found.size < MAX_MENTIONS) found.set(mention.written, mention);
    else if (known !== undefined && known.about === null)
      found.set(mention.written, { ...known, about: mention.about });
  }
  return [...found.values()];
}

function mentionsIn(words: readonly string[], place: NumberMention['place'], alone: boolean): NumberMention[] {
  const mentions: NumberMention[] = [];
  let about: NumberAbout | null = null;
  for (const [index, word] of words.entries()) {
    about = aboutAfter(about, word);
    if (!hasDigits(word) || isElsewhere(word)) continue;
    if (isAmount(word, words[index - 1] ?? '', words[index + 1] ?? '')) continue;
    mentions.push(...mentionsOf(word, { about, place, alone }));
  }
  return mentions;
}

/** What a number is said to be from this word on. A country code begins a telephone number. */
function aboutAfter(about: NumberAbout | null, word: string): NumberAbout | null {
  if (isElsewhere(word)) return null;
  if (hasDigits(word)) return word.startsWith('+') ? 'other' : about;
  const label = labelOf(word);
  return label === 'between' ? about : label;
}

/** Words, with what glues a label to its number taken apart: `Rechnung-Nr.:104233,104241` is a label and two numbers. */
function wordsOf(text: string): string[] {
  return text
    .split(/\s+/)
    .flatMap((word) =>
      isElsewhere(word) || isAmount(bare(word), '', '') ? [word] : word.split(/[#:=|,;()[\]{}"“”„]+/),
    )
    .map(bare)
    .filter((word) => word !== '');
}

function bare(word: string): string {
  return word.replace(/^[^\p{L}\d+€$£¥]+/u, '').replace(/[^\p{L}\d€$£¥%]+$/u, '');
}

/** An address or a link: the numbers in it are not the writer's. */
function isElsewhere(word: string): boolean {
  return word.includes('@') || word.includes('://') || word.startsWith('www.');
}

interface Surroundings extends Pick<NumberMention, 'place' | 'alone'> {
  readonly about: NumberAbout | null;
}

function mentionsOf(word: string, { about, place, alone }: Surroundings): NumberMention[] {
  if (word.length > 2 * MAX_LENGTH || isDayOrAccount(word)) return [];
  const letters = /^(\p{L}[\p{L}./_-]*?)[./_-]?(?=\d)/u.exec(word)?.[0] ?? '';
  const label = prefixLabelOf(letters);
  const said = label ?? about;
  if (said === 'other' || (said !== 'document' && isCompactDay(word))) return [];
  return partsOf(label !== null && letters.length > MAX_PREFIX ? word.slice(letters.length) : word).flatMap(
    (written) => {
      const key = numberKey(written);
      if (key === null || written.length > MAX_LENGTH || isYear(key)) return [];
      if (said === null && place === 'text' && key.length < MIN_BARE_DIGITS) return [];
      return [{ written, key, place, about: said, alone }];
    },
  );
}

/** `104233/104241` is one number or two; both are looked up. */
function partsOf(word: string): string[] {
  const parts = word.split(/[/–-]/);
  return parts.length > 1 && parts.every((part) => /^\d{5,}$/.test(part)) ? [word, ...parts] : [word];
}

function isYear(key: string): boolean {
  return /^(?:19|20)\d{2}$/.test(key);
}

function hasDigits(word: string): boolean {
  return /\d/.test(word);
}

function isReplyPrefix(word: string): boolean {
  return REPLY_PREFIX.test(word);
}
