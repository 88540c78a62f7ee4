import type { PaneConfig } from '#shared/api/pane-config.ts';
import { browserClock } from '../host/clock.ts';
import { tellPane } from '../host/dialog-host.ts';
import { wordsFor } from '../words/pick-words.ts';
import { type Begun, beginSignIn, finishSignIn, type SignInConfig, saidOf } from './code-flow.ts';

const { signInPage: words } = await wordsFor(navigator.language);
/** The verifier of a sign-in that is under way; it lives in this window and no longer than that. */
const BEGUN = 'duethread-sign-in';

async function main(): Promise<void> {
  show(words.working);
  const address = new URL(location.href);
  const isBack = address.searchParams.has('code') || address.searchParams.has('error');
  const config = await readConfig();
  if (isBack) await finish(config, address);
  else await begin(config, address);
}

async function begin(config: SignInConfig, address: URL): Promise<void> {
  const { url, ...begun } = await beginSignIn(config, address.origin + address.pathname);
  sessionStorage.setItem(BEGUN, JSON.stringify(begun));
  location.replace(url);
}

async function finish(config: SignInConfig, address: URL): Promise<void> {
  const kept = sessionStorage.getItem(BEGUN);
  sessionStorage.removeItem(BEGUN);
  if (kept === null) throw new Error('This window did not begin the sign-in.');
  const { token, expiresIn } = await finishSignIn(config, address, JSON.parse(kept) as Begun);
  const expiresAt = new Date(browserClock.now().getTime() + expiresIn * 1_000).toISOString();
  await tellPane({ kind: 'access_token', token, expiresAt });
}

async function readConfig(): Promise<SignInConfig> {
  const response = await fetch('config.json', { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(words.notSetUp);
  const { issuer, clientId, scope } = (await response.json()) as PaneConfig;
  if (clientId === null || scope === null) throw new Error(words.notSetUp);
  return { issuer, clientId, scope };
}

async function failed(error: unknown): Promise<void> {
  const detail = saidOf(error);
  show(words.failed, `${words.answered} ${detail}`);
  await tellPane({ kind: 'refused', detail: detail.slice(0, 500) });
}

function show(...lines: string[]): void {
  const paragraphs = lines.map((line) => {
    const paragraph = document.createElement('p');
    paragraph.textContent = line;
    return paragraph;
  });
  const page = document.createElement('main');
  page.append(...paragraphs);
  document.body.replaceChildren(page);
}

document.title = words.title;
main()
  .catch(failed)
  // Without Office.js the pane hears nothing; the page has said why.
  .catch(() => undefined);
