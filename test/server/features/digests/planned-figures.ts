import type { DigestPeriod } from '../../../../server/features/digests/digest-days.ts';
import type {
  DigestAgeing,
  DigestFigure,
  DigestFigures,
  DigestReading,
} from '../../../../server/features/digests/digest-figures.ts';
import type { Tenant } from '../../../../server/identity/tenant-repository.ts';
import type { BoardLine } from '../../../../shared/api/my-figures.ts';
import { currencyCode } from '../../../../shared/domain/currency.ts';
import { money } from '../../../../shared/domain/money.ts';

const EUR = currencyCode('EUR');
const AT = { knownAt: '2026-11-22T20:00:00.000Z', dataAsOf: '2026-11-22T18:00:00.000Z' };

export const HOSTILE = '<script>alert("x")</script>&"\'';

/** Figures as a test plans them: what the reports would say. */
export class PlannedFigures implements DigestFigures {
  readonly measures = ['dso.countback', 'collection_rate.fallen_due', 'bad_debt.of_sales'];
  readonly usualMeasures = ['dso.countback', 'bad_debt.of_sales'];
  /** What was asked, in words. */
  readonly asked: string[] = [];
  /** Thrown instead of an answer. */
  failure: Error | null = null;

  read(tenant: Tenant): DigestReading {
    return {
      measuresOf: async (period, keys) => ({
        figures: keys.map((key) => this.figureOf(key, period)),
        ...this.at(tenant),
      }),
      ageingOf: async () => ({ figures: [AGEING], ...this.at(tenant) }),
      lineOf: async (userId, period) => {
        this.asked.push(`line of ${userId}`);
        return { figures: { ...LINE, collector: { id: userId, name: period.to } }, ...this.at(tenant) };
      },
    };
  }

  private at(tenant: Tenant) {
    if (this.failure !== null) throw this.failure;
    this.asked.push(tenant.name);
    return AT;
  }

  private figureOf(key: string, period: DigestPeriod): DigestFigure {
    const { from } = period;
    this.asked.push(`${key} from ${from}`);
    const none = { period, reason: null, better: null, target: null, usual: null, currency: null };
    if (key === 'bad_debt.of_sales') {
      const reason = `no sales of ${HOSTILE} in the period`;
      return { ...none, key, title: 'Bad debt', unit: 'fraction', value: null, reason };
    }
    const usual = { low: 30, high: 45, source: HOSTILE };
    const value = from === '2026-11-16' ? 41.25 : 38;
    return { ...none, key, title: `DSO ${HOSTILE}`, unit: 'days', value, currency: EUR, target: 40, usual };
  }
}

const AGEING: DigestAgeing = {
  currency: EUR,
  invoiceOpen: money(120_000, EUR),
  unapplied: money(-20_000, EUR),
  netOpen: money(100_000, EUR),
  buckets: ['current', '1-30', '31-60', '61-90', '90+'].map((label, place) => ({
    label,
    amount: money(place * 12_000, EUR),
  })),
};

const LINE: BoardLine = {
  collector: { id: '', name: '' },
  touches: 12,
  customers: 7,
  rightPartyContacts: 3,
  automatic: 40,
  promises: { fellDue: 4, kept: 2, partlyKept: 1, broken: 1, moved: 0 },
  promisedKept: [money(50_000, EUR)],
  touched: [money(90_000, EUR)],
  excess: [
    {
      excess: money(541_500, EUR),
      low: money(-508_000, EUR),
      high: money(1_591_000, EUR),
      episodes: 9,
      isTold: false,
    },
  ],
};
