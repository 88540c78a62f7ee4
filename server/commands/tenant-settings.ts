import { parseArgs } from 'node:util';
import type { ChangeSettingsBody } from '#shared/api/settings.ts';
import { type CurrencyCode, isCurrencyCode } from '#shared/domain/currency.ts';
import { decimalOf, type Money, moneyFromDecimal } from '#shared/domain/money.ts';
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
    },
  });
  const changes = {
    ...given('buckets', values.buckets, bucketsIn),
    ...given('autoPost', values['auto-post'], (text) => switchIn('auto-post', text)),
    ...given('writeOffTolerance', values['write-off-tolerance'], amountsIn),
    ...given('matchingTolerance', values['matching-tolerance'], matchingToleranceIn),
    ...given('oldestFirst', values['oldest-first'], (text) => switchIn('oldest-first', text)),
  };
  return { tenant: values.tenant, changes };
}

/** Settings as lines for a person at a terminal. */
export function settingsLines({ ageing, ...cash }: TenantSettings): string[] {
  const { autoPost, writeOffTolerance, matchingTolerance, oldestFirst } = cash;
  const labels = bucketsOf(ageing).map(({ label }) => label);
  const fraction = `${Number((matchingTolerance.fraction * 100).toFixed(4))}%`;
  return [
    `buckets:             ${labels.join(', ')} (${ageing.preset === 'own' ? 'the company’s own' : ageing.preset})`,
    `auto-post:           ${autoPost ? 'on' : 'off'}`,
    `write-off-tolerance: ${amountsInWords(writeOffTolerance)}`,
    `matching-tolerance:  ${[fraction, ...matchingTolerance.amounts.map(inWords)].join(', ')}`,
    `oldest-first:        ${oldestFirst ? 'on' : 'off'}`,
  ];
}

function given<N extends string, T>(name: N, text: string | undefined, read: (text: string) => T) {
  return text === undefined ? {} : ({ [name]: read(text) } as Record<N, T>);
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
