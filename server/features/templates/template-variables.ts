import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { Money } from '#shared/domain/money.ts';

/** The types of what a template may ask for, each with the value that it takes. */
export interface VariableTypes {
  readonly text: string;
  /** Amounts above 0 or 0, one a currency. */
  readonly money: readonly Money[];
  readonly date: CalendarDate;
  /** A whole number of 0 or more. */
  readonly count: number;
  /** An address that begins with `https://`. */
  readonly url: string;
  readonly email: string;
}
export type VariableType = keyof VariableTypes;

interface Variable {
  readonly type: VariableType;
  /** What names it to a person. */
  readonly words: string;
}

/** What a template may ask for once. The list is closed: a template with any other variable is refused. */
export const SINGLE_VARIABLES = {
  'customer.name': { type: 'text', words: "the customer's name" },
  'customer.number': { type: 'text', words: "the customer's number" },
  'contact.name': { type: 'text', words: "the contact's name" },
  'collector.name': { type: 'text', words: "the collector's name" },
  'collector.email': { type: 'email', words: "the collector's e-mail address" },
  'company.name': { type: 'text', words: "the company's name" },
  'brand.name': { type: 'text', words: 'the name of the brand, else of the company' },
  today: { type: 'date', words: "today's date" },
  total: { type: 'money', words: 'the total, each currency by itself' },
  itemCount: { type: 'count', words: 'how many items the message is about' },
  oldestDueOn: { type: 'date', words: 'the due day of the oldest item' },
  oldestDaysPastDue: { type: 'count', words: 'by how many days the oldest item is past due' },
} as const satisfies Record<string, Variable>;
export type SingleVariable = keyof typeof SINGLE_VARIABLES;

/** What a template may ask for of each item, inside `{% for item in items %}` … `{% endfor %}`. */
export const ITEM_VARIABLES = {
  'item.number': { type: 'text', words: "the item's number" },
  'item.issuedOn': { type: 'date', words: "the item's day of issue" },
  'item.dueOn': { type: 'date', words: "the item's due day" },
  'item.daysPastDue': { type: 'count', words: 'by how many days the item is past due' },
  'item.left': { type: 'money', words: 'what is left of the item' },
} as const satisfies Record<string, Variable>;
export type ItemVariable = keyof typeof ITEM_VARIABLES;

export type TemplateVariable = SingleVariable | ItemVariable;

/** Values by variable. One that is not known is left out or null; the types are checked as a template is filled. */
type ValuesOf<V extends Record<string, Variable>> = {
  readonly [N in keyof V]?: VariableTypes[V[N]['type']] | null;
};

export interface TemplateValues {
  readonly single: ValuesOf<typeof SINGLE_VARIABLES>;
  readonly items: readonly ValuesOf<typeof ITEM_VARIABLES>[];
}

const VARIABLES: Readonly<Record<TemplateVariable, Variable>> = { ...SINGLE_VARIABLES, ...ITEM_VARIABLES };

export function isSingleVariable(name: string): name is SingleVariable {
  return Object.hasOwn(SINGLE_VARIABLES, name);
}

export function isItemVariable(name: string): name is ItemVariable {
  return Object.hasOwn(ITEM_VARIABLES, name);
}

/** What a variable stands for, in words: `the contact's name`. */
export function wordsFor(name: TemplateVariable): string {
  return VARIABLES[name].words;
}

export function typeOf(name: TemplateVariable): VariableType {
  return VARIABLES[name].type;
}
