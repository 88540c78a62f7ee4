import { plainPage } from './plain-page.tsx';

export const pickedEasyPage = plainPage({
  name: 'picked-easy',
  title: 'Picked easy',
  group: 'checks',
  about: 'period',
  filters: ['collector', 'customer', 'owner'],
  rowsAre: 'touched items',
  titles: {
    on: 'Day',
    by: 'Collector',
    dueOn: 'Due',
    chance: 'Chance within 7 days',
    isEasy: 'Easy',
    isAutomatic: 'automatic',
    touched: 'Touched items',
    companyShare: 'Share of all people',
  },
  percents: ['chance', 'share', 'companyShare'],
});

export const dunnedTwicePage = plainPage({
  name: 'dunned-twice',
  title: 'Dunned twice',
  group: 'checks',
  about: 'period',
  filters: ['collector', 'customer', 'owner'],
  rowsAre: 'notices',
  titles: { first: 'First notice', second: 'Second notice', reasons: 'Why' },
});

export const contactedAfterPayingPage = plainPage({
  name: 'contacted-after-paying',
  title: 'Contacted after paying',
  group: 'checks',
  about: 'period',
  filters: ['collector', 'code', 'customer', 'owner'],
  rowsAre: 'contacts',
  titles: {
    on: 'Day',
    by: 'Collector',
    label: 'Code',
    paidOn: 'Paid',
    daysAfter: 'Days after',
    wasKnown: 'Known at the time',
  },
  hidden: ['code'],
});

export const reconciliationPage = plainPage({
  name: 'reconciliation',
  title: 'Agreement with the ERP',
  group: 'checks',
  about: 'day',
  filters: ['customer', 'currency'],
  rowsAre: 'differences',
  titles: { number: 'Item', reason: 'Why' },
});
