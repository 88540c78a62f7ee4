import type { Request } from 'express';
import {
  type OpenSessionBody,
  openSession,
  PAGE_HEADER,
  readMe,
  type SignedInUser,
  type TenantView,
} from '#shared/api/sessions.ts';
import { DomainError } from '../errors.ts';
import { type Endpoint, endpoint, openEndpoint } from '../http/endpoint.ts';
import { readSignedIn } from '../http/page-session.ts';
import { requireSameOrigin } from '../http/same-origin.ts';
import type { Clock } from '../ports.ts';
import type { SignedIn, SignInService } from './sign-in-service.ts';
import type { Tenant, TenantRepository } from './tenant-repository.ts';
import type { User } from './user-repository.ts';

interface Sources {
  readonly tenants: TenantRepository;
  readonly signIn: SignInService;
  readonly clock: Clock;
  /** Where our own pages are; theirs is the only cookie that is traded in. */
  readonly baseUrl: string;
}

export function identityEndpoints({ tenants, ...sources }: Sources): Endpoint[] {
  return [
    openEndpoint(openSession, async ({ body, req }) => {
      const { session, ...signedIn } = await whoIs(sources, body, req);
      const { token, expiresAt, user, tenant } = sources.signIn.openSession(signedIn, session);
      req.log.info({ requestId: req.id, userId: user.id, tenantId: tenant.id, by: body.kind }, 'session opened');
      return { token, expiresAt: expiresAt.toISOString(), user: presentUser(user), tenant: presentTenant(tenant) };
    }),
    endpoint(readMe, async ({ actor }) => {
      const tenant = await tenants.findById(actor.tenantId);
      if (tenant === null) throw new DomainError('not_found', 'Your company is no longer here.');
      const { userId: id, email, name, role } = actor;
      return { user: { id, email, name, role }, tenant: presentTenant(tenant) };
    }),
  ];
}

async function whoIs(
  { signIn, clock, baseUrl }: Omit<Sources, 'tenants'>,
  body: OpenSessionBody,
  req: Request,
): Promise<SignedIn & { readonly session: string | null }> {
  if (body.kind !== 'page') {
    return { ...(await signIn.byDirectoryToken(body.kind, body.token, 'api')), session: null };
  }
  requireSameOrigin(req, baseUrl);
  if (req.get(PAGE_HEADER) === undefined) throw new DomainError('not_allowed', `Send the header ${PAGE_HEADER}.`);
  const subject = readSignedIn(req, clock);
  if (subject === null) throw new DomainError('not_signed_in', 'Sign in first, at /sign-in.');
  return { ...(await signIn.byPageSession(subject)), session: subject.session };
}

function presentUser({ id, email, name, role }: User): SignedInUser {
  return { id, email, name, role };
}

function presentTenant({ id, name, currency, zone, codes }: Tenant): TenantView {
  if (codes === undefined) return { id, name, currency, zone };
  const { off, order, labels } = codes;
  return { id, name, currency, zone, codes: { off, order, labels } };
}
