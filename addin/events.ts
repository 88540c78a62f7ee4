import { onMessageSend } from './launch-events/on-message-send.ts';
import { onNewMessageCompose } from './launch-events/on-new-message-compose.ts';

// The names are those of the manifest. Outlook on the web wants onReady called as well; classic Outlook never runs what it is given.
Office.actions.associate('onMessageSend', onMessageSend);
Office.actions.associate('onNewMessageCompose', onNewMessageCompose);
Office.onReady().catch(() => undefined);
