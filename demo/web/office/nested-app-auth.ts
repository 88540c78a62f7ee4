import type { NestedAppAuth } from '../outlook/frame-name.ts';

/** What the bridge needs to know of the mail client around the frame. */
export interface NestedAppAuthOffer {
  readonly mode: NestedAppAuth;
  /** The address of who is signed in to the mail client; null before that is known. */
  readonly user: () => string | null;
  /** Where tokens are had for that person. */
  readonly tokensAt: string;
}

type Method = 'GetInitContext' | 'GetToken' | 'GetTokenPopup';

/** What @azure/msal-browser sends, as far as it is looked at here. */
interface BridgeRequest {
  readonly messageType: 'NestedAppAuthRequest';
  readonly method: Method;
  readonly requestId: string;
  readonly tokenParams?: { readonly clientId: string; readonly scope: string };
}

type Listener = (event: { readonly data: string }) => void;
type Answer = Readonly<Record<string, unknown>>;

const INIT_CONTEXT = { sdkName: 'duethread-demo', sdkVersion: '1.0.0', capabilities: { queryAccount: false } };
/** As Outlook on Mac fails: a server error that says nothing (office-js#6691, #5209). */
const EMPTY_ERROR = { status: 'PERSISTENT_ERROR', code: '', description: '' };

/**
 * Offers nested app authentication to the page in the frame, as Outlook does: `window.nestedAppAuthBridge`, which takes and gives envelopes as JSON texts (@azure/msal-browser,
 * src/naa). With `fails` each token is refused, with `hangs` none is ever answered, with `asks` the silent one is, and with `off` there is no bridge.
 */
export function offerNestedAppAuth(offer: NestedAppAuthOffer): void {
  if (offer.mode === 'off') return;
  const listeners = new Set<Listener>();
  const postMessage = (text: string): void => {
    const request = JSON.parse(text) as BridgeRequest;
    if (request.messageType !== 'NestedAppAuthRequest') return;
    const reply = (given: Answer | null): void => {
      if (given === null) return;
      const envelope = { messageType: 'NestedAppAuthResponse', requestId: request.requestId, ...given };
      for (const listener of listeners) listener({ data: JSON.stringify(envelope) });
    };
    answer(offer, request).then(reply, () => reply({ success: false, error: EMPTY_ERROR }));
  };
  const addEventListener = (_type: string, listener: Listener) => listeners.add(listener);
  const removeEventListener = (_type: string, listener: Listener) => listeners.delete(listener);
  Object.assign(window, { nestedAppAuthBridge: { postMessage, addEventListener, removeEventListener } });
}

/** Null for none, ever. */
async function answer(offer: NestedAppAuthOffer, { method, tokenParams }: BridgeRequest): Promise<Answer | null> {
  if (method === 'GetInitContext') return { success: true, initContext: INIT_CONTEXT };
  if (offer.mode === 'hangs') return null;
  if (offer.mode === 'fails' || tokenParams === undefined) return { success: false, error: EMPTY_ERROR };
  if (offer.mode === 'asks' && method === 'GetToken') {
    return { success: false, error: { ...EMPTY_ERROR, status: 'USER_INTERACTION_REQUIRED' } };
  }
  try {
    return { success: true, ...(await tokensFor(offer, tokenParams)) };
  } catch (error) {
    return { success: false, error: { status: 'TRANSIENT_ERROR', code: 'no_token', description: String(error) } };
  }
}

async function tokensFor(
  { user, tokensAt }: NestedAppAuthOffer,
  { clientId, scope }: NonNullable<BridgeRequest['tokenParams']>,
): Promise<Answer> {
  const response = await fetch(tokensAt, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: user(), clientId, scope }),
  });
  if (!response.ok) throw new Error(`The sign-in answered ${response.status}.`);
  return (await response.json()) as Answer;
}
