import { defineConfig } from 'vite';

/** The launch-event handlers as one plain script: classic Outlook's engine takes neither modules nor anything after ES2016. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  build: {
    outDir: '../dist/addin',
    emptyOutDir: false,
    target: 'es2016',
    lib: { entry: 'events.ts', formats: ['iife'], name: 'duethreadEvents', fileName: () => 'events.js' },
  },
});
