import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query';
import { type ChangeAccessBody, changeAccess, readAccess } from '#shared/api/access.ts';
import type { BodyInput } from '#shared/api/operation.ts';
import { endSessionsOf } from '#shared/api/page-sessions.ts';
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
  unbindIdentity,
} from '#shared/api/users.ts';
import { usePageSession } from '../state/page-context.ts';

const USERS = ['users'];
const ACCESS = ['access'];
const ABSENCES = ['absences'];

export function useUsers() {
  const session = usePageSession();
  return useQuery({ queryKey: USERS, queryFn: ({ signal }) => session.api.call(listUsers, { signal }) });
}

export function useAccess() {
  const session = usePageSession();
  return useQuery({ queryKey: ACCESS, queryFn: ({ signal }) => session.api.call(readAccess, { signal }) });
}

export function useAbsences() {
  const session = usePageSession();
  return useQuery({ queryKey: ABSENCES, queryFn: ({ signal }) => session.api.call(listAbsences, { signal }) });
}

/** Makes known to every page what has changed of the people. */
function usePeopleChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    for (const queryKey of [USERS, ACCESS, ABSENCES]) await queries.invalidateQueries({ queryKey });
  };
}

export function useInvite() {
  const session = usePageSession();
  const onSettled = usePeopleChanged();
  return useMutation({
    mutationFn: (body: BodyInput<typeof inviteUser>) => session.api.call(inviteUser, { body }),
    onSettled,
  });
}

export function useChangeUser(id: string) {
  const session = usePageSession();
  const onSettled = usePeopleChanged();
  return useMutation({
    mutationFn: (body: ChangeUserBody) => session.api.call(changeUser, { params: { id }, body }),
    onSettled,
  });
}

export function useRenewLink(id: string) {
  const session = usePageSession();
  return useMutation({ mutationFn: () => session.api.call(renewSignInLink, { params: { id } }) });
}

export function useSignOutEverywhere(id: string) {
  const session = usePageSession();
  return useMutation({ mutationFn: () => session.api.call(endSessionsOf, { params: { userId: id } }) });
}

export function useUnbind(id: string) {
  const session = usePageSession();
  const onSettled = usePeopleChanged();
  return useMutation({
    mutationFn: (body: BodyInput<typeof unbindIdentity>) => session.api.call(unbindIdentity, { params: { id }, body }),
    onSettled,
  });
}

export function useImport() {
  const session = usePageSession();
  const onSettled = usePeopleChanged();
  return useMutation({
    mutationFn: (body: BodyInput<typeof importUsers>) => session.api.call(importUsers, { body }),
    onSettled,
  });
}

export function useChangeAccess() {
  const session = usePageSession();
  const onSettled = usePeopleChanged();
  return useMutation({
    mutationFn: (body: ChangeAccessBody) => session.api.call(changeAccess, { body }),
    onSettled,
  });
}

export function useNameStandIn(id: string) {
  const session = usePageSession();
  const onSettled = usePeopleChanged();
  return useMutation({
    mutationFn: (body: BodyInput<typeof nameStandIn>) => session.api.call(nameStandIn, { params: { id }, body }),
    onSettled,
  });
}

export function useEndAbsence(id: string) {
  const session = usePageSession();
  const onSettled = usePeopleChanged();
  return useMutation({ mutationFn: () => session.api.call(endAbsence, { params: { id } }), onSettled });
}
