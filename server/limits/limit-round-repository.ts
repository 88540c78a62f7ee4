import type mongoose from 'mongoose';
import { LimitRoundModel, type StoredLimitRound } from './limit-round-model.ts';

export type LimitRound = StoredLimitRound;
export type RoundChanges = Pick<mongoose.mongo.ChangeStream<LimitRound>, 'on' | 'close'>;

/** One count in one minute. */
export interface CountOf {
  readonly id: string;
  readonly most: number;
  readonly endsAt: Date;
}

/** Who may have given out of a count, and who is there to go on. */
export interface Members {
  readonly all: string[];
  readonly there: string[];
}

/** What one holder gave out in a round. */
export interface Report {
  readonly id: string;
  readonly round: number;
  readonly holder: string;
  readonly given: number;
}

const AFTER = { returnDocument: 'after' } as const;

/** The counts that processes share. Each step is one write of one document, so that two processes never take different ones. */
export class LimitRoundRepository {
  /** Calls the first round in, which every member holds a share of unasked. Gives the count as it stands, also where another process was faster. */
  async callFirstIn({ id, most, endsAt }: CountOf, { all, there }: Members, share: number): Promise<LimitRound | null> {
    const first = { most, round: 0, used: 0, share, holders: all, calledIn: true, next: there, reports: {} };
    return rounds().findOneAndUpdate({ _id: id }, { $setOnInsert: { ...first, endsAt } }, { ...AFTER, upsert: true });
  }

  /** Calls a later round in. Gives the count as it stands, also where another process was faster. */
  async callIn(id: string, round: number, next: string[]): Promise<LimitRound | null> {
    const called = { $set: { calledIn: true, next, reports: {} } };
    return (
      (await rounds().findOneAndUpdate({ _id: id, round, calledIn: false }, called, AFTER)) ??
      (await rounds().findOne({ _id: id }))
    );
  }

  /** Takes a report; with the last one the next round begins. Null where the round is over. */
  async report({ id, round, holder, given }: Report): Promise<LimitRound | null> {
    return rounds().findOneAndUpdate({ _id: id, round, calledIn: true }, reported({ [holder]: given }), AFTER);
  }

  /** Takes the whole share of every holder that has not reported as given out. */
  async closeRound({ _id: id, round, share, holders, reports }: LimitRound): Promise<LimitRound | null> {
    const silent = holders.filter((holder) => reports[holder] === undefined);
    const whole = Object.fromEntries(silent.map((holder) => [holder, share]));
    const filter = { _id: id, round, calledIn: true };
    const withoutThem = { $set: { next: { $setDifference: ['$next', silent] } } };
    return rounds().findOneAndUpdate(filter, [withoutThem, ...reported(whole)], AFTER);
  }

  /** Takes one of what is left where it is too little to be shared out. Gives the count as it is then; null where nothing was left. */
  async takeOne(id: string, round: number): Promise<LimitRound | null> {
    const filter = { _id: id, round, calledIn: false, $expr: { $lt: ['$used', '$most'] } };
    return rounds().findOneAndUpdate(filter, { $inc: { used: 1 } }, AFTER);
  }

  async find(id: string): Promise<LimitRound | null> {
    return rounds().findOne({ _id: id });
  }

  /** The counts that have been called in and have not ended. */
  async list(now: Date): Promise<LimitRound[]> {
    return rounds()
      .find({ endsAt: { $gt: now } })
      .toArray();
  }

  /** What every process does with them, from now on. */
  watch(): RoundChanges {
    return rounds().watch([], { fullDocument: 'updateLookup' }) as unknown as RoundChanges;
  }
}

/** With the last report: what was given is counted, and the rest is shared out among the next holders. */
function reported(reports: Record<string, number>) {
  const isLast = { $eq: [{ $size: { $objectToArray: '$reports' } }, { $size: '$holders' }] };
  const given = { $sum: { $map: { input: { $objectToArray: '$reports' }, in: '$$this.v' } } };
  const left = { $max: [0, { $subtract: ['$most', { $add: ['$used', given] }] }] };
  const next = {
    round: { $add: ['$round', 1] },
    used: { $add: ['$used', given] },
    share: { $floor: { $divide: [left, { $size: '$next' }] } },
    holders: '$next',
    calledIn: false,
    next: [],
    reports: {},
  };
  return [
    // A report that came meanwhile says it better.
    { $set: { reports: { $mergeObjects: [reports, '$reports'] } } },
    { $replaceWith: { $cond: [isLast, { $mergeObjects: ['$$ROOT', next] }, '$$ROOT'] } },
  ];
}

function rounds(): mongoose.mongo.Collection<LimitRound> {
  return LimitRoundModel.collection as unknown as mongoose.mongo.Collection<LimitRound>;
}
