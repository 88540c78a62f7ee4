import { reportHref } from '../state/report-query.ts';
import { plainPage } from './plain-page.tsx';

const promises = {
  group: 'promises',
  about: 'period',
  rowsAre: 'promises',
  titles: {
    by: 'Collector',
    amount: 'Promised',
    paid: 'Came in time',
    keptShare: 'Kept by count',
    paidShare: 'Kept by amount',
  },
  percents: ['keptShare', 'paidShare'],
} as const;

export const promisesPage = plainPage({
  ...promises,
  name: 'promises',
  title: 'Promises to pay',
  filters: ['promiseState', 'collector', 'customer', 'currency', 'owner'],
});

/** What the counts of promises on the collectors’ board open down to. */
export const settledPromisesPage = plainPage({
  ...promises,
  name: 'settled-promises',
  title: 'Promises that were settled',
  filters: ['promiseState', 'collector', 'team', 'customer', 'currency', 'owner'],
  isReachedByLinks: true,
});

export const paymentClassesPage = plainPage({
  name: 'payment-classes',
  title: 'Cash by what came before it',
  group: 'results',
  about: 'period',
  filters: ['collector', 'code', 'customer', 'currency', 'paymentClass', 'owner'],
  rowsAre: 'classes',
  titles: { title: 'Class', automatic: 'Touched automatically alone', parts: 'Parts of payments' },
  hidden: ['class', 'classes', 'currency'],
  percents: ['share'],
  links: {
    amount: ({ class: paymentClass, currency }, { asked, query: { collector, code, customer, owner } }) =>
      reportHref('payment-trail', {
        ...asked,
        collector,
        code,
        customer,
        owner,
        currency: String(currency),
        paymentClass: String(paymentClass),
      }),
  },
});
