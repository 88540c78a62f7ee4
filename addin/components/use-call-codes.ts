import { codesOffered } from '#shared/api/company-codes.ts';
import type { CodeDefinition } from '#shared/domain/activity-code.ts';
import { CALL_CODES } from '../state/call-form.ts';
import { useSidebar } from './sidebar-context.ts';

/** What can have happened in a call: the codes that the company uses, in its order. */
export function useCallCodes(): readonly CodeDefinition[] {
  const { session } = useSidebar();
  return codesOffered(CALL_CODES, session.current.value?.tenant.codes);
}
