import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { InvitedUser } from '../identity/tenant-service.ts';
import { inTenant } from '../mongo/tenancy.ts';
import {
  type CommandContext,
  CommandFailed,
  commandArguments,
  runCommand,
  withCommandContext,
} from './command-context.ts';
import { loadDocuments, pdfsIn } from './tenant-documents.ts';
import { settingsArguments, settingsLines } from './tenant-settings.ts';

const USAGE = `Usage:
  npm run tenant -- create --name N --currency C --zone Z --admin E
                    [--entra-tenant-id X] [--google-domain D] [--own-domain D]…
  npm run tenant -- add-user --email E --role collector|manager|admin [--name N] [--tenant T]
  npm run tenant -- sign-in-link --email E [--tenant T]
  npm run tenant -- disable-user --email E [--tenant T]
  npm run tenant -- load-templates F [--tenant T]
  npm run tenant -- load-documents DIR [--source S] [--tenant T]
  npm run tenant -- settings [--tenant T] [--buckets to_90|to_120|0,15,30,60] [--auto-post on|off]
                    [--write-off-tolerance "5.00 EUR,5.00 USD"|none]
                    [--matching-tolerance "1%,5.00 EUR"] [--oldest-first on|off]
                    [--weekend 6,7|none] [--holidays 2026-12-25,2027-01-01|none]
                    [--promise-grace 3] [--target dso.countback=40|none]…
                    [--never-log bank.example,lawyer@firm.example|none] [--kept-of-mail subject_and_recipients|nothing]
                    [--send-anyway on|off]
  npm run tenant -- rebuild-figures [--tenant T]
  npm run tenant -- list`;

const TEXT = { type: 'string' } as const;

type Deed = (args: string[]) => Promise<void>;

const DEEDS: Readonly<Record<string, Deed>> = {
  create: async (args) => {
    const { values } = parseArgs({
      args,
      options: {
        name: TEXT,
        currency: TEXT,
        zone: TEXT,
        admin: TEXT,
        'entra-tenant-id': TEXT,
        'google-domain': TEXT,
        'own-domain': { type: 'string', multiple: true },
      },
    });
    const plan = {
      name: needed('name', values.name),
      currency: needed('currency', values.currency),
      zone: needed('zone', values.zone),
      adminEmail: needed('admin', values.admin),
      entraTenantId: values['entra-tenant-id'],
      googleDomain: values['google-domain'],
      ownDomains: values['own-domain'] ?? [],
    };
    await withCommandContext(async (context) => {
      const invited = await context.services.tenantService.create(plan);
      context.print(`Company "${invited.tenant.name}" (${invited.tenant.id}) is there.`);
      printLink(context, invited);
    });
  },

  'add-user': async (args) => {
    const { values } = parseArgs({ args, options: { email: TEXT, role: TEXT, name: TEXT, tenant: TEXT } });
    const plan = { email: needed('email', values.email), role: needed('role', values.role), name: values.name };
    await withCommandContext(async (context) => {
      const tenant = await context.resolveTenant(values.tenant);
      printLink(context, await context.services.tenantService.addUser(tenant, plan));
    });
  },

  'sign-in-link': async (args) => {
    const { email, tenant: name } = userOf(args);
    await withCommandContext(async (context) => {
      const tenant = await context.resolveTenant(name);
      printLink(context, await context.services.tenantService.link(tenant, email));
    });
  },

  'disable-user': async (args) => {
    const { email, tenant: name } = userOf(args);
    await withCommandContext(async (context) => {
      const user = await context.services.tenantService.disableUser(await context.resolveTenant(name), email);
      context.print(`${user.name} (${user.email}) is shut out.`);
    });
  },

  'load-templates': async (args) => {
    const { values, positionals } = parseArgs({ args, options: { tenant: TEXT }, allowPositionals: true });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new CommandFailed(`Name one file.\n${USAGE}`);
    const json = await readJson(file);
    await withCommandContext(async ({ services, resolveTenant, print }) => {
      const { id } = await resolveTenant(values.tenant);
      const { loaded, unchanged } = await inTenant(id, () => services.templateService.loadFile(json, 'command line'));
      for (const { name, language, version } of loaded) print(`${name} (${language}), version ${version}, is live.`);
      print(`${loaded.length} loaded, ${unchanged.length} unchanged.`);
    });
  },

  'load-documents': async (args) => {
    const options = { tenant: TEXT, source: TEXT };
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const [folder] = positionals;
    if (folder === undefined || positionals.length > 1) throw new CommandFailed(`Name one folder.\n${USAGE}`);
    const files = await pdfsIn(folder);
    await withCommandContext(async (context) => {
      const { id } = await context.resolveTenant(values.tenant);
      await inTenant(id, () => loadDocuments(files, values.source, context));
    });
  },

  settings: async (args) => {
    const { tenant: name, changes } = settingsArguments(args);
    await withCommandContext(async ({ services, resolveTenant, print }) => {
      const { id } = await resolveTenant(name);
      const isAsked = Object.keys(changes).length === 0;
      const settings = await inTenant(id, () =>
        isAsked ? services.settings.read() : services.settings.change(changes, 'command line'),
      );
      for (const line of settingsLines(settings)) print(line);
    });
  },

  'rebuild-figures': async (args) => {
    const { values } = parseArgs({ args, options: { tenant: TEXT } });
    await withCommandContext(async ({ services, resolveTenant, print }) => {
      const { id, name } = await resolveTenant(values.tenant);
      if (!(await inTenant(id, () => services.rollups.rebuild()))) {
        throw new CommandFailed(
          `The figures of ${name} go on faster than they can be rebuilt; try again in a quieter moment.`,
        );
      }
      print(`The day documents of ${name} are made anew; whoever read meanwhile read the old ones whole.`);
    });
  },

  list: async (args) => {
    parseArgs({ args, options: {} });
    await withCommandContext(async ({ services, print }) => {
      for (const { id, name, currency, zone } of await services.tenants.list()) {
        print(`${name} (${id}), ${currency}, ${zone}`);
        for (const user of await inTenant(id, () => services.users.list())) {
          print(`  ${user.email}, ${user.role}${user.disabled ? ', disabled' : ''}`);
        }
      }
    });
  },
};

await runCommand(USAGE, async () => {
  const [name = '', ...args] = commandArguments();
  const deed = Object.hasOwn(DEEDS, name) ? DEEDS[name] : undefined;
  if (deed === undefined) throw new CommandFailed(`"${name}" is not a thing to do.\n${USAGE}`);
  await deed(args);
});

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new CommandFailed(`${file} is not JSON: ${error.message}.`);
    throw new CommandFailed(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

function userOf(args: string[]): { email: string; tenant: string | undefined } {
  const { values } = parseArgs({ args, options: { email: TEXT, tenant: TEXT } });
  return { email: needed('email', values.email), tenant: values.tenant };
}

function needed(name: string, value: string | undefined): string {
  if (value === undefined || value === '') throw new CommandFailed(`--${name} is missing.\n${USAGE}`);
  return value;
}

function printLink({ print }: CommandContext, { user, link, linkExpiresAt }: InvitedUser): void {
  print(
    `${user.name} (${user.email}), ${user.role}. One-time sign-in link, good until ${linkExpiresAt.toISOString()}:`,
  );
  print(link);
}
