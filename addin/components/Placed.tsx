import { inBackground } from '../state/failure.ts';
import type { TemplateState } from '../state/template-state.ts';
import { Problem } from './Problem.tsx';
import { useSidebar } from './sidebar-context.ts';
import { FilledText } from './TemplatePreview.tsx';

interface PlacedProps {
  readonly state: Extract<TemplateState, { at: 'placed' | 'not_placed' }>;
}

/** The prepared message is with Outlook, or Outlook did not take it and its text can be copied. */
export function Placed({ state }: PlacedProps) {
  const { words, templates } = useSidebar();
  const { subject, text } = state.dispatch.filled;
  if (state.at === 'placed') {
    return (
      <p class="notice notice-good">
        {state.mode === 'compose' ? words.templates.inserted : words.templates.openedReply}
      </p>
    );
  }
  return (
    <>
      <p class="bad">{words.templates.notPlaced}</p>
      <Problem failure={state.failure} onRetry={() => inBackground(templates.placeAgain())} />
      <h3>{words.templates.copy}</h3>
      <FilledText subject={subject} text={text} />
    </>
  );
}
