import { useEffect, useRef } from 'preact/hooks';
import { FrameBridge } from './frame-bridge.ts';
import type { OutlookSession } from './outlook-session.ts';

interface AddInFramesProps {
  readonly session: OutlookSession;
}

/** The pane, and the unseen frame in which Outlook on the web runs the launch events. */
export function AddInFrames({ session }: AddInFramesProps) {
  return (
    <>
      {session.paneOpen.value && <PaneFrame session={session} />}
      <EventsFrame session={session} />
    </>
  );
}

function PaneFrame({ session }: AddInFramesProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const { paneUrl, displayName } = session.manifest;
  useEffect(() => bridged(frame.current, paneUrl, session, (bridge) => session.usePane(bridge)), [session, paneUrl]);
  return (
    <aside class="add-in" aria-label={displayName}>
      <iframe ref={frame} title={displayName} />
    </aside>
  );
}

function EventsFrame({ session }: AddInFramesProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const { eventsUrl, displayName } = session.manifest;
  useEffect(
    () => bridged(frame.current, eventsUrl, session, (bridge) => session.useEvents(bridge)),
    [session, eventsUrl],
  );
  return <iframe ref={frame} class="events" title={`${displayName}, launch events`} aria-hidden="true" tabIndex={-1} />;
}

/** The bridge listens before the frame loads: the add-in's first word must not be missed. */
function bridged(
  frame: HTMLIFrameElement | null,
  url: string,
  session: OutlookSession,
  use: (bridge: FrameBridge | null) => void,
): () => void {
  if (frame === null) return () => {};
  const bridge = new FrameBridge(frame, new URL(url).origin, session.frameSource);
  use(bridge);
  frame.src = url;
  return () => {
    use(null);
    bridge.close();
  };
}
