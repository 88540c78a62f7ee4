import { webDarkTheme, webLightTheme } from '@fluentui/tokens';
import type { Plugin } from 'vite';

type Tokens = Readonly<Record<string, string | number>>;

export interface TokenSheet {
  /** How the style sheet's path ends. */
  readonly sheet: string;
  /** The rules under which the dark declarations hold, each made with them. */
  readonly dark: (declarations: string) => readonly string[];
}

/** Puts the Fluent tokens that a style sheet uses above it, light and dark; the other thousand stay out of the bundle. */
export function fluentTokens({ sheet, dark }: TokenSheet): Plugin {
  return {
    name: 'fluent-tokens',
    enforce: 'pre',
    transform(css, id) {
      if (!id.split('?')[0]?.endsWith(sheet)) return undefined;
      const used = [...new Set([...css.matchAll(/var\(--([a-zA-Z]\w*)\)/g)].map(([, name = '']) => name))].sort();
      const light = `:root{color-scheme:light;${declarations(used, webLightTheme)}}`;
      return `${[light, ...dark(`color-scheme:dark;${declarations(used, webDarkTheme)}`)].join('\n')}\n${css}`;
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
