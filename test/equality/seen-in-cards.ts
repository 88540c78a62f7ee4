import type { GoogleCard, GoogleWidget } from '../../demo/google/card-schema.ts';
import { type Words, wordsFor } from '../../gmail-addon/card-words.ts';
import type { PanelDriver } from '../gmail-addon/panel-driver.ts';
import { NO_CARD, plainText, type Seen, type SeenCandidate, type SeenLine } from './seen.ts';

type Row = NonNullable<GoogleWidget['decoratedText']>;

/** A section of a card, its texts read. */
interface ReadSection {
  readonly header: string;
  readonly rows: readonly Row[];
  readonly paragraphs: readonly string[];
  readonly widgets: readonly GoogleWidget[];
}

/** What the cards show of the customer of the open message, or why they show none. */
export function seenInCards({ card }: PanelDriver, locale = 'en'): Seen {
  const words = wordsFor(locale);
  const sections = card.sections.map(readSection);
  const heading = plainText(card.header?.title ?? '');
  if (card.name === 'whose') {
    const [first] = sections;
    return {
      ...NO_CARD,
      heading,
      beneath: first?.paragraphs[0] ?? '',
      candidates: (first?.rows ?? []).map((row) => candidateOf(row, words)),
    };
  }
  const at = (header: string) => sections.find((one) => one.header === header);
  return {
    heading,
    beneath: plainText(card.header?.subtitle ?? ''),
    candidates: candidatesOf(sections, words),
    ...topOf(sections, words),
    ...figuresOf(sections, words),
    ...agreedOf(at, sections, words),
  };
}

function readSection({ header = '', widgets }: GoogleCard['sections'][number]): ReadSection {
  return {
    header,
    widgets,
    rows: widgets.flatMap(({ decoratedText }) => decoratedText ?? []),
    paragraphs: widgets.flatMap(({ textParagraph }) =>
      textParagraph === undefined ? [] : [textIn(textParagraph.text)],
    ),
  };
}

function candidatesOf(sections: readonly ReadSection[], words: Words): SeenCandidate[] {
  const others = sections.find(({ header, rows }) => header === words.thread.others(rows.length));
  return (others?.rows ?? []).map((row) => candidateOf(row, words));
}

function candidateOf({ topLabel = '', text }: Row, words: Words): SeenCandidate {
  const [name = '', ...evidence] = linesIn(text);
  return { name, evidence, number: topLabel.slice(words.cards.thread.number('').length) };
}

type TopPart = Pick<Seen, 'notice' | 'evidence' | 'lastContact' | 'deeds' | 'dataAsOf'>;

function topOf(sections: readonly ReadSection[], words: Words): TopPart {
  const [first] = sections;
  const because = first?.rows.find(({ topLabel }) => topLabel === words.thread.because);
  const paragraphs = sections.flatMap((one) => one.paragraphs);
  const [lastBegins = ''] = words.card.lastContact('|', '', '').split('|');
  const deeds = sections.find(({ widgets }) =>
    widgets.some(({ buttonList }) => buttonList?.buttons.some(({ text }) => text === words.actions.call.name)),
  );
  return {
    notice: first?.paragraphs.find((one) => one === words.card.doNotContact) ?? '',
    evidence: because === undefined ? [] : linesIn(because.text),
    lastContact: paragraphs.find((one) => one === words.card.noContacts || one.startsWith(lastBegins)) ?? '',
    deeds: (deeds?.widgets ?? []).flatMap(({ buttonList }) =>
      (buttonList?.buttons ?? []).map(({ altText = '' }) => altText),
    ),
    dataAsOf: paragraphs.at(-1) ?? '',
  };
}

const CURRENCY = /^[A-Z]{3}$/;

type FigurePart = Pick<Seen, 'positions' | 'standing' | 'phones' | 'itemCount' | 'items'>;

