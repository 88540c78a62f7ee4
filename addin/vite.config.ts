import { webDarkTheme, webLightTheme } from '@fluentui/tokens';
import preact from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';

type Tokens = Readonly<Record<string, string | number>>;

/** Puts the Fluent tokens that a style sheet uses above it, light and dark; the other thousand stay out of the bundle. */
function fluentTokens(): Plugin {
  return {
    name: 'fluent-tokens',
    enforce: 'pre',
    transform(css, id) {
      if (!id.split('?')[0]?.endsWith('/sidebar.css')) return undefined;
      const used = [...new Set([...css.matchAll(/var\(--([a-zA-Z]\w*)\)/g)].map(([, name = '']) => name))].sort();
      const dark = declarations(used, webDarkTheme);
      const blocks = [
        `:root{color-scheme:light;${declarations(used, webLightTheme)}}`,
        `:root[data-theme='dark']{color-scheme:dark;${dark}}`,
        `@media (prefers-color-scheme:dark){:root:not([data-theme]){color-scheme:dark;${dark}}}`,
      ];
      return `${blocks.join('\n')}\n${css}`;
    },
  };
}

function declarations(names: readonly string[], theme: object): string {
  return names
    .map((name) => {
      const value = (theme as Tokens)[name];
      if (value === undefined) throw new Error(`@fluentui/tokens has no "${name}".`);
      return `--${name}:${value};`;
    })
    .join('');
}

/** The pane and its sign-in page, to be served under /addin/. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/addin/',
  publicDir: 'assets',
  plugins: [preact(), fluentTokens()],
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
