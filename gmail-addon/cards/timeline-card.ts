import type { ActivityView, readActivityText } from '#shared/api/activities.ts';
import type { readTimeline, TimelineEntry } from '#shared/api/customers.ts';
import type { AnswerOf } from '#shared/api/operation.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CustomerPlace } from '../actions.ts';
import { type Button, buttons, type Card, paragraph, row, section, type Widget } from '../card.ts';
import { bold, cellsApart, html, joined, shortened, shortenedLines } from '../card-html.ts';
import type { CardKit } from '../card-kit.ts';
import { entryRows } from './entry-rows.ts';

/** A page of entries, each with up to two widgets. */
export const ENTRIES_A_PAGE = 20;
const NUMBERS_SHOWN = 3;
const LONGEST_NAME = 120;
const LONGEST_SAID = 12_000;
const MAX_RECIPIENTS = 10;
const MAX_PIECES = 20;

export interface TimelineOnScreen {
  readonly page: AnswerOf<typeof readTimeline>;
  readonly place: CustomerPlace;
  readonly today: CalendarDate;
  readonly userId: string;
  /** What the page was asked with, and how many of its entries were shown before. */
  readonly before: CalendarDate | null;
  readonly skip: number;
}

/** Money and contact in one line of time, latest first, a page at a time. A page of the server's ends with a day, so a day may fill several cards. */
export function timelineCard(kit: CardKit, screen: TimelineOnScreen): Card {
  const { page, skip } = screen;
  const { timeline } = kit.words;
  const shown = page.entries.slice(skip, skip + ENTRIES_A_PAGE);
  const activities = page.entries.flatMap((entry) => (entry.type === 'activity' ? [entry.activity] : []));
  const widgets = shown.flatMap((entry) =>
    entry.type === 'activity'
      ? contactRows(kit, entry.activity, screen, activities)
      : [moneyRow(kit, entry, screen.today)],
  );
  return {
    name: 'timeline',
    header: { title: shortened(timeline.heading(page.customer.name), LONGEST_NAME) },
    sections: [...section(widgets), ...section([endOf(kit, screen, shown.length)])],
  };
}

function endOf(kit: CardKit, { page, place, before, skip }: TimelineOnScreen, shown: number): Widget {
  const { timeline } = kit.words;
  const earlier = (from: CalendarDate | null, left: number) =>
    buttons(kit.button(timeline.earlier, 'timeline', { ...place, before: from, skip: left }));
  if (skip + shown < page.entries.length) return earlier(before, skip + shown);
  if (page.nextBefore !== null) return earlier(page.nextBefore, 0);
  return paragraph(html`${page.entries.length === 0 ? timeline.empty : timeline.end}`);
}

function contactRows(
  kit: CardKit,
  activity: ActivityView,
  { place, today, userId }: TimelineOnScreen,
  others: readonly ActivityView[],
): Widget[] {
  return entryRows(kit, activity, { place, today, userId, others }, saidButton(kit, activity));
}

function saidButton(kit: CardKit, { id: activityId, delivery, code, occurredAt }: ActivityView): Button[] {
  const { timeline, codes } = kit.words;
  if (delivery === null) return [];
  const spoken = timeline.saidIn(codes[code], kit.formats.instant(occurredAt));
  return [kit.button(timeline.said, 'said', { activityId }, spoken)];
}

function moneyRow(kit: CardKit, entry: Exclude<TimelineEntry, { type: 'activity' }>, today: CalendarDate): Widget {
  const { timeline } = kit.words;
  const what = timeline.money[entry.kind](shortened(entry.number, LONGEST_NAME));
  const text = joined([bold(what), html`${kit.formats.money(entry.amount)}`], ' ');
  return row(text, { bottomLabel: `${kit.formats.day(entry.on, today)}, ${moneyMore(kit, entry, today)}` });
}

function moneyMore(
  { words, formats }: CardKit,
  entry: Exclude<TimelineEntry, { type: 'activity' }>,
  today: CalendarDate,
): string {
  if (entry.type === 'invoice') return words.card.due(formats.day(entry.dueOn, today));
  if (entry.applied.minor === 0) return words.timeline.notApplied;
  const shown = entry.itemNumbers.slice(0, NUMBERS_SHOWN).map((number) => shortened(number, LONGEST_NAME));
  const left = entry.itemNumbers.length - shown.length;
  const numbers = [...shown, ...(left > 0 ? [`+${left}`] : [])].join(', ');
  return words.timeline.applied(formats.money(entry.applied), numbers);
}

type ActivityText = AnswerOf<typeof readActivityText>;

/** What was said in a message: its subject, to whom, its words, what of them was written anew, and what went with it. */
export function saidCard(kit: CardKit, { message, note }: ActivityText): Card {
  const { timeline } = kit.words;
  const noted = note === null ? [] : [paragraph(shortenedLines(note, LONGEST_SAID))];
  const nothing = message === null && note === null ? [paragraph(html`${timeline.nothingSaid}`)] : [];
  return {
    name: 'said',
    header: { title: timeline.said },
    sections: [...section([...nothing, ...noted]), ...(message === null ? [] : section(messageRows(kit, message)))],
  };
}

function messageRows({ words, formats }: CardKit, message: NonNullable<ActivityText['message']>): Widget[] {
  const { timeline, cards } = words;
  const { subject, recipients, rewritten, files } = message;
  const text = cellsApart(message.text);
  const to = recipients.slice(0, MAX_RECIPIENTS).join(', ');
  const more = recipients.length > MAX_RECIPIENTS ? ` +${recipients.length - MAX_RECIPIENTS}` : '';
  return [
    paragraph(bold(shortened(subject, 4 * LONGEST_NAME))),
    paragraph(html`${timeline.to(to + more)}`),
    paragraph(shortenedLines(text, LONGEST_SAID)),
    ...([...text].length > LONGEST_SAID ? [paragraph(bold(cards.form.wordsCut))] : []),
    ...rewritten
      .slice(0, MAX_PIECES)
      .map(({ original }) => paragraph(html`${timeline.insteadOf(shortened(original, 2 * LONGEST_NAME))}`)),
    ...files
      .slice(0, MAX_PIECES)
      .map(({ fileName, size }) =>
        paragraph(html`${timeline.file(shortened(fileName, LONGEST_NAME), formats.fileSize(size))}`),
      ),
  ];
}
