import { useEffect, useRef } from 'preact/hooks';
import { inBackground } from '../state/failure.ts';
import { FORM_KINDS, formId } from '../state/forms.ts';
import type { Sidebar } from '../state/sidebar.ts';
import { isTyping } from './is-typing.ts';
import { useSidebar } from './sidebar-context.ts';
import { useFocusBack } from './use-focus-back.ts';

/** What can be done for the customer, each by a press or its letter. When what it opened closes, the focus is back on it. */
export function CustomerActions({ customerId }: { readonly customerId: string }) {
  const sidebar = useSidebar();
  const actions = actionsOf(sidebar, customerId);
  useLetters(sidebar, customerId);
  if (actions.length === 0) return <p class="notice">{sidebar.words.card.readOnly}</p>;
  return (
    <fieldset class="bare actions" aria-label={sidebar.words.actions.region}>
      {actions.map((action) => (
        <ActionButton key={action.is} action={action} />
      ))}
    </fieldset>
  );
}

type ActionName = (typeof FORM_KINDS)[number] | 'template';

interface Action {
  readonly is: ActionName;
  readonly isOpen: boolean;
  readonly press: () => void;
}

function actionsOf(sidebar: Sidebar, customerId: string): Action[] {
  const { work, templates, host, mayChange } = sidebar;
  if (!mayChange.value) return [];
  const open = work.onScreen.value?.formId;
  const forms = FORM_KINDS.map((kind) => {
    return { is: kind, isOpen: open === formId(customerId, kind), press: () => sidebar.openForm(kind) };
  });
  if (!host.can.sending) return forms;
  const isOpen = templates.state.value.at !== 'closed';
  return [...forms, { is: 'template', isOpen, press: () => inBackground(sidebar.openTemplates()) }];
}

function ActionButton({ action: { is, isOpen, press } }: { readonly action: Action }) {
  const { words, doing } = useSidebar();
  const { name, full, key } = words.actions[is];
  const hasLetters = doing.hasLetters.value;
  const button = useRef<HTMLButtonElement>(null);
  useFocusBack(button, isOpen);
  return (
    <button
      ref={button}
      type="button"
      class={is === 'call' ? 'primary' : undefined}
      aria-label={full}
      aria-expanded={isOpen}
      aria-keyshortcuts={hasLetters ? key : undefined}
      onClick={press}
    >
      {name}{' '}
      {hasLetters && (
        <span class="key" aria-hidden="true">
          {key}
        </span>
      )}
    </button>
  );
}

/** The letters on the buttons press them while the focus is on nothing that is typed into. */
function useLetters(sidebar: Sidebar, customerId: string): void {
  useEffect(() => {
    const handleKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !sidebar.doing.hasLetters.value || isTyping(event)) return;
      const letter = event.key.toUpperCase();
      const pressed = actionsOf(sidebar, customerId).find(({ is }) => sidebar.words.actions[is].key === letter);
      if (pressed === undefined) return;
      event.preventDefault();
      pressed.press();
    };
    document.addEventListener('keydown', handleKeyDown);
    return () => document.removeEventListener('keydown', handleKeyDown);
  }, [sidebar, customerId]);
}
