import type { AnswerOf } from '#shared/api/operation.ts';
import type { TaskView } from '#shared/api/tasks.ts';
import type { DuePromise, DueTask, readWorklist, StandingInFor, UntouchedCustomer } from '#shared/api/worklist.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { daysAhead } from '#shared/domain/day-choices.ts';
import { type Button, buttons, type Card, paragraph, row, type Section, section, type Widget } from '../card.ts';
import { bold, html, joined, shortened } from '../card-html.ts';
import type { CardKit } from '../card-kit.ts';
import { searchSection } from './thread-cards.ts';

/** Of each kind, so that a card with all of them stays small; how many there are is said. */
const MAX_LINES = 8;
const MAX_CURRENCIES = 4;
const LONGEST_TEXT = 160;
const LONGEST_NAME = 80;
/** Of what a button is about, in what is said of it. */
const LONGEST_SPOKEN = 40;

export type Worklist = AnswerOf<typeof readWorklist>;

export interface HomeOnScreen {
  readonly name: string;
  readonly company: string;
  /** Null for a reader who works on no customers. */
  readonly worklist: Worklist | null;
  /** What was just done. */
  readonly news: readonly Section[];
}

/** Beside no message: who is signed in, what is theirs today, and the search. */
export function homeCard(kit: CardKit, { name, company, worklist, news }: HomeOnScreen): Card {
  const { cards, figures, signIn } = kit.words;
  const myFigures = kit.button(figures.heading, 'my-figures', {});
  return {
    name: 'home',
    header: { title: signIn.heading, subtitle: shortened(signIn.signedInAs(name, company), 2 * LONGEST_NAME) },
    sections: [
      ...news,
      ...(worklist === null ? [] : worklistSections(kit, worklist)),
      ...searchSection(kit, 'open'),
      ...section([paragraph(html`${cards.thread.open}`), buttons(myFigures)]),
    ],
  };
}

/** What is mine today, opened beside a message. */
export function worklistCard(kit: CardKit, worklist: Worklist, news: readonly Section[]): Card {
  const { heading } = kit.words.worklist;
  return { name: 'worklist', header: { title: heading }, sections: [...news, ...worklistSections(kit, worklist)] };
}

/** Tasks due, promises due or broken, and past-due customers whom nobody has contacted. Each opens the customer's card. */
function worklistSections(kit: CardKit, worklist: Worklist): Section[] {
  const { worklist: words } = kit.words;
  const { asOf, tasks, taskCount, promises, promiseCount, untouched, untouchedCount } = worklist;
  const isEmpty = taskCount + promiseCount + untouchedCount === 0;
  return [
    ...section(
      [
        paragraph(html`${words.asOf(kit.formats.day(asOf, asOf))}`),
        ...(isEmpty ? [paragraph(html`${words.nothing}`)] : []),
      ],
      { header: words.heading },
    ),
    ...listed(kit, { header: words.tasks(taskCount), all: taskCount, lines: tasks, draw: dueTaskRows, asOf }),
    ...listed(kit, {
      header: words.promises(promiseCount),
      all: promiseCount,
      lines: promises,
      draw: promiseRows,
      asOf,
    }),
    ...listed(kit, {
      header: words.untouched(untouchedCount),
      all: untouchedCount,
      lines: untouched,
      draw: untouchedRows,
      asOf,
    }),
  ];
}

interface Listed<T> {
  readonly header: string;
  readonly all: number;
  readonly lines: readonly T[];
  readonly draw: (kit: CardKit, line: T, asOf: CalendarDate) => Widget[];
  readonly asOf: CalendarDate;
}

function listed<T>(kit: CardKit, { header, all, lines, draw, asOf }: Listed<T>): Section[] {
  const shown = lines.slice(0, MAX_LINES);
  const isCut = shown.length > 0 && shown.length < all;
  const note = isCut ? [paragraph(html`${kit.words.worklist.shown(shown.length, all)}`)] : [];
  return section([...shown.flatMap((line) => draw(kit, line, asOf)), ...note], { header });
}

