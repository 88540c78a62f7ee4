import type { ColleagueService } from '../../identity/colleague-service.ts';
import type { TenantRepository } from '../../identity/tenant-repository.ts';
import type { UserService } from '../../identity/user-service.ts';
import { SmtpMailer, type SmtpSettings } from '../../mail/smtp-mailer.ts';
import type { Clock } from '../../ports.ts';
import { AbsenceService } from './absence-service.ts';
import { InvitationMail } from './invitation-mail.ts';
import { InvitationService } from './invitation-service.ts';
import { UserImportService } from './user-import-service.ts';

export interface UsersSources {
  readonly userService: UserService;
  readonly colleagues: ColleagueService;
  readonly tenants: TenantRepository;
}

export interface UsersSettings {
  /** Null where the installation sends no mail. */
  readonly mail: SmtpSettings | null;
}

/** Makes what an admin brings people in by, and what tells who stands in for whom. */
export function createUsers({ userService, colleagues, tenants }: UsersSources, { mail }: UsersSettings, clock: Clock) {
  const invitationMail = new InvitationMail(mail === null ? null : new SmtpMailer(mail));
  return {
    invitations: new InvitationService({ userService, tenants, mail: invitationMail }),
    userImports: new UserImportService(userService),
    absences: new AbsenceService({ userService, colleagues, clock }),
  };
}
