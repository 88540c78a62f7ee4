import type { FieldProblem } from '#shared/api/errors.ts';
import { codeDefinition, isPromise } from '#shared/domain/activity-code.ts';
import type { NewActivity } from './activity-entry.ts';

type Instalments = NonNullable<NewActivity['instalments']>;

/** What is wrong with the instalments of an activity; nothing where it has none. */
export function instalmentProblems({ code, instalments, amount, date }: NewActivity): FieldProblem[] {
  if (instalments === undefined) return [];
  const isTwice = amount !== undefined || date !== undefined;
  const rules: readonly (readonly [isBroken: boolean, problem: string])[] = [
    [!isPromise(code), `${codeDefinition(code).label} is no promise; it takes no instalments.`],
    [isTwice, 'Instalments stand in the place of amount and date; give the one or the other.'],
    [instalments.length === 0, 'There needs to be one instalment at least.'],
    [instalments.some((part) => part.amount.minor <= 0), 'Each instalment needs to be more than nothing.'],
    [currenciesOf(instalments) > 1, 'The instalments of a promise are in one currency; record a promise for each.'],
    [daysOf(instalments) < instalments.length, 'Each instalment needs a day of its own.'],
    [!Number.isSafeInteger(sumOf(instalments)), 'The instalments are more together than can be counted.'],
  ];
  return rules.filter(([isBroken]) => isBroken).map(([, problem]) => ({ field: 'instalments', problem }));
}

function currenciesOf(instalments: Instalments): number {
  return new Set(instalments.map(({ amount }) => amount.currency)).size;
}

function daysOf(instalments: Instalments): number {
  return new Set(instalments.map(({ promisedFor }) => promisedFor)).size;
}

function sumOf(instalments: Instalments): number {
  return instalments.reduce((sum, { amount }) => sum + amount.minor, 0);
}
