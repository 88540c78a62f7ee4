import type { DigestRhythm } from '#shared/api/digests.ts';
import type { BoardLine } from '#shared/api/my-figures.ts';
import type { Money } from '#shared/domain/money.ts';
import type { DigestPeriod } from './digest-days.ts';
import type { AtPosition, DigestAgeing, DigestFigure } from './digest-figures.ts';
import {
  changeText,
  dayText,
  figureText,
  instantText,
  moneyText,
  periodText,
  plainText,
  shareText,
} from './digest-words.ts';

/** A chart: its points for a picture, and the same in words, so that nothing is said by the picture alone. */
export interface DigestSeries {
  readonly points: readonly { readonly label: string; readonly value: number | null; readonly words: string }[];
}

/** A measure with what it is held against. */
export interface FigureBlock extends DigestSeries {
  readonly figure: DigestFigure;
  readonly title: string;
  /** The figure, or why there is none. */
  readonly words: string;
  readonly beside: readonly string[];
  readonly href: string;
}

export interface AgeingBlock {
  readonly title: string;
  readonly parts: readonly { readonly label: string; readonly minor: number; readonly words: string }[];
  readonly sums: readonly string[];
  readonly href: string;
}

export interface LineBlock {
  readonly rows: readonly { readonly name: string; readonly now: string; readonly before: string }[];
}

/** All that a digest says, before it is laid out. */
export interface DigestContent {
  readonly subject: string;
  readonly heading: string;
  readonly greeting: string;
  /** What the figures are compared with. */
  readonly compared: string;
  readonly figures: readonly FigureBlock[];
  readonly ageing: readonly AgeingBlock[];
  /** One's own line; null for who reads the company's figures, `rows` empty where nothing of theirs is there. */
  readonly line: LineBlock | null;
  readonly pageAddress: string | null;
  readonly endAddress: string;
  readonly footer: readonly string[];
}

/** Whom and what a digest is for. */
export interface DigestOrder {
  readonly company: string;
  readonly zone: string;
  readonly reader: { readonly name: string };
  readonly rhythm: DigestRhythm;
  /** The period told of and those before it, the latest first; at least two. */
  readonly periods: readonly DigestPeriod[];
  readonly baseUrl: string;
}

/** Fewer points are no line. */
const FEWEST_POINTS = 2;

const TITLE_OF: Readonly<Record<DigestRhythm, string>> = { daily: 'Day', weekly: 'Week', monthly: 'Month' };

/** The frame of a digest: its subject, its periods, when the figures were known, and how it is ended. */
export function frameOf(
  order: DigestOrder,
  read: readonly AtPosition<unknown>[],
): Omit<DigestContent, 'figures' | 'ageing' | 'line' | 'pageAddress'> {
  const { company, zone, reader, rhythm, baseUrl } = order;
  const [period, before] = [periodAt(order, 0), periodAt(order, 1)];
  const name = plainText(company);
  const asOf = `As of ${dayText(period.to)}.`;
  return {
    subject: `${name}: ${periodText(period)}`,
    heading: `${TITLE_OF[rhythm]} of ${name}: ${periodText(period)}`,
    greeting: `For ${plainText(reader.name)}.`,
    compared: `Beside each figure stands the one before it, which ended on ${dayText(before.to)}.`,
    endAddress: `${baseUrl}/digest`,
    footer: [asOf, knownWords(read, zone), `You get this ${rhythm} because you chose it; change or end it here:`],
  };
}

/** The blocks of a company's measures; `series` holds the figures of each period, the latest first. */
export function figureBlocks(order: DigestOrder, series: readonly (readonly DigestFigure[])[]): FigureBlock[] {
  const [latest = [], before = []] = series;
  return latest.map((figure) => {
    const earlier = same(figure, before);
    const points = pointsOf(order, figure, series);
    const query = new URLSearchParams({ measure: figure.key, ...figure.period });
    if (figure.currency !== null) query.set('currency', figure.currency);
    return {
      figure,
      title: figure.currency === null ? figure.title : `${figure.title}, ${figure.currency}`,
      words: wordsOf(figure),
      beside: besideWords(figure, earlier),
      points,
      href: `${order.baseUrl}/reports/measure-rows?${query}`,
    };
  });
}

export function ageingBlocks(order: DigestOrder, ageing: readonly DigestAgeing[]): AgeingBlock[] {
  return ageing.map(({ currency, invoiceOpen, unapplied, netOpen, buckets }) => ({
    title: `Open by days past due, ${currency}`,
    parts: buckets.map(({ label, amount }) => {
      const share = shareText(amount.minor, invoiceOpen.minor);
      return { label, minor: amount.minor, words: [moneyText(amount), share].filter((part) => part !== '').join(', ') };
    }),
    sums: [
      `invoices open ${moneyText(invoiceOpen)}`,
      `unapplied ${moneyText(unapplied)}`,
      `net open ${moneyText(netOpen)}`,
    ],
    href: `${order.baseUrl}/reports/ageing?${new URLSearchParams({ asOf: periodAt(order, 0).to, currency })}`,
  }));
}

