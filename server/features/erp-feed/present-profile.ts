import type { listFeedProfiles } from '#shared/api/feed-runs.ts';
import type { AnswerOf } from '#shared/api/operation.ts';
import type { Profile } from './profile.ts';

type ProfileView = AnswerOf<typeof listFeedProfiles>['profiles'][number];

export function presentProfile(profile: Profile): ProfileView {
  const { name, about, sample, takesSnapshots } = profile;
  const fields = Object.entries(profile.layout === 'table' ? profile.fields : (profile.table?.fields ?? {}));
  const columns = fields.map(([column, field]) => ({
    name: column,
    about: field.about,
    kind: field.kind,
    required: field.required,
  }));
  return { name, about, sample, takesSnapshots, columns };
}
