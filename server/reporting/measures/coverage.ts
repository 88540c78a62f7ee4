import type { CustomerIndex } from '../facts/facts.ts';
import { fractionOf, numbersOf } from './workings/inputs.ts';
import { isPastDue, visitOpenDebits } from './workings/open-parts.ts';
import { numberPart } from './workings/part.ts';
import type { Scope } from './workings/scope.ts';
import { CUSTOMERS } from './workings/subjects.ts';
import { tallied } from './workings/tallied.ts';

/** How many of the customers that are past due were touched at all. */
export const pastDueCoverage = tallied({
  name: 'coverage',
  variant: 'past_due_customers',
  title: 'Coverage of past-due customers',
  unit: 'fraction',
  words: [
    'Customers with something past due at the end that a person touched on a day of the period, divided by all customers with something past due.',
    'A touch is an attempt or contact, whichever items it names. Automatic ones do not count.',
  ],
  symbols: 'touched ÷ past due',
  asOfRule: 'What is past due at the end of the last day; touches on days of the period.',
  source: 'docs/glossary.md (touched)',
  better: 'higher',
  about: 'activity',
  perPerson: 'owner',
  subject: CUSTOMERS,
  by: 'nothing',
  parts: {
    touched: numberPart((scope, add) => {
      const touched = touchedCustomers(scope);
      for (const customer of pastDueCustomers(scope)) if (touched.has(customer)) add(customer, 1);
    }),
    pastDue: numberPart((scope, add) => {
      for (const customer of pastDueCustomers(scope)) add(customer, 1);
    }),
  },
  formula: (inputs) => {
    const { touched, pastDue } = numbersOf(inputs, 'touched', 'pastDue');
    return fractionOf(touched, pastDue);
  },
  whyNot: () => 'No customer is past due on that day.',
  example: {
    source: 'This page.',
    words: '30 of 40 customers past due were touched = 75 %',
    inputs: { touched: 30, pastDue: 40 },
    value: 0.75,
  },
});

function pastDueCustomers(scope: Scope): ReadonlySet<CustomerIndex> {
  return scope.once(pastDueCustomers, () => {
    const { customer } = scope.facts.items;
    const found = new Set<CustomerIndex>();
    visitOpenDebits(scope, (item) => {
      if (isPastDue(scope, item)) found.add(customer[item] ?? -1);
    });
    return found;
  });
}

function touchedCustomers(scope: Scope): ReadonlySet<CustomerIndex> {
  return scope.once(touchedCustomers, () => {
    const { customer } = scope.facts.activities;
    const { log, from, to } = scope;
    const found = new Set<CustomerIndex>();
    for (const activity of log.between(from, to)) if (log.isHumanTouch(activity)) found.add(customer[activity] ?? -1);
    return found;
  });
}
