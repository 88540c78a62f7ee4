import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { LoadedClause } from '../features/templates/clause-loading-service.ts';
import { inTenant } from '../mongo/tenancy.ts';
import { CommandFailed, commandArguments, runCommand, withCommandContext } from './command-context.ts';
import { loadDocuments, pdfsIn } from './tenant-documents.ts';
import { settingsArguments, settingsLines } from './tenant-settings.ts';
import { TENANT_USAGE } from './tenant-usage.ts';
import { type Deed, needed, printLink, USER_DEEDS } from './tenant-users.ts';
import { verifyLogs } from './verify-log.ts';

const TEXT = { type: 'string' } as const;

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

  ...USER_DEEDS,

  'load-templates': async (args) => {
    const { values, positionals } = parseArgs({ args, options: { tenant: TEXT }, allowPositionals: true });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new CommandFailed(`Name one file.\n${TENANT_USAGE}`);
    const json = await readJson(file);
    await withCommandContext(async ({ services, resolveTenant, print }) => {
      const { id } = await resolveTenant(values.tenant);
      const { loaded, unchanged, clauses } = await inTenant(id, () =>
        services.templateService.loadFile(json, 'command line'),
      );
      for (const { name, language, version } of loaded) print(`${name} (${language}), version ${version}, is live.`);
      for (const clause of clauses) if (clause.outcome !== 'unchanged') print(loadedClauseLine(clause));
      print(`${loaded.length} loaded, ${unchanged.length} unchanged.`);
    });
  },

  'load-documents': async (args) => {
    const options = { tenant: TEXT, source: TEXT };
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const [folder] = positionals;
    if (folder === undefined || positionals.length > 1) throw new CommandFailed(`Name one folder.\n${TENANT_USAGE}`);
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

  'verify-log': async (args) => {
    const { values } = parseArgs({ args, options: { tenant: TEXT } });
    await withCommandContext((context) => verifyLogs(context, values.tenant));
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

await runCommand(TENANT_USAGE, async () => {
  const [name = '', ...args] = commandArguments();
  const deed = Object.hasOwn(DEEDS, name) ? DEEDS[name] : undefined;
  if (deed === undefined) throw new CommandFailed(`"${name}" is not a thing to do.\n${TENANT_USAGE}`);
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

function loadedClauseLine({ name, version, outcome }: LoadedClause): string {
  if (outcome === 'live') return `The clause ${name}, version ${version}, is live.`;
  return `The clause ${name}, version ${version}, changes where to pay and waits: two persons approve it under /admin/templates before it holds.`;
}
