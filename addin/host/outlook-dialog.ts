import { readDialogMessage } from './dialog-message.ts';
import { type AccessToken, HostError, type HostFailure } from './mail-host.ts';
import { has, type OfficeApi } from './outlook-call.ts';

/** Office.js' numbers for what becomes of a window. */
const FAILURE_OF_OPENING: Readonly<Record<number, HostFailure>> = {
  12007: 'dialog_open',
  12009: 'popup_blocked',
  12011: 'popup_blocked',
};
const CLOSED_BY_USER = 12006;

/** Opens the sign-in page in a window of its own and waits for the token. */
export function signInByDialog(office: OfficeApi, pageUrl: string): Promise<AccessToken> {
  const { ui } = office.context;
  if (!has(ui, 'displayDialogAsync')) {
    return Promise.reject(new HostError('not_supported', 'This Outlook opens no sign-in window.'));
  }
  return new Promise((resolve, reject) => {
    ui.displayDialogAsync(pageUrl, { height: 60, width: 30 }, (result) => {
      if (result.status !== office.AsyncResultStatus.Succeeded) {
        reject(openingFailed(result.error));
        return;
      }
      hear(office, result.value, { origin: new URL(pageUrl).origin, resolve, reject });
    });
  });
}

interface Waiting {
  readonly origin: string;
  readonly resolve: (token: AccessToken) => void;
  readonly reject: (error: HostError) => void;
}

function hear(office: OfficeApi, dialog: Office.Dialog, { origin, resolve, reject }: Waiting): void {
  dialog.addEventHandler(office.EventType.DialogMessageReceived, (event) => {
    if (!('message' in event) || (event.origin !== undefined && event.origin !== origin)) return;
    const message = readDialogMessage(event.message);
    if (message === null) return;
    dialog.close();
    if (message.kind === 'refused') reject(new HostError('sign_in_refused', message.detail));
    else resolve({ token: message.token, expiresAt: new Date(message.expiresAt) });
  });
  dialog.addEventHandler(office.EventType.DialogEventReceived, (event) => {
    const number = 'error' in event ? event.error : 0;
    const failure: HostFailure = number === CLOSED_BY_USER ? 'dialog_closed' : 'sign_in_refused';
    reject(new HostError(failure, `The sign-in window ended with ${number}.`));
  });
}

function openingFailed(error: Office.Error): HostError {
  const failure = FAILURE_OF_OPENING[error.code] ?? 'host_refused';
  return new HostError(failure, `${error.name}: ${error.message} (${error.code})`, { cause: error });
}
