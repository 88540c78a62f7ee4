import { useSidebar } from './sidebar-context.ts';

/** The last deed, to be undone by a press while its seconds run; they stand still while it is hovered or has the focus. */
export function UndoBar() {
  const { words, doing } = useSidebar();
  const { undo } = doing;
  const offer = undo.current.value;
  if (offer === null) return null;
  const { what, customer, secondsLeft } = offer;
  return (
    <section
      class="notice notice-good row"
      aria-label={words.undo.region}
      onMouseEnter={() => undo.hold('pointer')}
      onMouseLeave={() => undo.release('pointer')}
      onFocusCapture={() => undo.hold('focus')}
      onBlurCapture={() => undo.release('focus')}
    >
      <span class="grow">{words.undo.done(what, customer.name)}</span>
      <button type="button" aria-label={words.undo.pressThis(what)} onClick={() => undo.press()}>
        {words.undo.press}{' '}
        <span class="quiet" aria-hidden="true">
          {words.undo.left(secondsLeft)}
        </span>
      </button>
      <button type="button" class="link" onClick={() => undo.dismiss()}>
        {words.undo.close}
      </button>
    </section>
  );
}
