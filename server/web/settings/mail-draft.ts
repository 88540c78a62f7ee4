import type { ChangeSettingsBody, SettingsView } from '#shared/api/settings.ts';

/** What of mail is logged, as the form holds it. */
export interface MailDraft {
  /** Addresses and mail domains, with blanks, commas or lines between. */
  readonly neverLog: string;
  readonly keepsOfMail: boolean;
  readonly sendAnyway: boolean;
}

export function mailDraftOf({ neverLog, keptOfMail, sendAnyway }: SettingsView): MailDraft {
  return { neverLog: neverLog.join('\n'), keepsOfMail: keptOfMail !== 'nothing', sendAnyway };
}

/** What a draft asks for; the server judges the lines. */
export function mailChangesOf({
  neverLog,
  keepsOfMail,
  sendAnyway,
}: MailDraft): Pick<ChangeSettingsBody, 'neverLog' | 'keptOfMail' | 'sendAnyway'> {
  return {
    neverLog: neverLog.split(/[\s,;]+/).filter((line) => line !== ''),
    keptOfMail: keepsOfMail ? 'subject_and_recipients' : 'nothing',
    sendAnyway,
  };
}
