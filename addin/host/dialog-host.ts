import { type DialogMessage, writeDialogMessage } from './dialog-message.ts';

/** Hands a message from the sign-in window to the pane that opened it; the pane then closes the window. */
export async function tellPane(message: DialogMessage): Promise<void> {
  await Office.onReady();
  Office.context.ui.messageParent(writeDialogMessage(message));
}
