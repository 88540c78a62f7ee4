import type { Callback } from './host-link.ts';

type Listener = (event: Readonly<Record<string, unknown>>) => void;

const CLOSED_BY_USER = 12006;
const ALREADY_OPEN = { code: 12007, name: 'Dialog', message: 'A dialog is already open.' };
const NOT_HTTPS = { code: 12005, name: 'Dialog', message: 'The address is not https.' };
const OTHER_ORIGIN = {
  code: 12004,
  name: 'Dialog',
  message: "The address begins in another domain than the add-in's.",
};
const BLOCKED = { code: 12009, name: 'Dialog', message: 'The user or the browser did not allow the dialog.' };
const LOOK_EVERY_MS = 250;

interface DialogMessage {
  readonly officeDialog: string;
}

let open: Window | null = null;

/** `Office.context.ui.displayDialogAsync`: a window that begins in the add-in's own domain (docs, dialog API). One at a time. */
export function displayDialogAsync(address: string, ...rest: unknown[]): void {
  const callback = rest.at(-1) as Callback;
  const url = new URL(address);
  const refused = refusalOf(url);
  const dialog = refused === null ? window.open(url.href, '_blank', 'popup,width=480,height=640') : null;
  if (dialog === null) {
    callback({ status: 'failed', error: refused ?? BLOCKED });
    return;
  }
  open = dialog;
  callback({ status: 'succeeded', value: dialogApi(dialog) });
}

function refusalOf(url: URL): typeof BLOCKED | null {
  if (open !== null && !open.closed) return ALREADY_OPEN;
  const local = url.hostname === 'localhost' || url.hostname === '127.0.0.1';
  if (url.protocol !== 'https:' && !local) return NOT_HTTPS;
  return url.origin === window.location.origin ? null : OTHER_ORIGIN;
}

/** `Office.context.ui.messageParent`, in the dialog: only to the window that opened it, and only within the add-in's domain. */
export function messageParent(message: string): void {
  const said: DialogMessage = { officeDialog: message };
  (window.opener as Window | null)?.postMessage(said, window.location.origin);
}

function dialogApi(dialog: Window) {
  const listeners = new Map<string, Listener>();
  const hear = ({ source, origin, data }: MessageEvent): void => {
    const { officeDialog } = (data ?? {}) as Partial<DialogMessage>;
    if (source === dialog && origin === window.location.origin && typeof officeDialog === 'string') {
      listeners.get('dialogMessageReceived')?.({ message: officeDialog, origin, type: 'dialogMessageReceived' });
    }
  };
  window.addEventListener('message', hear);
  const timer = setInterval(() => {
    if (!dialog.closed) return;
    end();
    listeners.get('dialogEventReceived')?.({ error: CLOSED_BY_USER, type: 'dialogEventReceived' });
  }, LOOK_EVERY_MS);
  const end = (): void => {
    clearInterval(timer);
    window.removeEventListener('message', hear);
    open = null;
  };
  return {
    addEventHandler: (type: string, listener: Listener) => listeners.set(type, listener),
    close: () => {
      end();
      dialog.close();
    },
  };
}
