import type { GateVerdict } from '#shared/api/dispatches.ts';
import { useSidebar } from './sidebar-context.ts';

/** The server's verdict on sending, in words. */
export function GateBox({ gate }: { readonly gate: GateVerdict }) {
  const { words } = useSidebar();
  return (
    <div class={gate.open ? 'notice notice-good' : 'notice notice-bad'} role="status">
      <strong>{gate.open ? words.templates.gateOpen : words.templates.gateClosed}</strong>
      {gate.reasons.length > 0 && (
        <ul>
          {gate.reasons.map(({ reason, text }) => (
            <li key={text}>
              {words.gateReasons[reason]}: {text}
            </li>
          ))}
        </ul>
      )}
      {gate.warnings.length > 0 && (
        <p>
          {words.templates.warnings} {gate.warnings.join(' ')}
        </p>
      )}
    </div>
  );
}
