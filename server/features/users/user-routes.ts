import { changeAccess, readAccess } from '#shared/api/access.ts';
import {
  type ChangeUserBody,
  changeUser,
  endAbsence,
  importUsers,
  inviteUser,
  listAbsences,
  listUsers,
  nameStandIn,
  renewSignInLink,
  type UserView,
  unbindIdentity,
} from '#shared/api/users.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { UserId } from '#shared/domain/ids.ts';
import type { Actor } from '../../actor.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { AccessService } from '../../identity/access-service.ts';
import { emailOf, emailsOf, nameFrom } from '../../identity/person-parts.ts';
import type { SignInLink, User, UserChanges, UserService } from '../../identity/user-service.ts';
import { type Clock, today } from '../../ports.ts';
import type { AbsenceService } from './absence-service.ts';
import type { InvitationService } from './invitation-service.ts';
import type { UserImportService } from './user-import-service.ts';

export interface UserServices {
  readonly userService: UserService;
  readonly invitations: InvitationService;
  readonly userImports: UserImportService;
  readonly absences: AbsenceService;
  readonly access: AccessService;
  readonly clock: Clock;
}

/** The people of the company, who stands in for whom, and who may come in. */
export function userEndpoints(services: UserServices): Endpoint[] {
  return [...peopleEndpoints(services), ...absenceEndpoints(services), ...accessEndpoints(services)];
}

function peopleEndpoints({ userService, invitations, userImports, clock }: UserServices): Endpoint[] {
  const present = async (user: User, { zone }: Actor) =>
    presentUser(user, await userService.list(), today(clock, zone));
  return [
    endpoint(listUsers, async ({ actor }) => {
      const users = await userService.list();
      const day = today(clock, actor.zone);
      return { users: users.map((user) => presentUser(user, users, day)) };
    }),
    endpoint(inviteUser, async ({ body, actor }) => {
      const email = emailOf(body.email);
      const person = { email, role: body.role, name: body.name ?? nameFrom(email), sees: emailsOf(body.sees ?? []) };
      const { user, link, mailed } = await invitations.invite(person, actor.email);
      return { user: await present(user, actor), link: presentLink(link, mailed) };
    }),
    endpoint(renewSignInLink, async ({ params, actor }) => {
      const { link, mailed } = await invitations.renew(params.id as UserId, actor.email);
      return presentLink(link, mailed);
    }),
    endpoint(changeUser, async ({ params, body, actor }) => {
      const id = params.id as UserId;
      const user = await userService.together(actor.email, (how) => userService.change(id, changesIn(body), how));
      return present(user, actor);
    }),
    endpoint(unbindIdentity, async ({ params, body, actor }) => {
      const user = await userService.unbind(params.id as UserId, body, actor.email);
      return present(user, actor);
    }),
    endpoint(importUsers, async ({ body, actor }) => {
      const { users, ...counts } = await userImports.take(body.text, { dryRun: body.dryRun === true, by: actor.email });
      return { ...counts, users: [...users] };
    }),
  ];
}

function absenceEndpoints({ absences }: UserServices): Endpoint[] {
  return [
    endpoint(nameStandIn, async ({ params, body: { standInId, from, until }, actor }) =>
      absences.name(params.id as UserId, { standInId: standInId as UserId, from, until }, actor),
    ),
    endpoint(endAbsence, async ({ params, actor }) => {
      await absences.end(params.id as UserId, actor);
      return {};
    }),
    endpoint(listAbsences, async ({ actor }) => {
      const { absences: found, people } = await absences.list(actor);
      return { absences: found, people: people.map(({ id, name }) => ({ id, name })) };
    }),
  ];
}

function accessEndpoints({ access }: UserServices): Endpoint[] {
  return [
    endpoint(readAccess, async () => access.read()),
    endpoint(changeAccess, async ({ body, actor }) => access.change(body, actor.email)),
  ];
}

function changesIn({ name, role, disabled, otherEmails, sees }: ChangeUserBody): UserChanges {
  return {
    ...(name !== undefined && { name }),
    ...(role !== undefined && { role }),
    ...(disabled !== undefined && { disabled }),
    ...(otherEmails !== undefined && { otherEmails: emailsOf(otherEmails) }),
    ...(sees !== undefined && { sees: emailsOf(sees) }),
  };
}

/** An absence that is over is not shown. */
function presentUser(user: User, all: readonly User[], day: CalendarDate): UserView {
  const { id, email, name, role, disabled, otherEmails, sees, identities, absence, lastSignInOn } = user;
  const nameOf = (other: UserId) => all.find((each) => each.id === other)?.name ?? '';
  return {
    id,
    email,
    name,
    role,
    disabled,
    otherEmails: [...otherEmails],
    sees: [...sees],
    identities: identities.map(({ issuer, subject }) => ({ issuer, subject })),
    absence:
      absence === null || absence.until < day
        ? null
        : {
            user: { id, name },
            standIn: { id: absence.standInId, name: nameOf(absence.standInId) },
            from: absence.from,
            until: absence.until,
          },
    lastSignInOn,
  };
}

function presentLink({ link, expiresAt }: SignInLink, mailed: 'sent' | 'failed' | 'no_mail') {
  return { link, expiresAt: expiresAt.toISOString(), mailed };
}
