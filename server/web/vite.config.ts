import { fileURLToPath } from 'node:url';
import { webDarkTheme, webLightTheme } from '@fluentui/tokens';
import preact from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

type Tokens = Readonly<Record<string, string | number>>;

/** Puts the Fluent tokens that the style sheet uses above it, light and dark, and the switch of the page over the system's choice. */
function fluentTokens(): Plugin {
  return {
    name: 'fluent-tokens',
    enforce: 'pre',
    transform(css, id) {
      if (!id.split('?')[0]?.endsWith('/page.css')) return undefined;
      const used = [...new Set([...css.matchAll(/var\(--([a-zA-Z]\w*)\)/g)].map(([, name = '']) => name))].sort();
      const dark = declarations(used, webDarkTheme);
      const blocks = [
        `:root{color-scheme:light;${declarations(used, webLightTheme)}}`,
        `@media screen{:root[data-theme='dark']{color-scheme:dark;${dark}}}`,
        `@media screen and (prefers-color-scheme:dark){:root:not([data-theme='light']){color-scheme:dark;${dark}}}`,
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

/** The pages of managers and admins, to be served under /. */
export default defineConfig({
  root: here('.'),
  plugins: [preact(), fluentTokens()],
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    // The pages' policy allows no scripts in the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
