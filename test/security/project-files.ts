import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top folder of the project. */
export const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

const NOT_OURS = new Set(['node_modules', 'dist', '.data', 'coverage', 'bench-results', 'screenshots', '.git']);

export interface ProjectFile {
  /** From the top folder, with `/` between the parts. */
  readonly path: string;
  readonly text: string;
}

/** The text files below a folder whose names end in one of these; all where none is named. */
export function filesBelow(folder: string, endings: readonly string[] = []): ProjectFile[] {
  return pathsBelow(folder)
    .filter((path) => endings.length === 0 || endings.some((ending) => path.endsWith(ending)))
    .map((path) => ({ path, text: readFileSync(join(PROJECT, path), 'utf8') }));
}

function pathsBelow(folder: string): string[] {
  const entries = readdirSync(join(PROJECT, folder), { withFileTypes: true });
  return entries
    .filter(({ name }) => !NOT_OURS.has(name))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return pathsBelow(path);
      return entry.isFile() ? [path] : [];
    });
}
