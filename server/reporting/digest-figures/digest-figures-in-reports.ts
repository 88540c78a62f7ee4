import type { BoardLine } from '#shared/api/my-figures.ts';
import type { ReportAnswer, ReportQuery } from '#shared/api/reports.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { UserId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money.ts';
import type { DigestPeriod } from '../../features/digests/digest-days.ts';
import type {
  AtPosition,
  DigestAgeing,
  DigestFigure,
  DigestFigures,
  DigestReading,
} from '../../features/digests/digest-figures.ts';
import type { Tenant } from '../../identity/tenant-repository.ts';
import { addsUpOverDays } from '../goal-figures/goal-figures-in-facts.ts';
import { measureKey } from '../measures/measure.ts';
import { ALL_MEASURES, findMeasure } from '../measures/measure-registry.ts';
import type { ReportService } from '../report-service.ts';

/** What a manager looks at first, where they have not chosen. */
const USUAL = [
  'receivables.net_open',
  'receivables.past_due',
  'dso.countback',
  'collection_rate.fallen_due',
  'promises_kept.amount',
  'coverage.past_due_customers',
];

/** A line of the report `kpis`. */
interface KpiTotal extends Partial<Omit<DigestFigure, 'currency' | 'value'>> {
  readonly measure: string;
  readonly variant: string;
  readonly value: number | null;
  readonly unit: string;
  readonly currency?: CurrencyCode;
}

interface AgeingTotal extends Pick<DigestAgeing, 'currency' | 'invoiceOpen' | 'unapplied' | 'netOpen'> {
  readonly buckets: Readonly<Record<string, Money>>;
}

/** The figures of digests, from the reports that the pages show: the same question has the same answer in both. */
export class DigestFiguresInReports implements DigestFigures {
  readonly measures = ALL_MEASURES.map(measureKey);
  readonly usualMeasures = USUAL;

  constructor(private readonly reports: ReportService) {}

  read(tenant: Tenant): DigestReading {
    return new ReportReading(this.reports, tenant);
  }
}

class ReportReading implements DigestReading {
  private readonly asked = new Map<string, Promise<ReportAnswer>>();

  constructor(
    private readonly reports: ReportService,
    private readonly tenant: Tenant,
  ) {}

  async measuresOf(period: DigestPeriod, keys: readonly string[]): Promise<AtPosition<readonly DigestFigure[]>> {
    const figures: DigestFigure[] = [];
    let last: ReportAnswer | undefined;
    for (const measure of keys) {
      const days = addsUpOverDays(findMeasure(measure)) ? period : { asOf: period.to };
      last = await this.ask('kpis', { ...days, measure });
      figures.push(...figuresIn(last, measure));
    }
    return { figures, knownAt: last?.knownAt ?? null, dataAsOf: last?.dataAsOf ?? null };
  }

  async ageingOf(on: CalendarDate): Promise<AtPosition<readonly DigestAgeing[]>> {
    const { totals, knownAt, dataAsOf } = await this.ask('ageing', { asOf: on });
    return { figures: (totals as unknown as readonly AgeingTotal[]).map(ageingOf), knownAt, dataAsOf };
  }

  async lineOf(userId: UserId, period: DigestPeriod): Promise<AtPosition<BoardLine | null>> {
    const { rows, knownAt, dataAsOf } = await this.ask('collectors-board', { ...period, collector: userId });
    const lines = rows as unknown as readonly BoardLine[];
    return { figures: lines.find(({ collector }) => collector.id === userId) ?? null, knownAt, dataAsOf };
  }

  /** Each question is asked once. */
  private ask(name: string, query: ReportQuery): Promise<ReportAnswer> {
    const question = JSON.stringify([name, query]);
    const known = this.asked.get(question);
    if (known !== undefined) return known;
    const answer = this.reports.answer(name, query, this.tenant);
    this.asked.set(question, answer);
    return answer;
  }
}

function figuresIn({ totals, from, to }: ReportAnswer, measure: string): DigestFigure[] {
  if (from === undefined || to === undefined) throw new Error('Key figures are of a period.');
  const found = (totals as unknown as readonly KpiTotal[]).filter((total) => keyOf(total) === measure);
  return found.map((total) => figureOf(total, { from, to }));
}

function keyOf({ measure, variant }: KpiTotal): string {
  return measureKey({ name: measure, variant });
}

function figureOf(total: KpiTotal, period: DigestPeriod): DigestFigure {
  const { unit, value, currency = null, reason = null, better = null, target = null, usual = null } = total;
  const key = keyOf(total);
  return { key, title: total.title ?? key, period, unit, currency, value, reason, better, target, usual };
}

function ageingOf({ currency, invoiceOpen, unapplied, netOpen, buckets }: AgeingTotal): DigestAgeing {
  const parts = Object.entries(buckets).map(([label, amount]) => ({ label, amount }));
  return { currency, invoiceOpen, unapplied, netOpen, buckets: parts };
}