function figuresOf(sections: readonly ReadSection[], words: Words): FigurePart {
  const positions = sections.filter(({ header }) => CURRENCY.test(header));
  const names: readonly string[] = [words.card.netOpen, words.card.pastDue, words.card.unapplied];
  const figure = ({ topLabel = '', text }: Row) => `${topLabel}: ${textIn(text)}`;
  const list = sections.flatMap(({ widgets }) => widgets.flatMap(({ selectionInput }) => selectionInput ?? []))[0];
  const phones = sections.find(({ header }) => header === words.phone.region);
  return {
    positions: positions.map(({ rows }) => ({
      figures: rows.filter(({ topLabel = '' }) => names.includes(topLabel)).map(figure),
      buckets: rows.filter(({ topLabel = '' }) => !names.includes(topLabel)).map(figure),
    })),
    standing: standingOf(sections, words),
    phones: (phones?.rows ?? []).map(({ text, topLabel = '' }) => ({
      line: textIn(text),
      more: topLabel.replace(' · ', ' '),
    })),
    itemCount: list?.label ?? '',
    items: (list?.items ?? []).map(({ text }) => {
      const [number = '', amount = '', ...marks] = text.split(' · ');
      return plainText([number, amount, marks.join(', ')].join(' · '));
    }),
  };
}

/** What is said of nothing being owed, of the credit limit, and of the habit. */
function standingOf(sections: readonly ReadSection[], { card }: Words): string[] {
  const credit = sections.flatMap(({ rows }) => rows).filter(({ topLabel }) => topLabel === card.creditLimit);
  const from = sections.findIndex(({ paragraphs }) => paragraphs.includes(card.nothingOpen));
  const withCredit = sections.findIndex(({ rows }) => rows.some(({ topLabel }) => topLabel === card.creditLimit));
  const habits = sections.filter(
    (one, at) => one.header === '' && (at === withCredit || isHabit(one, card.lastContact('|', '', '').split('|')[0])),
  );
  return [
    ...(from < 0 ? [] : [card.nothingOpen]),
    ...credit.map(({ text, bottomLabel = '' }) => plainText(`${card.creditLimit}: ${textIn(text)} ${bottomLabel}`)),
    ...habits.flatMap(({ paragraphs }) => paragraphs),
  ];
}

/** A section of one sentence, without anything to press. */
function isHabit({ widgets, paragraphs }: ReadSection, lastContact = ''): boolean {
  if (paragraphs[0]?.startsWith(lastContact)) return false;
  return widgets.length === 1 && paragraphs.length === 1 && /\d/.test(paragraphs[0] ?? '');
}

type AgreedPart = Pick<Seen, 'tasks' | 'lastPayment' | 'promises' | 'disputes' | 'contacts'>;

function agreedOf(
  at: (header: string) => ReadSection | undefined,
  sections: readonly ReadSection[],
  words: Words,
): AgreedPart {
  const rows = (header: string) => at(header)?.rows ?? [];
  const paid = sections.flatMap((one) => one.rows).find(({ topLabel }) => topLabel === words.card.lastPayment);
  return {
    tasks: rows(words.tasks.list).map(lineOf),
    lastPayment: paid === undefined ? '' : textIn(paid.text),
    promises: rows(words.card.promises).map(({ text }) => textIn(text)),
    disputes: rows(words.card.disputes).map(({ text }) => textIn(text)),
    contacts: contactsOf(at(words.card.contacts)),
  };
}

/** The entries, each with the buttons that follow it; the last button leads on to the line of time. */
function contactsOf(section: ReadSection | undefined): SeenLine[] {
  const lines: SeenLine[] = [];
  for (const { decoratedText, buttonList } of section?.widgets.slice(0, -1) ?? []) {
    if (decoratedText !== undefined) lines.push(lineOf(decoratedText));
    const last = lines.pop();
    if (last !== undefined && buttonList !== undefined) {
      lines.push({ ...last, more: `${last.more} [${buttonList.buttons.map(({ text }) => text).join('')}]` });
    } else if (last !== undefined) lines.push(last);
  }
  return lines;
}

function lineOf({ text, bottomLabel = '' }: Row): SeenLine {
  const [line = '', ...note] = linesIn(text);
  return { line: [line, note.join(' ')].filter(Boolean).join(' / '), more: plainText(bottomLabel) };
}

function linesIn(text: string): string[] {
  return text.split('<br>').map(textIn);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** What is read of a card's text: our few tags gone, what was escaped as it was. */
export function textIn(text: string): string {
  const untagged = text.replaceAll(/<\/?[bs]>/g, '').replaceAll('<br>', ' ');
  return plainText(untagged.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? ''));
}
