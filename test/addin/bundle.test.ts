import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { useBuilt } from './support/built-pane.ts';

const MOST_BEFORE_SIGN_IN = 50 * 1024;

describe('the built pane', () => {
  const built = useBuilt('vite.config.ts');

  /** The files of ours that a page loads by itself. */
  function loadedBy(page: string): string[] {
    const files = [...page.matchAll(/(?:src|href)="\/addin\/([^"]+)"/g)].map(([, path = '']) => path);
    return files.map((path) => built.read(new RegExp(`^${path.replaceAll('.', '\\.')}$`)));
  }

  it('loads at most 50 kB of script and style before the sign-in', () => {
    const files = loadedBy(built.read(/^index\.html$/));
    expect(files.length).to.be.at.least(2);
    const bytes = files.reduce((sum, file) => sum + gzipSync(file).length, 0);
    expect(bytes).to.be.within(10_000, MOST_BEFORE_SIGN_IN);
  });

  for (const page of [/^index\.html$/, /^sign-in\.html$/, /^events\.html$/]) {
    it(`has neither script nor style within ${page.source}, and takes Office.js from where the server says`, () => {
      const html = built.read(page);
      expect(html).to.not.match(/<style|style=|<script(?![^>]*\ssrc=)|\son\w+=|data:/i);
      expect(html.match(/src="__OFFICE_JS_URL__"/g)).to.have.length(1);
    });
  }

  it('keeps nothing in the browser', () => {
    for (const file of loadedBy(built.read(/^index\.html$/))) {
      expect(file).to.not.match(/localStorage|sessionStorage|indexedDB|document\.cookie|pushState|replaceState/);
    }
  });

  it('leaves the sign-in library to the sign-in window', () => {
    for (const file of loadedBy(built.read(/^index\.html$/))) expect(file).to.not.include('code_challenge');
    expect(loadedBy(built.read(/^sign-in\.html$/)).join('')).to.include('code_challenge');
  });

  it('brings the colours that it uses, light and dark', () => {
    const css = built.read(/\.css$/);
    const used = new Set([...css.matchAll(/var\(--([A-Za-z]\w*)\)/g)].map(([, name]) => name));
    expect(used.size).to.be.above(15);
    for (const name of used) expect(css.split(`--${name}:`).length - 1, name).to.equal(3);
  });
});
