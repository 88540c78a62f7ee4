import { cleanLines } from './clean-text.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What stands in the place of a free part: the words as a reader sees them, and as HTML. */
export interface WrittenPart {
  readonly text: string;
  readonly html: string;
}

/** Makes the HTML of what somebody wrote in the place of a free part: plain text in one block that looks like the first one of the template's own. Empty text leaves nothing. */
export function writeFreePart(written: string, original: string): WrittenPart {
  const text = cleanLines(written);
  if (text === '') return { text, html: '' };
  const [, name = 'p', attributes = ''] = /^\s*<(p|div)(\s[^<>]*)?>/.exec(original) ?? [];
  const escaped = text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '').replaceAll('\n', '<br>');
  return { text, html: `<${name}${attributes}>${escaped}</${name}>` };
}