function openButton(kit: CardKit, customer: TaskView['customer']): Button {
  const { worklist, cards } = kit.words;
  const spoken = worklist.openCard(shortened(customer.name, LONGEST_SPOKEN));
  return kit.button(cards.worklist.openCard, 'show-customer', { customerId: customer.id }, spoken);
}

/** A task that is due today or was due before, done or put off by a press. */
function dueTaskRows(kit: CardKit, task: DueTask, today: CalendarDate): Widget[] {
  const { id: taskId, text, dueOn, customer } = task;
  const { tasks, worklist, form } = kit.words;
  const named = shortened(text, LONGEST_TEXT);
  const spoken = shortened(text, LONGEST_SPOKEN);
  const target = { customerId: customer.id, tied: false, on: 'worklist', taskId } as const;
  // Of the days that are named most, the first after today.
  const later = daysAhead(today).find(({ day }) => day > today);
  const putOff =
    later === undefined
      ? []
      : [
          kit.button(
            form.days[later.name],
            'change-task',
            { ...target, change: { dueOn: later.day } },
            worklist.putOff(form.days[later.name], spoken),
          ),
        ];
  return [
    row(dueOn < today ? bold(named) : html`${named}`, {
      bottomLabel: [
        shortened(customer.name, LONGEST_NAME),
        kit.formats.day(dueOn, today),
        ...onBehalf(kit, task.onBehalfOf, today),
      ].join(', '),
      button: openButton(kit, customer),
    }),
    buttons(
      kit.button(tasks.done, 'change-task', { ...target, change: { state: 'done' } }, tasks.doneThis(spoken)),
      ...putOff,
    ),
  ];
}

/** For whom the reader stands in with a line; nothing where it is their own. */
function onBehalf({ words, formats }: CardKit, of: StandingInFor | undefined, today: CalendarDate): string[] {
  if (of === undefined) return [];
  return [words.worklist.onBehalfOf(shortened(of.name, LONGEST_NAME), formats.day(of.until, today))];
}

/** A part of a promise that falls due, or that was broken. */
function promiseRows(kit: CardKit, promise: DuePromise, today: CalendarDate): Widget[] {
  const { worklist } = kit.words;
  const { customer, amount, paid, promisedFor, state, by } = promise;
  const promised = worklist.promised(kit.formats.money(amount), kit.formats.day(promisedFor, today));
  const more = [
    ...(paid.minor > 0 ? [worklist.paidOf(kit.formats.money(paid))] : []),
    worklist.takenBy(shortened(by.name, LONGEST_NAME)),
    ...onBehalf(kit, promise.onBehalfOf, today),
  ];
  const named = joined([bold(shortened(customer.name, LONGEST_NAME)), html`${promised}`]);
  return [
    row(named, {
      topLabel: worklist.promiseStates[state],
      bottomLabel: more.join(', '),
      button: openButton(kit, customer),
    }),
  ];
}

/** A customer who is past due and was left alone. */
function untouchedRows(kit: CardKit, untouched: UntouchedCustomer, today: CalendarDate): Widget[] {
  const { customer, pastDue, daysPastDue, lastContact } = untouched;
  const { worklist } = kit.words;
  const { formats } = kit;
  const contact =
    lastContact === null
      ? worklist.noContact
      : worklist.lastContact(formats.instant(lastContact.at), shortened(lastContact.by, LONGEST_NAME));
  const left = pastDue.length - MAX_CURRENCIES;
  const amounts = pastDue.slice(0, MAX_CURRENCIES).map((amount) => formats.money(amount));
  const sums = [...amounts, ...(left > 0 ? [`+${left}`] : [])].join(' + ');
  return [
    row(joined([bold(shortened(customer.name, LONGEST_NAME)), html`${sums}`]), {
      bottomLabel: [worklist.daysPastDue(daysPastDue), contact, ...onBehalf(kit, untouched.onBehalfOf, today)].join(
        ', ',
      ),
      button: openButton(kit, customer),
    }),
  ];
}
