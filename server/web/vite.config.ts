import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { fluentTokens } from '../../fluent-tokens.config.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The page's switch wins over the system's choice; paper is light. */
const tokens = fluentTokens({
  sheet: '.css',
  dark: (declared) => [
    `@media screen{:root[data-theme='dark']{${declared}}}`,
    `@media screen and (prefers-color-scheme:dark){:root:not([data-theme='light']){${declared}}}`,
  ],
});

/** The pages of managers and admins, to be served under /. */
export default defineConfig({
  root: here('.'),
  plugins: [preact(), tokens],
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    // The pages' policy allows no scripts in the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
