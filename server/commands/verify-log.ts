import { readLogChain } from '../features/activities/log-chain-read-model.ts';
import { connectedDatabase } from '../mongo/connect.ts';
import { type CommandContext, CommandFailed } from './command-context.ts';

/** Walks the activity log of a company, or of every one, from its first entry to its last. Throws CommandFailed with the first entry of each log that is not as it was written. */
export async function verifyLogs({ services, resolveTenant, print }: CommandContext, name?: string): Promise<void> {
  const companies = name === undefined ? await services.tenants.list() : [await resolveTenant(name)];
  const complaints: string[] = [];
  for (const company of companies) {
    const { entries, hash, broken } = await readLogChain(connectedDatabase(), company.id);
    if (broken === null) print(`${company.name}: ${entries} entries, whole, ending with ${hash ?? 'no hash'}.`);
    else complaints.push(`${company.name}: entry ${broken.seq} is not as it was written: ${broken.why}.`);
  }
  if (complaints.length > 0) throw new CommandFailed(complaints.join('\n'));
}
