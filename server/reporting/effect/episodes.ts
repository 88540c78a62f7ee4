import { isPromise } from '#shared/domain/activity-code.ts';
import { addBusinessDays, type BusinessCalendar } from '#shared/domain/business-day.ts';
import { dayNumber, dayOfNumber } from '#shared/domain/calendar-date.ts';
import type { ActivityIndex, CustomerIndex, Facts, ItemIndex } from '../facts/facts.ts';
import { type FittedBaseline, fitBaseline, watchedOf } from './baseline.ts';
import { type ContactDay, contactDays } from './contact-days.ts';
import type { Together } from './excess.ts';
import { numberAt } from './number-at.ts';
import { PaidOtherwise } from './paid-otherwise.ts';
import type { WatchedItems } from './watched-items.ts';

/** Days after a contact in which money still counts towards its episode; the same as for *touched*. */
export const HORIZON_DAYS = 14;
/**
 * Working days that money is on its way. What arrives sooner after a contact was sent before it, so nothing that arrives on the day of a contact or on the working day after
 * counts as having followed it; SEPA and ACH credits take one working day.
 */
const TRANSFER_DAYS = 1;
/** Days after which an earlier contact of the same episode has half the weight of a later one. */
export const HALF_WEIGHT_DAYS = 7;
/** A company’s past with fewer payments is none to expect from. */
const FEWEST_PAID = 30;

/** A contact’s share of a stage; those of a stage sum to 1. */
export interface ContactShare {
  readonly activity: ActivityIndex;
  readonly weight: number;
}

/** An episode from one contact to the next, or to its end. Amounts are minor units of the item’s currency. Days are numbers. */
export interface Stage {
  readonly contactOn: number;
  /** What is paid after this day, up to and on `until`, is its outcome. */
  readonly after: number;
  readonly until: number;
  /** What was unpaid then and went no other way, and the chance that it would be paid by the end of the horizon. */
  readonly minor: number;
  readonly chance: number;
  readonly observed: number;
  /** What would have come anyway: the chance, less what of it was still to come when the next contact began anew. */
  readonly expected: number;
  /** How far the observed lies off the expected by chance alone. */
  readonly deviation: number;
  /** How far the expected may be off for what is not known of the customer. */
  readonly doubt: number;
  readonly shares: readonly ContactShare[];
}

/** The work on one item from its first contact to the end of the horizon after the last. */
export interface WorkedEpisode {
  readonly item: ItemIndex;
  readonly customer: CustomerIndex;
  readonly stages: readonly Stage[];
}

export interface EpisodeQuestion {
  readonly facts: Facts;
  /** Contacts of these days; outcomes up to the last of them. */
  readonly from: number;
  readonly to: number;
  readonly calendar: BusinessCalendar;
  readonly graceDays: number;
}

/** The episodes of a period, and how many items with contacts have none, by why. */
export interface Episodes {
  readonly episodes: readonly WorkedEpisode[];
  readonly together: Together;
  readonly leftOut: { readonly contested: number; readonly withoutPast: number };
}

/** Every episode of work in a period, with what would have come anyway, in the order of customers, then due days. */
export function episodesOf(question: EpisodeQuestion): Episodes {
  return episodesAfter(question, contactDays(question.facts, question.from, question.to));
}

/** The same after contacts that are given. */
export function episodesAfter(question: EpisodeQuestion, contacts: ReadonlyMap<ItemIndex, ContactDay[]>): Episodes {
  const { facts } = question;
  const watched = watchedOf(facts);
  const making = new Making(question);
  const episodes: WorkedEpisode[] = [];
  const leftOut = { contested: 0, withoutPast: 0 };
  for (let place = 0; place < watched.count; place += 1) {
    const subject = subjectAt(watched, place);
    const days = contacts.get(subject.item);
    if (days === undefined) continue;
    const made = watched.isContested[place] === 1 ? 'contested' : making.of(subject, days);
    if (typeof made === 'string') leftOut[made] += 1;
    else episodes.push(...made);
  }
  return { episodes, together: making.together(), leftOut };
}

interface Subject {
  readonly item: ItemIndex;
  readonly customer: CustomerIndex;
  readonly dueOn: number;
}

function subjectAt({ item, customer, dueOn }: WatchedItems, place: number): Subject {
  return { item: numberAt(item, place), customer: numberAt(customer, place), dueOn: numberAt(dueOn, place) };
}

/** An episode that is being made: its baseline, its contacts so far, and the stage that is not over. */
interface Running {
  readonly baseline: FittedBaseline;
  readonly contacts: ContactDay[];
  readonly stages: Stage[];
  after: number;
  end: number;
}

class Making {
  private readonly otherwise: PaidOtherwise;
  private readonly starts = new Map<number, number>();
  private readonly baselines = new Map<number, FittedBaseline>();

  constructor(private readonly question: EpisodeQuestion) {
    this.otherwise = new PaidOtherwise(question.facts);
  }

  /** That of the latest baseline that was asked. */
  together(): Together {
    const latest = [...this.baselines.keys()].sort((a, b) => a - b).at(-1);
    const baseline = latest === undefined ? undefined : this.baselines.get(latest);
    return baseline?.together ?? { correlation: 0, checkedOn: 0 };
  }

