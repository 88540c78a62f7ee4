import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import request from 'supertest';
import type { ReportAnswer } from '../../../shared/api/reports.ts';
import type { Money } from '../../../shared/domain/money.ts';
import { LOADING_LIMIT_MS, useLoadedSample } from './loaded-company.ts';

interface CodeFigures {
  readonly code: string;
  readonly activities: number;
  readonly confirmed: number | null;
  readonly touched: readonly Money[];
}

interface PersonFigures {
  readonly collector: { readonly id: string };
  readonly activities: number;
  readonly attempts: number;
  readonly contacts: number;
  readonly rightPartyContacts: number;
  readonly touched: readonly Money[];
  readonly codes: readonly CodeFigures[];
}

interface AgeingFigures {
  readonly currency: string;
  readonly buckets: Readonly<Record<string, Money>>;
  readonly unapplied: Money;
  readonly netOpen: Money;
}

/** The sum of a field of the rows, in minor units. */
function sumOf({ rows }: ReportAnswer, field: 'amount' | 'left'): number {
  return rows.reduce((sum, row) => sum + (row[field] as Money).minor, 0);
}

describe("the sample company's reports open down to rows", function () {
  this.timeout(LOADING_LIMIT_MS);
  const sample = useLoadedSample();
  let token: string;
  let people: readonly PersonFigures[];

  const ask = async (name: string, query: Record<string, string> = {}): Promise<ReportAnswer> => {
    const { body } = await request(sample.app.express)
      .get(`/api/reports/${name}`)
      .query(query)
      .set('Authorization', `Bearer ${token}`)
      .expect(200);
    return body;
  };

  before(async () => {
    token = await sample.tokenOf('mira.hoffmann@harbourlight.example');
    people = (await ask('collector-activity')).rows as unknown as PersonFigures[];
    expect(people.length).to.be.at.least(5);
  });

  it('that are as many as the activities of each person, by reach', async () => {
    for (const { collector, ...figures } of people) {
      const count = async (filter: Record<string, string>) =>
        (await ask('activities', { collector: collector.id, ...filter })).rowCount;
      expect(await count({})).to.equal(figures.activities);
      expect(await count({ reach: 'attempt' })).to.equal(figures.attempts);
      expect(await count({ reach: 'contact' })).to.equal(figures.contacts);
      expect(await count({ reach: 'right_party_contact' })).to.equal(figures.rightPartyContacts);
    }
  });

  it('that are as many as the activities and confirmed messages of each code', async () => {
    for (const { collector, codes } of people.slice(0, 2)) {
      for (const { code, activities, confirmed } of codes) {
        const asked = { collector: collector.id, code };
        expect((await ask('activities', asked)).rowCount).to.equal(activities);
        expect((await ask('activities', { ...asked, delivery: 'confirmed' })).rowCount).to.equal(confirmed ?? 0);
      }
    }
  });

  it('that add up to the cash that each person touched', async () => {
    for (const { collector, touched } of people) {
      for (const { currency, minor } of touched) {
        const answer = await ask('payment-trail', { collector: collector.id, currency });
        expect(sumOf(answer, 'amount')).to.equal(minor);
      }
    }
  });

  it('that add up to the totals of cash, untouched ones apart', async () => {
    const [{ cash }] = (await ask('collector-activity')).totals as unknown as [
      { cash: { currency: string; cash: Money; untouched: Money }[] },
    ];
    for (const { currency, cash: all, untouched } of cash) {
      expect(sumOf(await ask('payment-trail', { currency }), 'amount')).to.equal(all.minor);
      expect(sumOf(await ask('untouched-payments', { currency }), 'amount')).to.equal(untouched.minor);
    }
  });

  it('that add up to each bucket of ageing', async () => {
    for (const { currency, buckets, unapplied, netOpen } of (await ask('ageing'))
      .totals as unknown as AgeingFigures[]) {
      for (const [bucket, { minor }] of Object.entries(buckets)) {
        expect(sumOf(await ask('open-items', { currency, bucket }), 'left')).to.equal(minor);
      }
      expect(sumOf(await ask('open-items', { currency, bucket: 'unapplied' }), 'left')).to.equal(unapplied.minor);
      expect(sumOf(await ask('open-items', { currency }), 'left')).to.equal(netOpen.minor);
    }
  });

  it('gives the same bytes to the same question', async () => {
    for (const name of ['collector-activity', 'payment-trail', 'untouched-past-due', 'open-items']) {
      expect(JSON.stringify(await ask(name))).to.equal(JSON.stringify(await ask(name)));
    }
  });
});
