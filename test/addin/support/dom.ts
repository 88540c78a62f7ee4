import { GlobalRegistrator } from '@happy-dom/global-registrator';
import { cleanup } from '@testing-library/preact';
import { after, afterEach, before } from 'mocha';

/** For a describe that draws: a document for its tests, gone again after them so that no other test mistakes itself for a browser. */
export function useDom(): void {
  before(() => GlobalRegistrator.register({ url: 'https://duethread.example/addin/index.html' }));
  afterEach(cleanup);
  after(async () => {
    // Effects that still wait for a frame of this document would wait for ever, and hold up those of the next one behind them.
    await new Promise<void>((resolve) => {
      requestAnimationFrame(() => setTimeout(resolve));
    });
    await GlobalRegistrator.unregister();
  });
}
