import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { build } from 'vite';

const WEB = resolve(import.meta.dirname, '../../../server/web');
/** What comes before the first figure can be asked for. */
const MOST_FIRST = 90 * 1024;

describe('the built pages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'duethread-web-'));
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const assets = () => readdirSync(join(folder, 'assets'));

  before(async function () {
    this.timeout(120_000);
    const configFile = join(WEB, 'vite.config.ts');
    await build({ configFile, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('load at most 90 kB of script and style, zipped, before the first figure', () => {
    const first = [...read('index.html').matchAll(/(?:src|href)="\/([^"]+)"/g)].map(([, path = '']) => path);
    expect(first.length).to.be.at.least(2);
    const bytes = first.reduce((sum, path) => sum + gzipSync(read(path)).length, 0);
    expect(bytes).to.be.within(30_000, MOST_FIRST);
  });

  it('leave the pages that are no reports to when they are opened', () => {
    const index = read('index.html');
    for (const name of ['GoalsView', 'CashApplicationView', 'SettingsView', 'DigestView']) {
      const file = assets().find((asset) => asset.startsWith(name));
      expect(file, name).to.match(/\.js$/);
      expect(index).to.not.include(file);
    }
  });

  it('have neither script nor style within the page', () => {
    const withoutIcon = read('index.html').replace('href="data:,"', '');
    expect(withoutIcon).to.not.match(/<style|style=|<script(?![^>]*\ssrc=)|\son\w+=|data:/i);
  });

  it('bring the colours that they use, light and dark', () => {
    const css = assets()
      .filter((asset) => asset.endsWith('.css'))
      .map((asset) => read(`assets/${asset}`))
      .join('\n');
    const used = new Set([...css.matchAll(/var\(--([A-Za-z]\w*)\)/g)].map(([, name]) => name));
    expect(used.size).to.be.above(20);
    for (const name of used) expect(css.split(`--${name}:`).length - 1, name).to.be.at.least(3);
  });
});
