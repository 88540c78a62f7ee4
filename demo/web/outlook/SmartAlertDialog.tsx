import { useEffect, useRef } from 'preact/hooks';
import type { OutlookSession } from './outlook-session.ts';

interface SmartAlertDialogProps {
  readonly session: OutlookSession;
}

export function SmartAlertDialog({ session }: SmartAlertDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const alert = session.alert.value;
  useEffect(() => {
    if (alert === null) dialog.current?.close();
    else if (dialog.current?.open === false) dialog.current.showModal();
  }, [alert]);
  const stay = () => {
    session.alert.value = null;
    if (alert?.opensPane === true) session.openPane();
  };
  return (
    <dialog ref={dialog} aria-labelledby="alert-title" onClose={() => (session.alert.value = null)}>
      <h2 id="alert-title">{session.manifest.displayName}</h2>
      <p class="alert-text">{alert?.message}</p>
      <div class="message-actions">
        <button type="button" onClick={stay}>
          {alert?.cancelLabel ?? "Don't send"}
        </button>
        {alert?.canSendAnyway === true && (
          <button type="button" onClick={() => void session.send(true)}>
            Send anyway
          </button>
        )}
      </div>
    </dialog>
  );
}
