import type mongoose from 'mongoose';

/** CPU time used so far, in microseconds. */
export interface CpuTimes {
  /** This process, in which all the servers run. */
  readonly server: number;
  /** Null where MongoDB does not tell on this system. */
  readonly mongod: number | null;
}

export interface CpuMeter {
  read(): Promise<CpuTimes>;
}

/** Reads the CPU times of this process and of the MongoDB that it speaks to. */
export function cpuMeter(client: mongoose.mongo.MongoClient): CpuMeter {
  return {
    async read() {
      const status = await client.db('admin').command({ serverStatus: 1, metrics: 0, wiredTiger: 0, tcmalloc: 0 });
      const { user_time_us: user, system_time_us: system } = status.extra_info ?? {};
      const own = process.cpuUsage();
      const mongod = user === undefined || system === undefined ? null : Number(user) + Number(system);
      return { server: own.user + own.system, mongod };
    },
  };
}

/** What each of so many requests used between two readings, in microseconds. */
export function cpuPerRequest(before: CpuTimes, after: CpuTimes, requests: number): CpuTimes {
  const each = (micros: number) => micros / Math.max(1, requests);
  const mongod = before.mongod === null || after.mongod === null ? null : each(after.mongod - before.mongod);
  return { server: each(after.server - before.server), mongod };
}
