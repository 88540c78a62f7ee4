import { inBackground } from '../state/failure.ts';
import type { TemplateState } from '../state/template-state.ts';
import { CopyText } from './CopyText.tsx';
import { FilesLeft } from './FilesLeft.tsx';
import { Problem } from './Problem.tsx';
import { useSidebar } from './sidebar-context.ts';

interface PlacedProps {
  readonly state: Extract<TemplateState, { at: 'placed' | 'not_placed' }>;
}

/** The prepared message is with Outlook, or Outlook did not take it and its text can be copied. */
export function Placed({ state }: PlacedProps) {
  const { words, templates } = useSidebar();
  if (state.at === 'placed') {
    const onAttach = state.way === 'insert' ? () => templates.attachLeft() : null;
    return (
      <>
        <p class="notice notice-good">{words.templates.placedBy[state.way]}</p>
        <FilesLeft files={state.left} onAttach={onAttach} />
        {state.failure !== null && <Problem failure={state.failure} />}
      </>
    );
  }
  const { subject, text } = state.dispatch.filled;
  return (
    <>
      <p class="bad">{words.templates.notPlaced}</p>
      <Problem failure={state.failure} onRetry={() => inBackground(templates.placeAgain())} />
      <CopyText subject={subject} text={text} onCopied={() => templates.copied()} />
    </>
  );
}
