import type { GoalView } from '../api/goals.ts';
import type { BoardLine } from '../api/my-figures.ts';
import type { CalendarDate } from '../domain/calendar-date.ts';
import { currencyCode } from '../domain/currency.ts';
import { type Money, money } from '../domain/money.ts';
import type { MyFiguresWords } from './catalogue.ts';
import type { Formats } from './formats.ts';

/** One figure as pane and cards both show it; `more` says how it is meant or how sure it is. */
export interface FigureInWords {
  readonly label: string;
  readonly value: string;
  readonly more: string;
}

interface Reader {
  readonly words: MyFiguresWords;
  readonly formats: Formats;
}

/** A person's line of the board: what was done first, then what was kept, then the cash, and last how sure it is. */
export function lineInWords(line: BoardLine, reader: Reader): FigureInWords[] {
  const { words } = reader;
  return [
    ...workInWords(line, reader),
    promisesInWords(line, reader),
    ...amountsInWords(words.promisedKept, '', line.promisedKept, reader),
    ...amountsInWords(words.touched, words.touchedWhy, line.touched, reader),
    ...excessInWords(line, reader),
  ];
}

function workInWords(line: BoardLine, { words, formats }: Reader): FigureInWords[] {
  const { touches, customers, rightPartyContacts, automatic } = line;
  const on = customers === 1 ? words.onOneCustomer : words.onCustomers(formats.number(customers));
  const work = [
    { label: words.touches, value: formats.number(touches), more: on },
    { label: words.rightPartyContacts, value: formats.number(rightPartyContacts), more: '' },
  ];
  if (automatic === 0) return work;
  return [...work, { label: words.automatic, value: formats.number(automatic), more: words.automaticWhy }];
}

function promisesInWords({ promises }: BoardLine, { words, formats }: Reader): FigureInWords {
  const { fellDue, kept, partlyKept, broken, moved } = promises;
  const [partly, lost, other] = [partlyKept, broken, moved].map((count) => formats.number(count));
  const value = fellDue === 0 ? words.noPromises : words.keptOf(formats.number(kept), formats.number(fellDue));
  return { label: words.promises, value, more: words.otherwise(partly ?? '', lost ?? '', other ?? '') };
}

function amountsInWords(label: string, more: string, amounts: readonly Money[], { formats }: Reader): FigureInWords[] {
  return amounts.map((amount) => ({ label, value: formats.money(amount), more }));
}

function excessInWords({ excess }: BoardLine, { words, formats }: Reader): FigureInWords[] {
  if (excess.length === 0) return [{ label: words.excess, value: '–', more: words.excessNone }];
  return excess.map(({ excess: amount, low, high, isTold }) => {
    const sure = amount.minor > 0 ? words.aboveLuck : words.belowLuck;
    const interval = words.interval(formats.money(low), formats.money(high));
    return { label: words.excess, value: formats.money(amount), more: `${isTold ? sure : words.luck}; ${interval}` };
  });
}

/** A goal with how far it has come, and what it comes to if it goes on like this. */
export function goalInWords(goal: GoalView, today: CalendarDate, reader: Reader): FigureInWords {
  const { words, formats } = reader;
  const target = figureOf(goal.target, goal, reader);
  const state = words.until(words.goalStates[goal.state], formats.day(goal.to, today));
  return {
    label: words.goal(goal.title, goal.for.name),
    value: progressOf(goal, target, reader),
    more: [state, ...outlookOf(goal, reader)].join('; '),
  };
}

function progressOf(goal: GoalView, target: string, reader: Reader): string {
  const { words } = reader;
  if (goal.value === null) return words.noValue(target);
  const value = figureOf(goal.value, goal, reader);
  return goal.better === 'lower' ? words.atMost(value, target) : words.progress(value, target);
}

/** A forecast where there is a pace to go on at; why there is no figure where there is none. */
function outlookOf(goal: GoalView, reader: Reader): string[] {
  const { reason, pace, forecast, state } = goal;
  if (reason !== null) return [reason];
  const isUnderWay = state === 'on_pace' || state === 'behind';
  if (pace === null || forecast === null || !isUnderWay) return [];
  return [reader.words.forecast(figureOf(forecast, goal, reader))];
}

function figureOf(value: number, { unit, currency }: GoalView, { words, formats }: Reader): string {
  switch (unit) {
    case 'money':
      return currency === null
        ? formats.number(value)
        : formats.money(money(Math.round(value), currencyCode(currency)));
    case 'fraction':
      return formats.percent(value);
    case 'days':
      return words.days(formats.number(value, 1));
    default:
      return formats.number(value, 1);
  }
}
