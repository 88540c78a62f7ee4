import type { Role } from '#shared/domain/role.ts';
import { instantText } from './formats.ts';
import { usePageSession } from './page-context.ts';

/** The role of who is signed in; null while nobody is. */
export function useRole(): Role | null {
  const { state } = usePageSession();
  return state.value.as === 'open' ? state.value.user.role : null;
}

/** Whether who is signed in runs the company's set-up. */
export function useIsAdmin(): boolean {
  const { state } = usePageSession();
  return state.value.as === 'open' && state.value.user.role === 'admin';
}

/** Whether who is signed in sees the figures and changes nothing. */
export function useOnlyReads(): boolean {
  return useRole() === 'reader';
}

/** Whether who is signed in sees their own figures alone. */
export function useIsCollector(): boolean {
  const { state } = usePageSession();
  return state.value.as === 'open' && state.value.user.role === 'collector';
}

/** Writes an instant as day and time in the company's zone. */
export function useZonedTime(): (instant: string) => string {
  const { state } = usePageSession();
  const zone = state.value.as === 'open' ? state.value.tenant.zone : 'UTC';
  return (instant) => instantText(instant, zone);
}
