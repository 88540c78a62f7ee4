import type { ReportGrouping } from '#shared/api/reports.ts';
import { type ActivityCode, codeDefinition } from '#shared/domain/activity-code.ts';
import type { HabitSegment } from '#shared/domain/habit.ts';
import type { ActivityIndex, CustomerIndex, Facts } from '../facts/facts.ts';
import type { ReportQuestion } from '../report.ts';
import { watchedOf } from './baseline.ts';
import { habitSegmentOf } from './habit-segment.ts';

/** By what effect can be gathered; the step of a strategy will be one more. */
export const EXCESS_GROUPINGS = [
  'collector',
  'code',
  'template',
  'segment',
] as const satisfies readonly ReportGrouping[];
export type ExcessGrouping = (typeof EXCESS_GROUPINGS)[number];

export const EXCESS_FILTERS = ['collector', 'code', 'template', 'segment', 'customer', 'currency', 'owner'] as const;

/** Stands for nobody's doing: what a client sent by itself. */
const AUTOMATIC = 'automatic';
/** Stands for contacts that were made from no template. */
const NO_TEMPLATE = 'none';

const SEGMENT_LABELS: Readonly<Record<HabitSegment, string>> = {
  early: 'Used to pay early',
  on_time: 'Used to pay on time',
  late: 'Used to pay late',
  very_late: 'Used to pay very late',
  new: 'No habit known',
};

/** Who or what a contact counts for, and which contacts and customers a question is about. */
export class ExcessGroups {
  private readonly segments = new Map<CustomerIndex, HabitSegment>();

  constructor(
    private readonly facts: Facts,
    private readonly filters: ReportQuestion['filters'],
    /** Habits are those of the day before the period, which the work in it has not changed. */
    private readonly habitsOn: number,
    /** What people call templates, by id. */
    private readonly templateNames: ReadonlyMap<string, string> = new Map(),
  ) {}

  keyOf(by: ExcessGrouping, activity: ActivityIndex, customer: CustomerIndex): string {
    const { activities } = this.facts;
    switch (by) {
      case 'collector':
        return this.actorOf(activity);
      case 'code':
        return activities.code(activity);
      case 'template':
        return activities.template(activity) ?? NO_TEMPLATE;
      case 'segment':
        return this.segmentOf(customer);
    }
  }

  labelOf(by: ExcessGrouping, key: string): string {
    switch (by) {
      case 'collector':
        return this.nameOf(key);
      case 'code':
        return codeDefinition(key as ActivityCode).label;
      case 'template':
        return key === NO_TEMPLATE ? 'Without a template' : (this.templateNames.get(key) ?? key);
      case 'segment':
        return SEGMENT_LABELS[key as HabitSegment];
    }
  }

  /** Whether the question is about what an activity did. */
  takesContact(activity: ActivityIndex): boolean {
    const { collector, code, template } = this.filters;
    const { activities } = this.facts;
    return (
      (collector === undefined || this.actorOf(activity) === collector) &&
      (code === undefined || activities.code(activity) === code) &&
      (template === undefined || (activities.template(activity) ?? NO_TEMPLATE) === template)
    );
  }

  takesCustomer(customer: CustomerIndex): boolean {
    const { customer: id, segment, owner } = this.filters;
    const { customers } = this.facts;
    return (
      (id === undefined || customers.id(customer) === id) &&
      (owner === undefined || (customers.owner(customer) || 'none') === owner) &&
      (segment === undefined || this.segmentOf(customer) === segment)
    );
  }

  takesCurrency(item: number): boolean {
    return this.filters.currency === undefined || this.facts.items.currencyOf(item) === this.filters.currency;
  }

  private segmentOf(customer: CustomerIndex): HabitSegment {
    const segment = this.segments.get(customer) ?? habitSegmentOf(watchedOf(this.facts), customer, this.habitsOn);
    this.segments.set(customer, segment);
    return segment;
  }

  private actorOf(activity: ActivityIndex): string {
    const { activities, collectors } = this.facts;
    return activities.isAutomatic(activity) ? AUTOMATIC : collectors.id(activities.collector[activity] ?? 0);
  }

  private nameOf(key: string): string {
    if (key === AUTOMATIC) return 'Automatic';
    const collector = this.facts.collectors.find(key);
    return collector === undefined ? key : this.facts.collectors.name(collector);
  }
}
