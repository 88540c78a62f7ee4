import type { SeededChoice } from './seeded-choice.ts';

type Damage = (text: string, choice: SeededChoice) => string;

const IN_NUMBERS: readonly Damage[] = [
  (text, choice) => cutAt(text, choice, (before, after) => `${before} ${after}`),
  (text, choice) => cutAt(text, choice, (before, after) => before + after.slice(1)),
  (text, choice) => cutAt(text, choice, (before, after) => before + choice.digits(1) + after),
  (text, choice) => cutAt(text, choice, (before, after) => before + choice.digits(1) + after.slice(1)),
  (text, choice) => cutAt(text, choice, (before, after) => before + swapped(after)),
  (text, choice) => text.slice(0, -1 - choice.below(3)),
  (text, choice) => text.slice(1 + choice.below(3)),
];

const IN_NAMES: readonly Damage[] = [
  (text, choice) => cutAt(text, choice, (before, after) => before + after.slice(1)),
  (text, choice) => cutAt(text, choice, (before, after) => before + swapped(after)),
  (text) => text.toUpperCase().replace(/ [^ ]+$/, ''),
  (text) =>
    text
      .split(' ')
      .map((word) => word.charAt(0))
      .join(''),
  (text) => `${text.split(' ')[0]} Holding`,
];

/** A number as payers get it wrong: a character lost, changed, swapped or too much, a space within it, its beginning or end lost; at times twice. */
export function damagedNumber(number: string, choice: SeededChoice): string {
  const once = choice.of(IN_NUMBERS)(number, choice);
  return choice.chance(0.2) ? choice.of(IN_NUMBERS)(once, choice) : once;
}

/** A name as banks pass it on: misspelt, shortened, initials alone, or of another company of the group. */
export function damagedName(name: string, choice: SeededChoice): string {
  return choice.of(IN_NAMES)(name, choice);
}

function cutAt(text: string, choice: SeededChoice, put: (before: string, after: string) => string): string {
  const at = 1 + choice.below(Math.max(1, text.length - 2));
  return put(text.slice(0, at), text.slice(at));
}

function swapped(text: string): string {
  return text.charAt(1) + text.charAt(0) + text.slice(2);
}
