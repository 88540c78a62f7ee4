import { randomUUID } from 'node:crypto';
import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda, type Job } from 'agenda';
import type { Logger } from 'pino';
import { inLogContext } from '../log-context.ts';
import { connectedDatabase } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/once.ts';
import type { TimedWork } from './timed-work.ts';

/** The collection in which each work has its one document; named in server/mongo/tenantless-collections.ts. */
const COLLECTION = 'jobs';
/** How often a process looks for what is due, in milliseconds: agenda reads texts such as "200 milliseconds" as something else. */
const LOOK_EVERY_MS = 10_000;
/** A process that has said nothing of its work for so long counts as dead, and another begins the work anew. */
const LOCK_MS = 5 * 60_000;
/** How often in that time it says that it is still at it. */
const SIGNS_OF_LIFE = 3;

/** Measures each run of a work. */
interface Measure {
  measureJob(job: string, work: () => Promise<void>): Promise<void>;
}

export interface TimetableOptions {
  readonly log: Logger;
  readonly measure?: Measure;
  readonly lookEveryMs?: number;
  readonly lockMs?: number;
}

const UNMEASURED: Measure = { measureJob: (_job, work) => work() };

/** Does what is timed, in one of the processes that share a database: each time is taken by one of them alone. */
export class Timetable {
  private constructor(private readonly agenda: Agenda) {}

  /** Begins. What was due while no process ran is done once, at once. */
  static async begin(
    works: readonly TimedWork[],
    { log, measure = UNMEASURED, lookEveryMs = LOOK_EVERY_MS, lockMs = LOCK_MS }: TimetableOptions,
  ): Promise<Timetable> {
    const db = connectedDatabase();
    const backend = new MongoBackend({ mongo: db, collection: COLLECTION, logCollection: 'jobLogs' });
    const agenda = new Agenda({ backend, processEvery: lookEveryMs, defaultLockLifetime: lockMs });
    // Without a listener a failing look is silent.
    agenda.on('error', (error) => log.error({ err: error }, 'what is timed could not be looked through'));
    await agenda.ready;
    await db.collection(COLLECTION).createIndex({ name: 1 }, { unique: true, name: 'oneOfAName' });
    for (const work of works) agenda.define(work.name, keptAlive(noted(work, { log, measure }), lockMs));
    for (const work of works) await enter(agenda, work);
    await agenda.start();
    return new Timetable(agenda);
  }

  /** Takes up nothing more, and waits for what is under way. */
  async end(): Promise<void> {
    await this.agenda.drain();
  }
}

/** Enters a work once. What stands there already is left alone: writing it anew would take its lock from a process that is at it. */
async function enter(agenda: Agenda, { name, cron, zone }: TimedWork): Promise<void> {
  const { jobs } = await agenda.queryJobs({ name });
  if (jobs.some((job) => job.repeatInterval === cron && job.repeatTimezone === zone)) return;
  try {
    await agenda.every(cron, name, undefined, { timezone: zone, skipImmediate: true });
  } catch (error) {
    // Another process that starts with this one was faster.
    if (!isDuplicateKey(error)) throw error;
  }
}

/** The work, measured, and told in the log with an id of its own where it fails. */
function noted({ name, work }: TimedWork, { log, measure }: { log: Logger; measure: Measure }): TimedWork['work'] {
  return () =>
    inLogContext({ job: name, jobRunId: randomUUID() }, () =>
      measure.measureJob(name, work).catch((error: unknown) => {
        log.error({ err: error, job: name }, 'what was timed failed');
        throw error;
      }),
    );
}

/** The work, holding its lock for as long as it takes. */
function keptAlive(work: TimedWork['work'], lockMs: number): (job: Job) => Promise<void> {
  return async (job) => {
    let sign: Promise<unknown> = Promise.resolve();
    const timer = setInterval(() => {
      // Where it cannot be given the lock ends, and another begins: the work may be done twice.
      sign = job.touch().catch(() => {});
    }, lockMs / SIGNS_OF_LIFE);
    try {
      await work();
    } finally {
      clearInterval(timer);
      // A late one would take the lock again after it was given back.
      await sign;
    }
  };
}
