import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { ImportedUser } from '#shared/api/users.ts';
import type { InvitedUser } from '../identity/tenant-service.ts';
import { inTenant } from '../mongo/tenancy.ts';
import { type CommandContext, CommandFailed, withCommandContext } from './command-context.ts';
import { TENANT_USAGE } from './tenant-usage.ts';

export type Deed = (args: string[]) => Promise<void>;

const TEXT = { type: 'string' } as const;

/** What the command line does about the people of a company. Each is in the admin log as done by the command line. */
export const USER_DEEDS: Readonly<Record<string, Deed>> = {
  'add-user': async (args) => {
    const { values } = parseArgs({ args, options: { email: TEXT, role: TEXT, name: TEXT, tenant: TEXT } });
    const plan = { email: needed('email', values.email), role: needed('role', values.role), name: values.name };
    await withCommandContext(async (context) => {
      const tenant = await context.resolveTenant(values.tenant);
      printLink(context, await context.services.tenantService.addUser(tenant, plan));
    });
  },

  'add-users': async (args) => {
    const options = { tenant: TEXT, 'dry-run': { type: 'boolean' } } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new CommandFailed(`Name one CSV file.\n${TENANT_USAGE}`);
    const text = await readText(file);
    const dryRun = values['dry-run'] === true;
    await withCommandContext(async ({ services, resolveTenant, print }) => {
      const { id } = await resolveTenant(values.tenant);
      const taken = await inTenant(id, () => services.userImports.take(text, { dryRun, by: 'command line' }));
      for (const user of taken.users) if (user.does !== 'nothing') print(importedLine(user));
      print(`${taken.added} added, ${taken.changed} changed${dryRun ? '; this was only a trial' : ''}.`);
    });
  },

  'sign-in-link': async (args) => {
    const { email, tenant: name } = userOf(args);
    await withCommandContext(async (context) => {
      const tenant = await context.resolveTenant(name);
      printLink(context, await context.services.tenantService.link(tenant, email));
    });
  },

  'change-role': async (args) => {
    const { values } = parseArgs({ args, options: { email: TEXT, role: TEXT, tenant: TEXT } });
    const [email, role] = [needed('email', values.email), needed('role', values.role)];
    await withCommandContext(async ({ services, resolveTenant, print }) => {
      const user = await services.tenantService.changeRole(await resolveTenant(values.tenant), email, role);
      print(`${user.name} (${user.email}) is ${user.role}.`);
    });
  },

  'disable-user': async (args) => {
    const { email, tenant: name } = userOf(args);
    await withCommandContext(async ({ services, resolveTenant, print }) => {
      const user = await services.tenantService.setDisabled(await resolveTenant(name), email, true);
      print(`${user.name} (${user.email}) is shut out.`);
    });
  },

  'enable-user': async (args) => {
    const { email, tenant: name } = userOf(args);
    await withCommandContext(async ({ services, resolveTenant, print }) => {
      const user = await services.tenantService.setDisabled(await resolveTenant(name), email, false);
      print(`${user.name} (${user.email}) is let in again.`);
    });
  },
};

function importedLine({ line, email, role, changes, link }: ImportedUser): string {
  const words = changes.length > 0 ? changes.join('; ') : role;
  return [`line ${line}: ${email}, ${words}`, ...(link === null ? [] : [link])].join('  ');
}

/** Throws CommandFailed where the value was left out. */
export function needed(name: string, value: string | undefined): string {
  if (value === undefined || value === '') throw new CommandFailed(`--${name} is missing.\n${TENANT_USAGE}`);
  return value;
}

export function printLink({ print }: CommandContext, { user, link, linkExpiresAt }: InvitedUser): void {
  print(
    `${user.name} (${user.email}), ${user.role}. One-time sign-in link, good until ${linkExpiresAt.toISOString()}:`,
  );
  print(link);
}

function userOf(args: string[]): { email: string; tenant: string | undefined } {
  const { values } = parseArgs({ args, options: { email: TEXT, tenant: TEXT } });
  return { email: needed('email', values.email), tenant: values.tenant };
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new CommandFailed(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}
