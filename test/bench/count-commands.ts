import mongoose from 'mongoose';

/** The product's commands to MongoDB during a piece of work, by name, in the order of the first of each. */
export interface CommandCount {
  readonly all: number;
  readonly inTransaction: number;
  readonly byName: ReadonlyMap<string, number>;
}

interface Started {
  readonly commandName: string;
  readonly command: { readonly autocommit?: boolean };
}

export async function countCommands(work: () => Promise<unknown>): Promise<CommandCount> {
  const client = mongoose.connection.getClient();
  const byName = new Map<string, number>();
  let all = 0;
  let inTransaction = 0;
  const count = ({ commandName, command }: Started) => {
    all += 1;
    if (command.autocommit === false) inTransaction += 1;
    byName.set(commandName, (byName.get(commandName) ?? 0) + 1);
  };
  client.on('commandStarted', count);
  try {
    await work();
  } finally {
    client.off('commandStarted', count);
  }
  return { all, inTransaction, byName };
}

/** As in `find 6, insert 3`. */
export function commandsInWords({ byName }: CommandCount): string {
  return [...byName].map(([name, times]) => `${name} ${times}`).join(', ');
}
