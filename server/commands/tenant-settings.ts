import { parseArgs } from 'node:util';
import { type ChangeSettingsBody, KEPT_OF_MAIL } from '#shared/api/settings.ts';
import { type CalendarDate, isCalendarDate } from '#shared/domain/calendar-date.ts';
import { type CurrencyCode, isCurrencyCode } from '#shared/domain/currency.ts';
import { decimalOf, type Money, moneyFromDecimal } from '#shared/domain/money.ts';
import { weekdayName } from '#shared/words/weekdays.ts';
import { bucketsOf, type TenantSettings } from '../identity/tenant-settings.ts';
import { CommandFailed } from './command-context.ts';

const TEXT = { type: 'string' } as const;

/** What `npm run tenant -- settings` was asked: whose settings, and what to change of them; an empty object for nothing. */
export function settingsArguments(args: string[]): { tenant: string | undefined; changes: ChangeSettingsBody } {
  const { values } = parseArgs({
    args,
    options: {
      tenant: TEXT,
      buckets: TEXT,
      'auto-post': TEXT,
      'write-off-tolerance': TEXT,
      'matching-tolerance': TEXT,
      'oldest-first': TEXT,
      weekend: TEXT,
      holidays: TEXT,
      'promise-grace': TEXT,
      target: { type: 'string', multiple: true },
      'never-log': TEXT,
      'kept-of-mail': TEXT,
      'send-anyway': TEXT,
    },
  });
  const changes = {
    ...given('calendar', anyOf(values.weekend, values.holidays), () => ({
      ...given('weekend', values.weekend, weekendIn),
      ...given('holidays', values.holidays, holidaysIn),
    })),
    ...given('promiseGraceDays', values['promise-grace'], daysIn),
    ...given('targets', values.target, targetsIn),
    ...given('buckets', values.buckets, bucketsIn),
    ...given('autoPost', values['auto-post'], (text) => switchIn('auto-post', text)),
    ...given('writeOffTolerance', values['write-off-tolerance'], amountsIn),
    ...given('matchingTolerance', values['matching-tolerance'], matchingToleranceIn),
    ...given('oldestFirst', values['oldest-first'], (text) => switchIn('oldest-first', text)),
    ...given('neverLog', values['never-log'], partsOf),
    ...given('keptOfMail', values['kept-of-mail'], keptOfMailIn),
    ...given('sendAnyway', values['send-anyway'], (text) => switchIn('send-anyway', text)),
  };
  return { tenant: values.tenant, changes };
}

/** Settings as lines for a person at a terminal. */
export function settingsLines({ ageing, ...rest }: TenantSettings): string[] {
  const { autoPost, writeOffTolerance, matchingTolerance, oldestFirst, calendar, promiseGraceDays, targets } = rest;
  const labels = bucketsOf(ageing).map(({ label }) => label);
  const fraction = `${Number((matchingTolerance.fraction * 100).toFixed(4))}%`;
  return [
    `buckets:             ${labels.join(', ')} (${ageing.preset === 'own' ? 'the company’s own' : ageing.preset})`,
    `auto-post:           ${autoPost ? 'on' : 'off'}`,
    `write-off-tolerance: ${amountsInWords(writeOffTolerance)}`,
    `matching-tolerance:  ${[fraction, ...matchingTolerance.amounts.map(inWords)].join(', ')}`,
    `oldest-first:        ${oldestFirst ? 'on' : 'off'}`,
    `weekend:             ${listed(calendar.weekend.map(weekdayName))}`,
    `holidays:            ${listed(calendar.holidays)}`,
    `promise-grace:       ${promiseGraceDays} working days`,
    `targets:             ${listed(targets.map(({ measure, value }) => `${measure}=${value}`))}`,
    `never-log:           ${listed(rest.neverLog)}`,
    `kept-of-mail:        ${rest.keptOfMail}`,
    `send-anyway:         ${rest.sendAnyway ? 'on' : 'off'}`,
  ];
}

function given<N extends string, S, T>(name: N, said: S | undefined, read: (said: S) => T) {
  return said === undefined ? {} : ({ [name]: read(said) } as Record<N, T>);
}

