/** Ids are opaque text; the brand keeps two of them from being swapped in a call. */
export type TenantId = string & { readonly __brand: 'TenantId' };
export type UserId = string & { readonly __brand: 'UserId' };
export type CustomerId = string & { readonly __brand: 'CustomerId' };
/** An open item, debit or credit. */
export type ItemId = string & { readonly __brand: 'ItemId' };
export type ActivityId = string & { readonly __brand: 'ActivityId' };
export type TemplateId = string & { readonly __brand: 'TemplateId' };
export type DispatchId = string & { readonly __brand: 'DispatchId' };
