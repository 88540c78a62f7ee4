import { type CompanyView, changeCompany, readCompany } from '#shared/api/setup.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import type { CompanyService } from './company-service.ts';

export function companyEndpoints({ company }: { readonly company: CompanyService }): Endpoint[] {
  const present = async (): Promise<CompanyView> => {
    const { ownDomains, ...facts } = await company.read();
    return { ...facts, ownDomains: [...ownDomains] };
  };
  return [
    endpoint(readCompany, present),
    endpoint(changeCompany, async ({ body, actor }) => {
      await company.change(body, actor.email);
      return present();
    }),
  ];
}