  /** The episodes of an item, unless the company’s past by then is too short to expect anything from. */
  of(subject: Subject, days: readonly ContactDay[]): WorkedEpisode[] | 'withoutPast' {
    const begun: Running[] = [];
    for (const contact of days) {
      if (!this.canFollow(subject, contact)) continue;
      const running = begun.at(-1);
      if (running !== undefined && contact.day <= running.end) this.goOn(subject, running, contact);
      else begun.push(this.begun(contact));
    }
    if (begun.some(({ baseline }) => baseline.paidItems < FEWEST_PAID)) return 'withoutPast';
    return begun.map((running) => this.finished(subject, running));
  }

  /** Whether the item was owed before the contact and when money could first follow it, and there are days left in which it could. */
  private canFollow({ item }: Subject, { day }: ContactDay): boolean {
    const { facts, to } = this.question;
    const after = this.startAfter(day);
    return after < to && facts.items.leftOn(item, day - 1) > 0 && facts.items.leftOn(item, after) > 0;
  }

  private begun(contact: ContactDay): Running {
    const [after, end] = [this.startAfter(contact.day), this.horizonOf(contact)];
    return { baseline: this.baselineOn(contact.day), contacts: [contact], stages: [], after, end };
  }

  /** Ends the running stage where a further contact comes, and begins the next. */
  private goOn(subject: Subject, running: Running, contact: ContactDay): void {
    const after = this.startAfter(contact.day);
    running.stages.push(this.stageUntil(subject, running, Math.min(running.end, after)));
    running.contacts.push(contact);
    running.after = after;
    running.end = Math.max(running.end, this.horizonOf(contact));
  }

  private finished(subject: Subject, running: Running): WorkedEpisode {
    const { item, customer } = subject;
    running.stages.push(this.stageUntil(subject, running, Math.min(running.end, this.question.to)));
    return { item, customer, stages: running.stages };
  }

  private stageUntil({ item, customer, dueOn }: Subject, running: Running, until: number): Stage {
    const { baseline, after, contacts } = running;
    const end = Math.min(running.end, this.question.to);
    const { items } = this.question.facts;
    const other = this.otherwise.between(item, after, until);
    const left = items.leftOn(item, after);
    const minor = Math.max(0, left - other);
    const observed = Math.min(minor, Math.max(0, left - items.leftOn(item, until) - other));
    const { chance, doubt } = baseline.foreseen(customer, dueOn, after, end);
    const toCome = (minor - observed) * baseline.chance(customer, dueOn, until, end);
    const byThen = until < end ? baseline.chance(customer, dueOn, after, until) : chance;
    const stake = minor === 0 ? 0 : minor - (until < end ? toCome : 0);
    return {
      contactOn: contacts.at(-1)?.day ?? after,
      after,
      until,
      minor,
      chance,
      observed,
      expected: minor * chance - toCome,
      deviation: Math.abs(stake) * Math.sqrt(byThen * (1 - byThen)),
      doubt: minor * doubt,
      shares: sharesOf(contacts),
    };
  }

  /** The day after which money may have followed a contact. */
  private startAfter(day: number): number {
    const known = this.starts.get(day);
    if (known !== undefined) return known;
    const start = dayNumber(addBusinessDays(dayOfNumber(day), TRANSFER_DAYS, this.question.calendar));
    this.starts.set(day, start);
    return start;
  }

  /** The last day of a contact’s horizon; a promise is waited for until its day and the grace are over. */
  private horizonOf({ day, activities }: ContactDay): number {
    const { facts, graceDays, calendar } = this.question;
    let end = day + HORIZON_DAYS;
    for (const activity of activities) {
      if (!isPromise(facts.activities.code(activity))) continue;
      const promised = facts.activities.date(activity);
      if (promised === null || promised < day) continue;
      end = Math.max(end, dayNumber(addBusinessDays(dayOfNumber(promised), graceDays, calendar)));
    }
    return end;
  }

  /** The baseline of the month in which an episode begins, from entries dated before that month. */
  private baselineOn(day: number): FittedBaseline {
    const { facts, calendar } = this.question;
    const until = day - Number(dayOfNumber(day).slice(8, 10));
    const known = this.baselines.get(until) ?? fitBaseline({ facts, until, calendar, censorAtTouch: true });
    this.baselines.set(until, known);
    return known;
  }
}

/** The weight of each contact up to the last: halved for each week that lies between; all of a day alike. Known when the stage begins, whatever comes of it. */
function sharesOf(contacts: readonly ContactDay[]): ContactShare[] {
  const last = contacts.at(-1)?.day ?? 0;
  const weighed = contacts.flatMap(({ day, activities }) => {
    const weight = 2 ** (-(last - day) / HALF_WEIGHT_DAYS) / activities.length;
    return activities.map((activity) => ({ activity, weight }));
  });
  const whole = weighed.reduce((sum, { weight }) => sum + weight, 0);
  return weighed.map(({ activity, weight }) => ({ activity, weight: weight / whole }));
}
