import type { MAILED } from '#shared/api/users.ts';
import type { UserId } from '#shared/domain/ids.ts';
import type { TenantRepository } from '../../identity/tenant-repository.ts';
import type { NewPerson, SignInLink, User, UserService } from '../../identity/user-service.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import type { InvitationMail } from './invitation-mail.ts';

/** A person with the link by which they sign in the first time, and what became of the mail with it. */
export interface Invited {
  readonly user: User;
  readonly link: SignInLink;
  readonly mailed: (typeof MAILED)[number];
}

export interface InvitationSources {
  readonly userService: UserService;
  readonly tenants: TenantRepository;
  readonly mail: InvitationMail;
}

/** Invites people by a one-time link. */
export class InvitationService {
  constructor(private readonly sources: InvitationSources) {}

  /** Throws DomainError `user_taken`. */
  async invite(person: NewPerson, by: string): Promise<Invited> {
    const { userService } = this.sources;
    const user = await userService.together(by, (how) => userService.add(person, how));
    return this.mailed(user, await userService.link(user.id));
  }

  /** Throws DomainError `user_not_found`. */
  async renew(id: UserId, by: string): Promise<Invited> {
    const { user, link } = await this.sources.userService.renewLink(id, by);
    return this.mailed(user, link);
  }

  private async mailed(user: User, link: SignInLink): Promise<Invited> {
    const company = (await this.sources.tenants.findById(currentTenant()))?.name ?? '';
    return { user, link, mailed: await this.sources.mail.send({ user, link, company }) };
  }
}
