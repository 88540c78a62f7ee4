/** Text of a card in which a few tags of HTML count. It is made by `html` alone, so that no value gets in unescaped. */
export type CardHtml = string & { readonly __brand: 'CardHtml' };

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Puts values into a card's text, each escaped; card texts are put together by `joined`. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | number)[]): CardHtml {
  const text = parts.map((part, at) => part + (at < values.length ? escaped(values[at] ?? '') : '')).join('');
  return text as CardHtml;
}

/** Card texts, one after the other; `between` is plain text or `<br>`. */
export function joined(texts: readonly CardHtml[], between = '<br>'): CardHtml {
  return texts.join(between) as CardHtml;
}

/** Bold card text. */
export function bold(value: string): CardHtml {
  return html`<b>${value}</b>`;
}

/** Struck-through card text. */
export function struck(text: CardHtml): CardHtml {
  return `<s>${text}</s>` as CardHtml;
}

/** Several lines of plain text. */
export function lines(value: string): CardHtml {
  return joined(value.split(/\r?\n/).map((line) => html`${line}`));
}

/** Plain text with the cells of its rows set apart: a card draws several blanks as one. Blanks after the end of a sentence are a person's. */
export function cellsApart(text: string): string {
  return text.replace(/(?<=[^\s.!?:;,]) {2,}(?=\S)/g, ' · ');
}

/** A value for a place of the card that shows plain text: one line of what can be seen. */
export function plain(value: string): string {
  return value.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
}

/** The same, with at most so many characters, and a dash where nothing of it can be seen: Google refuses a card with an empty text. */
export function shortened(value: string, most: number): string {
  const characters = [...(plain(value) || '–')];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : characters.join('');
}

/** Several lines, with at most so many characters in all; what is cut off is marked. */
export function shortenedLines(value: string, most: number): CardHtml {
  const characters = [...value];
  return lines(characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : value);
}

function escaped(value: string | number): string {
  return String(value).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
