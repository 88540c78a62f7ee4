import { performance } from 'node:perf_hooks';
import mongoose from 'mongoose';

/** What the product's commands to MongoDB are during one piece of work, on average over several. */
export interface WatchedCommands {
  readonly count: number;
  readonly inTransaction: number;
  /** From the first to the last of the work. */
  readonly milliseconds: number;
  /** By name and collection, as in `find tenants`; the longest waited for first. Commands that ran at the same time are each counted whole. */
  readonly waits: readonly { readonly what: string; readonly count: number; readonly milliseconds: number }[];
}

interface Started {
  readonly requestId: number;
  readonly commandName: string;
  readonly command: Readonly<Record<string, unknown>>;
}

interface Wait {
  count: number;
  milliseconds: number;
}

/** Does a piece of work so many times, one after another, and watches the commands of the product's connection. */
export async function watchCommands(work: () => Promise<unknown>, times: number): Promise<WatchedCommands> {
  const client = mongoose.connection.getClient();
  const waits = new Map<string, Wait>();
  const underWay = new Map<number, { what: string; began: number }>();
  let inTransaction = 0;
  const begin = ({ requestId, commandName, command }: Started) => {
    const collection = command[commandName];
    const what = typeof collection === 'string' ? `${commandName} ${collection}` : commandName;
    underWay.set(requestId, { what, began: performance.now() });
    if (command.autocommit === false) inTransaction += 1;
  };
  const end = ({ requestId }: { readonly requestId: number }) => {
    const command = underWay.get(requestId);
    if (command === undefined) return;
    const wait = waits.get(command.what) ?? { count: 0, milliseconds: 0 };
    wait.count += 1;
    wait.milliseconds += performance.now() - command.began;
    waits.set(command.what, wait);
  };
  client.on('commandStarted', begin).on('commandSucceeded', end);
  const began = performance.now();
  try {
    for (let time = 0; time < times; time += 1) await work();
  } finally {
    client.off('commandStarted', begin).off('commandSucceeded', end);
  }
  const milliseconds = (performance.now() - began) / times;
  return { inTransaction: inTransaction / times, milliseconds, ...averages(waits, times) };
}

function averages(waits: ReadonlyMap<string, Wait>, times: number): Pick<WatchedCommands, 'count' | 'waits'> {
  const each = [...waits]
    .map(([what, wait]) => ({ what, count: wait.count / times, milliseconds: wait.milliseconds / times }))
    .sort((a, b) => b.milliseconds - a.milliseconds);
  return { count: each.reduce((sum, { count }) => sum + count, 0), waits: each };
}

/** As in `find tenants 12 %, find users 9 %`: the share of the whole time for which each was waited for. */
export function waitsInWords({ waits, milliseconds: whole }: WatchedCommands): string {
  return waits
    .map(({ what, count, milliseconds }) => {
      const times = count === 1 ? '' : ` ×${Math.round(count * 10) / 10}`;
      return `${what}${times} ${Math.round((milliseconds * 100) / whole)} %`;
    })
    .join(', ');
}
