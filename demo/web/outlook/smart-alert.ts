import type { LaunchAnswer } from './frame-bridge.ts';
import { type HostProfile, offers } from './host-profile.ts';

/** What Outlook shows when an add-in does not let a mail go. */
export interface SmartAlert {
  readonly message: string;
  readonly cancelLabel: string;
  /** Whether the button of the cancel label opens the pane. */
  readonly opensPane: boolean;
  /** Offered where the add-in asks instead of stopping, and where it did not answer. */
  readonly canSendAnyway: boolean;
}

const DO_NOT_SEND = "Don't send";
/** What is longer is not shown as given (reference of SmartAlertsEventCompletedOptions). */
const MAX_MESSAGE = 500;
const MAX_LABEL = 20;

/** What Outlook makes of a handler's answer (docs, OnMessageSend: what each send mode does, also when the add-in does not answer). Null where the mail goes. */
export function alertFor(answer: LaunchAnswer, sendMode: string, profile: HostProfile): SmartAlert | null {
  if (answer === 'no_answer') {
    const message = 'The add-in is not available at the moment.';
    return { message, cancelLabel: 'Try later', opensPane: false, canSendAnyway: sendMode !== 'Block' };
  }
  if (answer.allowEvent !== false) return null;
  const hasCommand = answer.commandId !== undefined && offers(profile, 'alert.commandId');
  const mode = (offers(profile, 'alert.sendModeOverride') ? answer.sendModeOverride : undefined) ?? sendMode;
  return {
    message: (answer.errorMessage ?? 'The add-in stopped this message.').slice(0, MAX_MESSAGE),
    cancelLabel: hasCommand ? (answer.cancelLabel ?? DO_NOT_SEND).slice(0, MAX_LABEL) : DO_NOT_SEND,
    opensPane: hasCommand,
    canSendAnyway: mode.toLowerCase() === 'promptuser',
  };
}
