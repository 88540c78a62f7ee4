/** What the demo's process read in the add-in's manifest; the mail client does as it says. */
export interface ManifestFacts {
  readonly displayName: string;
  readonly paneUrl: string;
  readonly mobilePaneUrl: string;
  readonly eventsUrl: string;
  readonly pinnable: { readonly read: boolean; readonly compose: boolean };
  readonly events: Readonly<Record<string, { readonly functionName: string; readonly sendMode: string | null }>>;
}
