/** What a template may ask for once, each with the words that name it to a person. The list is closed: a template with any other variable is refused. */
export const SINGLE_VARIABLES = {
  'customer.name': "the customer's name",
  'customer.number': "the customer's number",
  'contact.name': "the contact's name",
  'collector.name': "the collector's name",
  'collector.email': "the collector's e-mail address",
  'company.name': "the company's name",
  today: "today's date",
  total: 'the total, each currency by itself',
  itemCount: 'how many items the message is about',
  oldestDueOn: 'the due day of the oldest item',
  oldestDaysPastDue: 'by how many days the oldest item is past due',
} as const;
export type SingleVariable = keyof typeof SINGLE_VARIABLES;

/** What a template may ask for of each item, inside `{% for item in items %}` … `{% endfor %}`. */
export const ITEM_VARIABLES = {
  'item.number': "the item's number",
  'item.issuedOn': "the item's day of issue",
  'item.dueOn': "the item's due day",
  'item.daysPastDue': 'by how many days the item is past due',
  'item.left': 'what is left of the item',
} as const;
export type ItemVariable = keyof typeof ITEM_VARIABLES;

export type TemplateVariable = SingleVariable | ItemVariable;

/** Values by variable, as text for a reader. A value that is not known is left out or null; whatever else is in it counts as not known. */
export interface TemplateValues {
  readonly single: Partial<Record<SingleVariable, string | null>>;
  readonly items: readonly Partial<Record<ItemVariable, string | null>>[];
}

export function isSingleVariable(name: string): name is SingleVariable {
  return Object.hasOwn(SINGLE_VARIABLES, name);
}

export function isItemVariable(name: string): name is ItemVariable {
  return Object.hasOwn(ITEM_VARIABLES, name);
}

/** What a variable stands for, in words: `the contact's name`. */
export function wordsFor(name: TemplateVariable): string {
  return { ...SINGLE_VARIABLES, ...ITEM_VARIABLES }[name];
}
