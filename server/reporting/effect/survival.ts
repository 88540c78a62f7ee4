/** One subject: how long it was watched, and whether the event came then or the watching ended without it. */
export interface Watched {
  /** In whole days, 0 or more. */
  readonly days: number;
  readonly hasEvent: boolean;
}

/** A step of the estimate: the share that has had no event up to and on a day. */
export interface SurvivalStep {
  readonly days: number;
  readonly atRisk: number;
  readonly events: number;
  readonly survival: number;
}

/** Kaplan and Meier's product-limit estimate (1958), a step for each day that has an event. Who is censored on a day is at risk on it. */
export function survivalSteps(watched: readonly Watched[]): SurvivalStep[] {
  let survival = 1;
  return eventDays(watched).map((days) => {
    const { atRisk, events } = countsOn(watched, days);
    survival *= 1 - events / atRisk;
    return { days, atRisk, events, survival };
  });
}

/** The log-rank test of two groups: events seen and expected in the first, the hypergeometric variance of that difference, and χ² with one degree of freedom. */
export interface LogRank {
  readonly observed: number;
  readonly expected: number;
  readonly variance: number;
  /** Null where no day tells the groups apart. */
  readonly chiSquare: number | null;
}

/** Compares the survival of two groups after Mantel (1966). */
export function logRank(first: readonly Watched[], second: readonly Watched[]): LogRank {
  let [observed, expected, variance] = [0, 0, 0];
  for (const days of eventDays([...first, ...second])) {
    const [a, b] = [countsOn(first, days), countsOn(second, days)];
    const atRisk = a.atRisk + b.atRisk;
    const events = a.events + b.events;
    const share = a.atRisk / atRisk;
    observed += a.events;
    expected += events * share;
    if (atRisk > 1) variance += (events * share * (1 - share) * (atRisk - events)) / (atRisk - 1);
  }
  const chiSquare = variance === 0 ? null : (observed - expected) ** 2 / variance;
  return { observed, expected, variance, chiSquare };
}

function eventDays(watched: readonly Watched[]): number[] {
  const days = new Set(watched.filter(({ hasEvent }) => hasEvent).map((subject) => subject.days));
  return [...days].sort((a, b) => a - b);
}

function countsOn(watched: readonly Watched[], days: number): { atRisk: number; events: number } {
  let [atRisk, events] = [0, 0];
  for (const subject of watched) {
    if (subject.days >= days) atRisk += 1;
    if (subject.days === days && subject.hasEvent) events += 1;
  }
  return { atRisk, events };
}
