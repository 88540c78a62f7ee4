// A process that takes from a shared limit as it is told: { asks, most, subject, minute } comes as a message, how many were let through goes back. Arguments: uri, database.
import { Registry } from 'prom-client';
import { LimitMemberRepository } from '../../server/limits/limit-member-repository.ts';
import { LimitRoundRepository } from '../../server/limits/limit-round-repository.ts';
import { Limiter } from '../../server/limits/limiter.ts';
import { connect, disconnect } from '../../server/mongo/connect.ts';

interface Told {
  readonly asks: number;
  readonly most: number;
  readonly subject: string;
  /** In which minute it is to be, in milliseconds. */
  readonly minute: number;
}

const [uri = '', dbName = ''] = process.argv.slice(2);
await connect(uri, { dbName });
let now = new Date();
const parts = { rounds: new LimitRoundRepository(), members: new LimitMemberRepository(), clock: { now: () => now } };
const limiter = new Limiter({ ...parts, registry: new Registry(), newForMs: 3_000 });
await limiter.join();

process.on('message', async (told: Told) => {
  now = new Date(told.minute);
  const limit = { name: 'user', perMinute: told.most, unsure: 'refuse' as const };
  const taken = await Promise.all(Array.from({ length: told.asks }, () => limiter.take(limit, told.subject)));
  process.send?.({ passed: taken.filter(({ admitted }) => admitted).length });
});
process.on('disconnect', async () => {
  await limiter.leave();
  await disconnect();
  process.exit(0);
});
process.send?.({ ready: true });
