/** The tags that a card's text may have; anything else is shown as it stands, or fails the card. */
const TAGS = new Set(['b', 'i', 'u', 's', 'strike', 'font', 'a', 'br']);
const OPEN_ENDED = new Set(['br']);
const TAG = /<(\/?)([^\s<>/]*)[^<>]*>/g;
/** An entity, or the `&` of one that somebody forgot to write. */
const BARE_AMPERSAND = /&(?!(?:amp|lt|gt|quot|nbsp|#\d{1,6}|#x[\da-f]{1,6});)/i;

interface Item {
  readonly value: string;
  readonly selected?: boolean | undefined;
}

interface RuledWidget {
  readonly textParagraph?: { readonly text: string } | undefined;
  readonly decoratedText?: { readonly text: string } | undefined;
  readonly selectionInput?: { readonly type?: string | undefined; readonly items: readonly Item[] } | undefined;
}

interface RuledCard {
  readonly sections: readonly {
    readonly widgets: readonly RuledWidget[];
    readonly collapsible?: boolean | undefined;
    readonly uncollapsibleWidgetsCount?: number | undefined;
  }[];
}

/** What is wrong with a card that its fields' types do not tell; empty for one that is well. */
export function cardProblems({ sections }: RuledCard): string[] {
  return sections.flatMap(({ widgets, collapsible, uncollapsibleWidgetsCount: shown = 0 }) => [
    ...(collapsible === true && (shown < 0 || shown > widgets.length) ? ['shows more widgets than it has'] : []),
    ...widgets.flatMap(widgetProblems),
  ]);
}

function widgetProblems({ textParagraph, decoratedText, selectionInput }: RuledWidget): string[] {
  return [
    ...textProblems(textParagraph?.text ?? ''),
    ...textProblems(decoratedText?.text ?? ''),
    ...(selectionInput === undefined ? [] : choiceProblems(selectionInput.type, selectionInput.items)),
  ];
}

function choiceProblems(type: string | undefined, items: readonly Item[]): string[] {
  const values = items.map(({ value }) => value);
  const chosen = items.filter(({ selected }) => selected === true);
  const isOneOf = type === 'DROPDOWN' || type === 'RADIO_BUTTON';
  return [
    ...(new Set(values).size < values.length ? ['has two choices of one value'] : []),
    ...(isOneOf && chosen.length > 1 ? ['has two choices chosen where one can be'] : []),
  ];
}

function textProblems(text: string): string[] {
  if (/[<>]/.test(text.replaceAll(TAG, ''))) return ['has a < or > of its own'];
  return BARE_AMPERSAND.test(text) ? ['has an & of its own'] : tagProblems(text);
}

function tagProblems(text: string): string[] {
  const open: string[] = [];
  for (const [, closing, name = ''] of text.matchAll(TAG)) {
    if (!TAGS.has(name)) return [`has the tag <${name}>, which a card's text does not know`];
    if (closing === '/') {
      if (open.pop() !== name) return [`closes <${name}>, which is not open`];
    } else if (!OPEN_ENDED.has(name)) open.push(name);
  }
  return open.map((name) => `leaves <${name}> open`);
}
