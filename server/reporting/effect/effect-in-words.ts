import { HORIZON_DAYS } from './episodes.ts';

/** How effect is told from luck, for every report that shows it. */
export const EFFECT_IN_WORDS: readonly string[] = [
  `Excess cash = Σ (observed − expected) over episodes. An episode is the work on one item: it begins with a first contact and ends ${HORIZON_DAYS} days after the last one that came before its end; after a promise not before the promised day and the company’s grace. What is still running ends on the last day of the period.`,
  'Observed is what was paid in the episode: payments, and clearings that no entry explains. Credit memos and adjustments are no payment; what they take is left out on both sides.',
  'Expected is what would have been paid anyway. For each customer a habit is learnt from its earlier items (how many working days past due it pays, how widely that spreads, how much strays), drawn towards what all customers do by how little is known of it. The chance is that of an item still unpaid on that day. Items leave this learning on the day on which somebody first touches them, and only entries dated before the month in which the episode begins are used.',
  'Money is on its way for one working day. So the clock starts on the working day after the contact, items paid by then do not count, and nobody is given what was sent before the contact.',
  'A further contact begins a new stage: what of the earlier expectation was still to come is replaced by the new one. A stage counts for all contacts of the episode so far, a contact a week older for half as much. These shares are fixed before the outcome is known. One contact a person, item and day; what only says that money was sent already is none; automatic messages count apart from people.',
  'Variance = Σ A²·E·(1 − E), where items of one customer go together as untouched ones were seen to, or as what is not known of the customer makes them; and all together by as much as the check on untouched items of the last 120 days could not show. The interval holds the effect in 95 of 100 cases; where it crosses 0, the excess cannot be told from luck.',
  'Mean chance says how hard the portfolio is: the chance, at the first contact, that what was taken up would have been paid anyway, beside that of the whole company. It is in the expectation already.',
  'Contested items are kept apart, and so are items from before there was a past to learn from. Both are counted in the totals as items left out.',
  'Touched last, and touched by time (a contact a week earlier half as much), stand beside it: applied cash of the period’s value dates that a contact of the 14 days before names, or whose customer it names. Touched is not caused. Currencies are never added.',
];