function anyOf(...texts: (string | undefined)[]): string | undefined {
  return texts.find((text) => text !== undefined);
}

function listed(words: readonly string[]): string {
  return words.length === 0 ? 'none' : words.join(', ');
}

/** The parts of a list with commas between; none where it says `none`. */
function partsOf(text: string): string[] {
  return text.trim() === 'none' ? [] : text.split(',').map((part) => part.trim());
}

function weekendIn(text: string): number[] {
  const days = partsOf(text);
  if (days.every((day) => /^[1-7]$/.test(day))) return days.map(Number);
  throw new CommandFailed('--weekend takes days of the week, 1 for Monday to 7 for Sunday, such as 6,7, or none.');
}

function holidaysIn(text: string): CalendarDate[] {
  const days = partsOf(text);
  const isDays = (parts: string[]): parts is CalendarDate[] => parts.every((part) => isCalendarDate(part));
  if (isDays(days)) return days;
  throw new CommandFailed('--holidays takes days such as 2026-12-25 with commas between, or none.');
}

function daysIn(text: string): number {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  throw new CommandFailed(`--promise-grace takes a number of working days, not "${text}".`);
}

/** `dso.countback=40`, once for each measure; `none` alone for no targets. */
function targetsIn(texts: readonly string[]): NonNullable<ChangeSettingsBody['targets']> {
  if (texts.length === 1 && texts[0] === 'none') return [];
  return texts.map((text) => {
    const [, measure = '', value = ''] = /^([\w.-]+)=(-?\d+(?:\.\d+)?)$/.exec(text) ?? [];
    if (measure !== '') return { measure, value: Number(value) };
    throw new CommandFailed(`"${text}" is no target; write dso.countback=40, or none.`);
  });
}

function bucketsIn(text: string): NonNullable<ChangeSettingsBody['buckets']> {
  if (text === 'to_90' || text === 'to_120') return text;
  const days = text.split(',').map((part) => part.trim());
  if (days.every((day) => /^\d{1,4}$/.test(day))) return days.map(Number);
  throw new CommandFailed('--buckets takes to_90, to_120, or last days past due such as 0,15,30,60.');
}

function switchIn(name: string, text: string): boolean {
  if (text === 'on' || text === 'off') return text === 'on';
  throw new CommandFailed(`--${name} takes on or off, not "${text}".`);
}

function keptOfMailIn(text: string): (typeof KEPT_OF_MAIL)[number] {
  const kept = KEPT_OF_MAIL.find((each) => each === text);
  if (kept !== undefined) return kept;
  throw new CommandFailed(`--kept-of-mail takes ${KEPT_OF_MAIL.join(' or ')}, not "${text}".`);
}

function amountsIn(text: string): Money[] {
  if (text.trim() === 'none') return [];
  return text.split(',').map((part) => amountIn(part.trim()));
}

function amountIn(text: string): Money {
  const [, decimal = '', currency = ''] = /^(\d+(?:\.\d+)?) ?([A-Z]{3})$/.exec(text) ?? [];
  const amount = isCurrencyCode(currency) ? moneyFromDecimal(decimal, currency as CurrencyCode) : null;
  if (amount !== null) return amount;
  throw new CommandFailed(`"${text}" is no amount; write 5.00 EUR, several with commas between, or none.`);
}

/** `1%` alone, amounts alone, or both: `1%,5.00 EUR`. */
function matchingToleranceIn(text: string): NonNullable<ChangeSettingsBody['matchingTolerance']> {
  const parts = text.split(',').map((part) => part.trim());
  const percent = parts.map((part) => /^(\d+(?:\.\d+)?)%$/.exec(part)?.[1]).find((found) => found !== undefined);
  const amounts = parts.filter((part) => !part.endsWith('%')).join(',');
  return { fraction: Number(percent ?? 0) / 100, amounts: amounts === '' ? [] : amountsIn(amounts) };
}

function amountsInWords(amounts: readonly Money[]): string {
  return amounts.length === 0 ? 'none' : amounts.map(inWords).join(', ');
}

function inWords(amount: Money): string {
  return `${decimalOf(amount)} ${amount.currency}`;
}
