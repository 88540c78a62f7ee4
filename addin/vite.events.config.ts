import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The launch-event handlers as one plain script: classic Outlook's engine takes neither modules nor anything after ES2016. */
export default defineConfig({
  root: here('.'),
  publicDir: false,
  build: {
    outDir: here('../dist/addin'),
    emptyOutDir: false,
    target: 'es2016',
    lib: { entry: here('./events.ts'), formats: ['iife'], name: 'duethreadEvents', fileName: () => 'events.js' },
  },
});
