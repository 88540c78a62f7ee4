import type { Adapter, AdapterPayload } from 'oidc-provider';

/** What the stand-in for Entra remembers: in memory, so a restart signs everybody out of it and of nothing else. */
export class SignInStore {
  private readonly kept = new Map<string, AdapterPayload>();

  /** The part of one kind of thing, as oidc-provider asks for it. */
  readonly part = (kind: string): Adapter => ({
    upsert: async (id, payload) => {
      this.kept.set(`${kind}:${id}`, payload);
    },
    find: async (id) => this.unexpired(this.kept.get(`${kind}:${id}`)),
    findByUid: async (uid) => this.unexpired(this.first(kind, (payload) => payload.uid === uid)),
    findByUserCode: async (code) => this.unexpired(this.first(kind, (payload) => payload.userCode === code)),
    consume: async (id) => {
      const payload = this.kept.get(`${kind}:${id}`);
      if (payload !== undefined) payload.consumed = now();
    },
    destroy: async (id) => {
      this.kept.delete(`${kind}:${id}`);
    },
    revokeByGrantId: async (grantId) => {
      for (const [key, payload] of this.kept) if (payload.grantId === grantId) this.kept.delete(key);
    },
  });

  private first(kind: string, fits: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    for (const [key, payload] of this.kept) if (key.startsWith(`${kind}:`) && fits(payload)) return payload;
    return undefined;
  }

  private unexpired(payload: AdapterPayload | undefined): AdapterPayload | undefined {
    return payload?.exp !== undefined && payload.exp < now() ? undefined : payload;
  }
}

/** Seconds, as tokens count. */
function now(): number {
  return Math.floor(Date.now() / 1000);
}
