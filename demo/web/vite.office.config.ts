import { defineConfig } from 'vite';

/** The stand-in for Office.js: one plain script, as the real one is. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  build: {
    outDir: '../../dist/office',
    emptyOutDir: true,
    lib: { entry: 'office/office.ts', formats: ['iife'], name: 'officeStandIn', fileName: () => 'office.js' },
  },
});
