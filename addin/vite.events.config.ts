import { defineConfig, type Plugin } from 'vite';

/** A language's catalogue without what the handlers never say: its other sections are put together in ways that the bundler does not dare to leave out. */
function onlyOnSend(): Plugin {
  return {
    name: 'only-on-send',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/shared\/words\/[a-z]{2}\.ts$/.test(id)) return null;
      const section = /^export const onSend\b.*?^\};$/ms.exec(code)?.[0];
      if (section === undefined) throw new Error(`${id} has no section onSend.`);
      return { code: section, map: null };
    },
  };
}

/** The launch-event handlers as one plain script: classic Outlook's engine takes neither modules nor anything after ES2016. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [onlyOnSend()],
  build: {
    outDir: '../dist/addin',
    emptyOutDir: false,
    target: 'es2016',
    lib: { entry: 'events.ts', formats: ['iife'], name: 'duethreadEvents', fileName: () => 'events.js' },
  },
});
