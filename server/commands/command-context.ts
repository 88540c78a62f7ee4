import { type Config, readCommandConfig } from '../config.ts';
import type { Tenant } from '../identity/tenant-repository.ts';
import { openStore } from '../mongo/open-store.ts';
import { type Clock, systemClock } from '../ports.ts';
import { isUsageError, Refused, say, withShutdown, wordsFor } from '../process.ts';
import { createServices, type Services } from '../services.ts';
import { serviceSettings } from '../settings.ts';

/** A command cannot do what it was asked; the message is one sentence for the person at the terminal. */
export class CommandFailed extends Refused {
  override readonly name = 'CommandFailed';
}

/** What a command works with. */
export interface CommandContext {
  readonly config: Config;
  readonly services: Services;
  readonly clock: Clock;
  /** Progress, on stderr. */
  readonly say: (line: string) => void;
  /** The result, on stdout. */
  readonly print: (text: string) => void;
  /** The tenant of that name or id, without one the only tenant. Throws CommandFailed that lists them all otherwise. */
  readonly resolveTenant: (name?: string) => Promise<Tenant>;
}

/** The arguments that npm handed on. */
export function commandArguments(): string[] {
  return process.argv.slice(2);
}

/**
 * Runs a command of the command line: exit code 0, or 1 with one sentence on stderr.
 * Arguments that `parseArgs` refuses are answered with what is wrong and the usage.
 */
export async function runCommand(usage: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    say(wordsFor(error));
    if (isUsageError(error)) say(usage);
    process.exitCode = 1;
  }
}

/** Gives a command the running server's database, or starts the embedded one, and ends its use of it. Use it within `runCommand`. */
export function withCommandContext(work: (context: CommandContext) => Promise<void>): Promise<void> {
  return withShutdown(async (shutdown) => {
    const config = readCommandConfig();
    await openStore(config, say, shutdown);
    const services = createServices(serviceSettings(config), systemClock);
    const resolveTenant = (name?: string) => tenantFor(services, name);
    await work({ config, services, clock: systemClock, say, print, resolveTenant });
  });
}

async function tenantFor({ tenants }: Services, name: string | undefined): Promise<Tenant> {
  const all = await tenants.list();
  const fitting = name === undefined ? all : all.filter((tenant) => tenant.name === name || tenant.id === name);
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return only;
  if (all.length === 0) throw new CommandFailed('There is no company yet; add one with: npm run tenant -- create …');
  const names = all.map((tenant) => `"${tenant.name}"`).join(', ');
  const why = name === undefined ? 'There are several companies' : `There is no company "${name}"`;
  throw new CommandFailed(`${why}; name one with --tenant: ${names}.`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
