import { changeCodes, readCodes } from '#shared/api/codes.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { CodeService } from './code-service.ts';

export function codeEndpoints({ codeService }: { codeService: CodeService }): Endpoint[] {
  return [
    endpoint(readCodes, async () => codeService.read()),
    endpoint(changeCodes, async ({ body, actor }) => codeService.change(body, actor)),
  ];
}
