import type { ClientSession } from 'mongoose';
import type { BrandView } from '#shared/api/templates.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { BrandModel, type StoredBrand } from './brand-model.ts';

/** The brands under which the current tenant duns. */
export class BrandRepository {
  /** By key. */
  async findAll(session: ClientSession | null = null): Promise<BrandView[]> {
    const found = await BrandModel.find({}, null, { session }).sort({ key: 1 }).lean<StoredBrand[]>();
    return found.map(({ key, name, companyCodes }) => ({ key, name, companyCodes }));
  }

  /** Puts these in the place of all that were there. */
  async replace(brands: readonly BrandView[], session: ClientSession): Promise<void> {
    const tenantId = currentTenant();
    await BrandModel.deleteMany({}, { session });
    if (brands.length === 0) return;
    await BrandModel.collection.insertMany(
      brands.map((brand) => ({ ...brand, tenantId }) as never),
      { session },
    );
  }
}
