import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before } from 'mocha';
import { build } from 'vite';

const ADDIN = resolve(import.meta.dirname, '../../../addin');

/** Builds the pane or its launch events for the tests of a describe, as `npm run build` does, into a folder of its own. */
export function useBuilt(config: 'vite.config.ts' | 'vite.events.config.ts'): { read(name: RegExp): string } {
  const folder = mkdtempSync(join(tmpdir(), 'duethread-pane-'));
  before(async function () {
    this.timeout(120_000);
    await build({ configFile: join(ADDIN, config), logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  return {
    read: (name) => {
      const found = readdirSync(folder, { recursive: true })
        .map(String)
        .find((path) => name.test(path));
      if (found === undefined) throw new Error(`The build has no file like ${name}.`);
      return readFileSync(join(folder, found), 'utf8');
    },
  };
}
