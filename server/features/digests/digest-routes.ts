import { chooseDigest, previewDigest, readDigest } from '#shared/api/digests.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { DigestService } from './digest-service.ts';

export function digestEndpoints({ digests }: { readonly digests: DigestService }): Endpoint[] {
  return [
    endpoint(readDigest, async ({ actor }) => digests.view(actor)),
    endpoint(chooseDigest, async ({ body, actor }) => digests.choose(actor, body)),
    endpoint(previewDigest, async ({ actor }) => digests.preview(actor)),
  ];
}
