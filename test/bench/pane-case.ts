import type { BrowserContext, Page, Request } from 'playwright-core';
import { chromium } from 'playwright-core';
import { pane } from '../../shared/words/en.ts';
import { OutlookMailbox } from '../browser/outlook-mailbox.ts';
import { chromiumBinary } from '../support/browser.ts';
import { type RunningDemo, startDemo, stopDemo } from '../support/demo.ts';
import type { BenchCase, BenchContext, BenchResult, BenchScale } from './bench-case.ts';
import { median } from './slice.ts';

const ROUNDS = 20;
const OWNER = 'ana.reyes@harbourlight.example';
const THREAD = 'conversation-t01';
/** What the pane may take beyond a bare fetch of the same answer. */
const ALLOWED = { times: 1.5, moreMs: 150 };

export const paneCase: BenchCase = {
  name: 'pane',
  about: 'the first card of the Outlook pane in Chromium, beside a bare fetch of the same answer',
  run: measurePane,
};

interface Round {
  readonly cardMs: number;
  readonly fetchMs: number;
}

async function measurePane(scale: BenchScale, { say, shutdown }: BenchContext): Promise<BenchResult> {
  say('Starting the demo …');
  shutdown.add(stopDemo);
  const demo = await startDemo();
  const browser = await chromium.launch({ executablePath: chromiumBinary(), args: ['--no-sandbox', '--disable-gpu'] });
  shutdown.add(() => browser.close());
  const context = await browser.newContext({ viewport: { width: 1366, height: 1000 } });
  const count = scale.data < 1 ? 2 : ROUNDS;
  // The first round fills the caches of browser and server, and does not count.
  await measureRound(context, demo);
  const rounds: Round[] = [];
  for (let round = 1; round <= count; round += 1) {
    say(`Round ${round} of ${count} …`);
    rounds.push(await measureRound(context, demo));
  }
  return resultOf(rounds);
}

function resultOf(rounds: readonly Round[]): BenchResult {
  const ratios = rounds.map(({ cardMs, fetchMs }) => cardMs / (ALLOWED.times * fetchMs + ALLOWED.moreMs));
  const [card, fetched] = [rounds.map(({ cardMs }) => cardMs), rounds.map(({ fetchMs }) => fetchMs)];
  const ratio = { median: median(ratios), low: Math.min(...ratios), high: Math.max(...ratios) };
  const what = `first card ÷ (${ALLOWED.times} × a bare fetch + ${ALLOWED.moreMs} ms)`;
  return {
    mongodb: 'as the demo finds it',
    measured: [],
    targets: [{ id: 'T14', what, ratio, wanted: { atMost: 1 } }],
    notes: [
      `Medians of ${rounds.length}: ${Math.round(median(card))} ms from the click on the message to its card, ${Math.round(median(fetched))} ms for the bare fetch.`,
      'Each round signs in anew and opens its first message; the fetch is made in the same frame right afterwards.',
    ],
  };
}

async function measureRound(context: BrowserContext, demo: RunningDemo): Promise<Round> {
  const outlook = await OutlookMailbox.open(context, demo, { owner: OWNER });
  await outlook.signIn();
  await outlook.heading(pane.thread.absences.none.heading).waitFor();
  await outlook.page.waitForLoadState('networkidle');
  const cardMs = await timeOfCard(outlook);
  await outlook.page.close();
  return cardMs;
}

/** Both clocks are the browser's own, so that the driver's way to it does not count. */
async function timeOfCard(outlook: OutlookMailbox): Promise<Round> {
  const frame = await outlook.frame();
  const drawn = frame.evaluate(
    (words) =>
      new Promise<number>((resolve) => {
        const observer = new MutationObserver(() => {
          if (!document.body.innerText.includes(words)) return;
          observer.disconnect();
          resolve(Date.now());
        });
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
      }),
    pane.card.netOpen,
  );
  const asked = requestOf(outlook.page);
  const clickedAt = await outlook.page.evaluate((conversation) => {
    document.querySelector<HTMLElement>(`.thread[data-conversation="${conversation}"]`)?.click();
    return Date.now();
  }, THREAD);
  const [drawnAt, request] = await Promise.all([drawn, asked]);
  const repeated = { url: request.url(), headers: await request.allHeaders(), body: request.postData() };
  const fetchMs = await frame.evaluate(async ({ url, headers, body }) => {
    const began = performance.now();
    const sent = Object.fromEntries(
      ['authorization', 'content-type', 'accept', 'accept-language'].flatMap((name) =>
        headers[name] === undefined ? [] : [[name, headers[name]]],
      ),
    );
    const response = await fetch(url, { method: 'POST', headers: sent, body });
    await response.json();
    return performance.now() - began;
  }, repeated);
  return { cardMs: drawnAt - clickedAt, fetchMs };
}

function requestOf(page: Page): Promise<Request> {
  return page.waitForRequest((request) => request.url().endsWith('/api/thread-context'));
}
