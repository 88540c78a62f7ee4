import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A project in a folder of its own with the real bootstrap and packages, and programs of the test's making. */
export class TempProject {
  readonly root = mkdtempSync(join(tmpdir(), 'duethread-project-'));

  /** The bootstrap's entry in this project. */
  readonly bootstrap = join(this.root, 'server', 'bootstrap.mjs');

  constructor() {
    this.write('package.json', JSON.stringify({ type: 'module', scripts: { build: 'nothing' } }));
    cpSync(join(ROOT, 'package-lock.json'), join(this.root, 'package-lock.json'));
    cpSync(join(ROOT, 'server', 'bootstrap.mjs'), this.bootstrap);
    cpSync(join(ROOT, 'server', 'bootstrap'), join(this.root, 'server', 'bootstrap'), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(this.root, 'node_modules'));
  }

  write(file: string, content: string): void {
    const path = join(this.root, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
