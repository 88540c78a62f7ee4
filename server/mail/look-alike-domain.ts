import { domainToUnicode } from 'node:url';

/** Letters of other scripts, and digits, that look like a Latin letter. */
const LOOKS: Readonly<Record<string, string>> = {
  а: 'a',
  ɑ: 'a',
  α: 'a',
  в: 'b',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  ε: 'e',
  ɡ: 'g',
  һ: 'h',
  і: 'i',
  ι: 'i',
  ı: 'i',
  ј: 'j',
  к: 'k',
  κ: 'k',
  ӏ: 'i',
  м: 'm',
  н: 'h',
  о: 'o',
  ο: 'o',
  р: 'p',
  ρ: 'p',
  ѕ: 's',
  т: 't',
  τ: 't',
  υ: 'u',
  ν: 'v',
  ѡ: 'w',
  х: 'x',
  χ: 'x',
  у: 'y',
  0: 'o',
  1: 'i',
  3: 'e',
  5: 's',
  l: 'i',
};

/** Shorter names are part of too many others. */
const MIN_NAME = 5;

/**
 * Whether a mail domain may be taken for another one by somebody who looks at it: letters that look alike, one letter more, less or other, the other's name with
 * something added, under another ending, or in front of a domain of somebody else's. Both as DNS has them. Equal domains do not count.
 */
export function looksLikeDomain(domain: string, known: string): boolean {
  if (domain === known || domain.endsWith(`.${known}`)) return false;
  const name = nameIn(known);
  if (name.length < MIN_NAME) return seen(domain) === seen(known);
  return domain
    .split('.')
    .slice(0, -1)
    .map(seen)
    .some((label) => label.includes(name) || differByOne(label, name));
}

/** The label by which a domain is known: the longest of those before the ending. */
function nameIn(domain: string): string {
  const labels = domain.split('.').slice(0, -1).map(seen);
  return labels.reduce((longest, label) => (label.length > longest.length ? label : longest), '');
}

function seen(label: string): string {
  const plain = domainToUnicode(label)
    .normalize('NFKD')
    .replace(/[\p{M}-]+/gu, '')
    .toLowerCase();
  const letters = [...plain].map((letter) => LOOKS[letter] ?? letter).join('');
  return letters.replaceAll('rn', 'm').replaceAll('vv', 'w');
}

/** Whether one letter put in, left out, exchanged, or swapped with the next makes one text the other. */
function differByOne(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const restOf = (text: string, from: number) => text.slice(start + from);
  const swapped = a[start] === b[start + 1] && a[start + 1] === b[start] && restOf(a, 2) === restOf(b, 2);
  return swapped || restOf(a, 1) === restOf(b, 1) || restOf(a, 0) === restOf(b, 1) || restOf(a, 1) === restOf(b, 0);
}
