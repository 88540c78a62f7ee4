import { access, constants } from 'node:fs/promises';
import { CommandFailed, commandArguments, runCommand, withCommandContext } from './command-context.ts';
import { FEED_USAGE, feedArguments } from './feed-arguments.ts';
import { FEED_DEEDS } from './feed-deeds.ts';
import { Feeding } from './feeding.ts';

await runCommand(FEED_USAGE, async () => {
  const [name = '', ...rest] = commandArguments();
  const deed = Object.hasOwn(FEED_DEEDS, name) ? FEED_DEEDS[name] : undefined;
  if (deed === undefined) await feedFiles();
  else await deed(rest);
});

async function feedFiles(): Promise<void> {
  const given = await feedArguments(commandArguments());
  await requireFiles(given.paths);
  await withCommandContext((context) => new Feeding(given, context).run());
}

async function requireFiles(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await access(path, constants.R_OK).catch(() => {
      throw new CommandFailed(`There is no file ${path} that can be read.`);
    });
  }
}
