import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { fluentTokens } from '../fluent-tokens.config.ts';

/** Outlook's own theme wins over the system's. */
const tokens = fluentTokens({
  sheet: '/sidebar.css',
  dark: (declared) => [
    `:root[data-theme='dark']{${declared}}`,
    `@media (prefers-color-scheme:dark){:root:not([data-theme]){${declared}}}`,
  ],
});

/** The pane and its sign-in page, to be served under /addin/. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/addin/',
  publicDir: 'assets',
  plugins: [preact(), tokens],
  build: {
    outDir: '../dist/addin',
    emptyOutDir: true,
    target: 'es2022',
    // The pages' policy allows neither data addresses nor scripts in the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ['index.html', 'sign-in.html'] },
  },
});
