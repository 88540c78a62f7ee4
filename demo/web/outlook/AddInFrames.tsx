import { useEffect, useRef } from 'preact/hooks';
import { FrameBridge, type FrameKind } from './frame-bridge.ts';
import { writeFrameName } from './frame-name.ts';
import type { OutlookSession } from './outlook-session.ts';

interface AddInFramesProps {
  readonly session: OutlookSession;
}

/** The pane, and the unseen frame in which Outlook on the web runs the launch events. Phones raise none: the manifest has them for the desktop alone. */
export function AddInFrames({ session }: AddInFramesProps) {
  const isDesktop = session.profile.form === 'desktop';
  return (
    <>
      {session.paneOpen.value && session.takesPane.value && <PaneFrame session={session} />}
      {isDesktop && <EventsFrame session={session} />}
    </>
  );
}

function PaneFrame({ session }: AddInFramesProps) {
  const { paneUrl, mobilePaneUrl, displayName } = session.manifest;
  const isPhone = session.profile.form === 'mobile';
  const frame = useBridge(session, 'pane', isPhone ? mobilePaneUrl : paneUrl);
  return (
    <aside class={isPhone ? 'add-in add-in-phone' : 'add-in'} aria-label={displayName}>
      {isPhone && (
        <button type="button" onClick={() => (session.paneOpen.value = false)}>
          Close {displayName}
        </button>
      )}
      <iframe ref={frame} name={writeFrameName(session.address)} title={displayName} />
    </aside>
  );
}

function EventsFrame({ session }: AddInFramesProps) {
  const { eventsUrl, displayName } = session.manifest;
  const frame = useBridge(session, 'events', eventsUrl);
  const title = `${displayName}, launch events`;
  return (
    <iframe
      ref={frame}
      name={writeFrameName(session.address)}
      class="events"
      title={title}
      aria-hidden="true"
      tabIndex={-1}
    />
  );
}

/** The bridge listens before the frame loads: the add-in's first word must not be missed. */
function useBridge(session: OutlookSession, kind: FrameKind, url: string) {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    if (frame.current === null) return () => {};
    const bridge = new FrameBridge(frame.current, new URL(url).origin, session.sourceFor(kind));
    session.use(kind, bridge);
    frame.current.src = url;
    return () => {
      session.use(kind, null);
      bridge.close();
    };
  }, [session, kind, url]);
  return frame;
}