/** One's own line beside that of the period before. */
export function lineBlock(now: BoardLine | null, before: BoardLine | null): LineBlock {
  if (now === null && before === null) return { rows: [] };
  const [is, was] = [linePhrases(now), linePhrases(before)];
  const names = [...new Set([...is.keys(), ...was.keys()])];
  return { rows: names.map((name) => ({ name, now: is.get(name) ?? 'none', before: was.get(name) ?? 'none' })) };
}

function linePhrases(line: BoardLine | null): Map<string, string> {
  if (line === null) return new Map();
  const { promises } = line;
  const counts: [string, number][] = [
    ['Customers touched, once a day each', line.touches],
    ['Different customers touched', line.customers],
    ['Right-party contacts', line.rightPartyContacts],
    ['Sent by jobs in your name, not counted above', line.automatic],
    ['Promises that fell due', promises.fellDue],
    ['Promises kept', promises.kept],
    ['Promises partly kept', promises.partlyKept],
    ['Promises broken', promises.broken],
    ['Promises moved', promises.moved],
  ];
  return new Map([
    ...counts.map(([name, count]): [string, string] => [name, String(count)]),
    ...moneyPhrases('Promised and kept', line.promisedKept),
    ...moneyPhrases('Cash touched, not caused', line.touched),
    ...line.excess.map(excessPhrase),
  ]);
}

function moneyPhrases(name: string, amounts: readonly Money[]): [string, string][] {
  return amounts.map((amount) => [`${name}, ${amount.currency}`, moneyText(amount)]);
}

function excessPhrase({ excess, low, high, isTold }: BoardLine['excess'][number]): [string, string] {
  const words = `${moneyText(excess)} (95 %: ${moneyText(low)} to ${moneyText(high)})`;
  return [`Cash beyond what was expected, ${excess.currency}`, isTold ? words : `${words}, cannot be told from luck`];
}

function wordsOf(figure: DigestFigure): string {
  if (figure.value !== null) return figureText(figure.value, figure);
  return `Cannot be computed: ${plainText(figure.reason ?? 'the data do not suffice')}`;
}

function besideWords(figure: DigestFigure, before: DigestFigure | undefined): string[] {
  const { value, target, usual } = figure;
  const words = [`of ${periodText(figure.period)}`];
  if (before !== undefined) words.push(`before: ${wordsOf(before)}${changeWords(value, before.value, figure)}`);
  if (target !== null) words.push(`the company’s target: ${figureText(target, figure)}`);
  if (usual !== null) {
    const range = `${figureText(usual.low, figure)} to ${figureText(usual.high, figure)}`;
    words.push(`usual in the trade: ${range} (${plainText(usual.source)})`);
  }
  return words;
}

function changeWords(now: number | null, before: number | null, figure: DigestFigure): string {
  return now === null || before === null ? '' : `, ${changeText(now, before, figure)}`;
}

/** The figure of each period, the earliest first; none where they would not make a line. */
function pointsOf({ periods }: DigestOrder, figure: DigestFigure, series: readonly (readonly DigestFigure[])[]) {
  const points = periods.map((period, place) => pointOf(figure, series[place] ?? [], period)).reverse();
  return points.filter(({ value }) => value !== null).length < FEWEST_POINTS ? [] : points;
}

function pointOf(figure: DigestFigure, figures: readonly DigestFigure[], { from, to }: DigestPeriod) {
  const found = same(figure, figures);
  const label = from === to ? dayText(to) : `to ${dayText(to)}`;
  return { label, value: found?.value ?? null, words: found === undefined ? 'no figure' : wordsOf(found) };
}

function same(figure: DigestFigure, figures: readonly DigestFigure[]): DigestFigure | undefined {
  return figures.find(({ key, currency }) => key === figure.key && currency === figure.currency);
}

function periodAt({ periods }: DigestOrder, place: number): { from: DigestPeriod['from']; to: DigestPeriod['to'] } {
  const period = periods[place];
  if (period === undefined) throw new Error('A digest needs its period and the one before.');
  return { from: period.from, to: period.to };
}

/** The state of the ledger that was read last; a digest is put together in moments, in which a feed may come. */
function knownWords(read: readonly AtPosition<unknown>[], zone: string): string {
  const known = read.map(({ knownAt }) => knownAt ?? '').sort();
  const knownAt = known.at(-1) ?? '';
  if (knownAt === '') return 'Nothing has been fed yet.';
  const dataAsOf = read.find((each) => each.knownAt === knownAt)?.dataAsOf ?? null;
  const data = dataAsOf === null ? '' : `; the data are of ${instantText(dataAsOf, zone)}`;
  return `As known at ${instantText(knownAt, zone)}${data}.`;
}
