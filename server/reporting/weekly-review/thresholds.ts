/** What makes a line of the review. They pick whom to talk about, not whom to blame; each says why it is what it is. */
export const REVIEW = {
  /** A touch or two of a day is within any week's swing; half as many again as the colleagues' median is not. */
  busyFactor: 1.5,
  /** As far below the median as twice is above it. */
  quietFactor: 0.5,
  /** A median of fewer colleagues is one person's week. */
  leastColleagues: 2,
  /** With fewer touches than one a working day nobody is busy, whatever the others did. */
  leastTouches: 5,
  /** One week says little of cash, which comes weeks after the work; over eight an effect of ordinary size can be told. */
  effectDays: 56,
  /** Cash of a portfolio that mostly came with nobody's touch came by itself. */
  untouchedShare: 0.5,
  /** The trade's usual rhythm has a touch every one to two weeks while something is past due. */
  neglectedDays: 14,
  /** One's own past: eight periods before, of which at least half had any work, so that leave does not make the median. */
  pastPeriods: 8,
  leastPastPeriods: 4,
  /** Twice or half one's own median, and at least two a working day more or less: small numbers double by chance. */
  outlierFactor: 2,
  outlierTouches: 10,
  /** A talk has time for three threads. */
  examples: 3,
  /** The largest customers of a line; the rest are in what it opens down to. */
  customersNamed: 5,
} as const;
