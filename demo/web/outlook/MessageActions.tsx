import { isMail } from '../mailbox/mail-client.ts';
import type { OutlookSession } from './outlook-session.ts';

interface MessageActionsProps {
  readonly session: OutlookSession;
}

export function MessageActions({ session }: MessageActionsProps) {
  const { message, paneOpen, pinned, takesPane, manifest } = session;
  const isOpen = message.value !== null;
  const canReply = message.value !== null && isMail(message.value);
  return (
    <div class="message-actions">
      <button type="button" disabled={!canReply} onClick={() => session.reply(false)}>
        Reply
      </button>
      <button type="button" disabled={!canReply} onClick={() => session.reply(true)}>
        Reply all
      </button>
      <button type="button" disabled={!isOpen} onClick={() => session.select(null)}>
        Close message
      </button>
      <button
        type="button"
        disabled={!takesPane.value}
        aria-expanded={paneOpen.value && takesPane.value}
        onClick={() => (paneOpen.value = !paneOpen.value)}
      >
        {manifest.displayName}
      </button>
      {session.canPin && (
        <button type="button" aria-pressed={pinned.value} onClick={() => (pinned.value = !pinned.value)}>
          Pin
        </button>
      )}
    </div>
  );
}
