import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

/** The mailbox page of the demo. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [preact()],
  resolve: { alias: { '#shared': new URL('../../shared', import.meta.url).pathname } },
  build: { outDir: '../../dist/demo', emptyOutDir: true },
});
