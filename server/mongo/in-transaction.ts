import mongoose, { type ClientSession } from 'mongoose';
import { markChange } from './change-marks.ts';

/** Runs `work` as one transaction on a snapshot, committed on a majority; runs it again on a passing conflict, so `work` must have no effect outside the database. */
export async function inTransaction<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
  const session = await mongoose.startSession();
  try {
    const done = await session.withTransaction(() => work(session), {
      readConcern: { level: 'snapshot' },
      writeConcern: { w: 'majority', j: true },
      maxCommitTimeMS: 8_000,
    });
    markChange();
    return done;
  } finally {
    await session.endSession();
  }
}
