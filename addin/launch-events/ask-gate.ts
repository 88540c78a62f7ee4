import type { announceSend } from '#shared/api/dispatches.ts';
import type { AnswerOf, BodyInput } from '#shared/api/operation.ts';
import { within } from './within.ts';

export type GateAnswer = AnswerOf<typeof announceSend>;
export type GateQuestion = BodyInput<typeof announceSend>;

/** The server answered (a refused ticket is an answer too), or nothing came that can be used. */
export type Asked =
  | { readonly as: 'answered'; readonly answer: GateAnswer }
  | { readonly as: 'refused' }
  | { readonly as: 'unreached' };

const PATH: (typeof announceSend)['path'] = '/api/on-send';
/** The server writes its own address here as it serves the bundle: classic Outlook's script engine knows no location. */
const SERVED_FROM = '__BASE_URL__';

/** Asks the server whether the message may go. Resolves always, at the latest after `capMs`. */
export function askGate(question: GateQuestion, capMs: number): Promise<Asked> {
  return within<Asked>(capMs, { as: 'unreached' }, () =>
    post(origin() + PATH, JSON.stringify(question)).then(({ status, body }) => read(status, body)),
  );
}

function read(status: number, body: string): Asked {
  if (status >= 400 && status < 500 && status !== 429) return { as: 'refused' };
  const answer = status === 200 ? answerIn(body) : null;
  return answer === null ? { as: 'unreached' } : { as: 'answered', answer };
}

function answerIn(body: string): GateAnswer | null {
  try {
    const value = JSON.parse(body) as { allowed?: unknown; reasons?: unknown; mayGoAnyway?: unknown };
    if (typeof value.allowed !== 'boolean' || !Array.isArray(value.reasons)) return null;
    return { allowed: value.allowed, reasons: value.reasons.map(String), mayGoAnyway: value.mayGoAnyway === true };
  } catch {
    return null;
  }
}

function origin(): string {
  return typeof location !== 'undefined' && /^https?:/.test(location.origin) ? location.origin : SERVED_FROM;
}

interface Reply {
  readonly status: number;
  readonly body: string;
}

function post(url: string, body: string): Promise<Reply> {
  return typeof fetch === 'function' ? postByFetch(url, body) : postByRequest(url, body);
}

const HEADERS = { 'content-type': 'application/json', accept: 'application/json' };

function postByFetch(url: string, body: string): Promise<Reply> {
  return fetch(url, { method: 'POST', headers: HEADERS, body }).then((response) =>
    response.text().then((text) => ({ status: response.status, body: text })),
  );
}

function postByRequest(url: string, body: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.setRequestHeader('content-type', HEADERS['content-type']);
    request.setRequestHeader('accept', HEADERS.accept);
    request.onload = () => resolve({ status: request.status, body: request.responseText });
    request.onerror = () => reject(new Error('The request failed.'));
    request.send(body);
  });
}
