import { wordsFor } from './card-words.ts';
import { TRIGGERS } from './entry-points.ts';
import { ALL_SCOPES } from './scopes.ts';

export interface DeploymentAddresses {
  /** Where Google reaches the add-on, without a trailing slash: GMAIL_ADDON_ENDPOINT. */
  readonly endpoint: string;
  /** A PNG of at least 96 by 96 pixels that anybody can read. */
  readonly logoUrl: string;
}

/** The deployment that an admin creates with `gcloud workspace-add-ons deployments create`. */
export function deploymentFor({ endpoint, logoUrl }: DeploymentAddresses): object {
  // A deployment says its menu in one language.
  const words = wordsFor('en');
  return {
    oauthScopes: ALL_SCOPES,
    addOns: {
      common: {
        name: 'Duethread',
        logoUrl,
        layoutProperties: { primaryColor: '#0f5ea8', secondaryColor: '#0f5ea8' },
        useLocaleFromApp: true,
        homepageTrigger: { runFunction: endpoint + TRIGGERS.home, enabled: true },
        universalActions: [
          { label: words.card.refresh, runFunction: endpoint + TRIGGERS.refresh },
          { label: words.figures.heading, runFunction: endpoint + TRIGGERS.figures },
        ],
      },
      gmail: {
        contextualTriggers: [{ unconditional: {}, onTriggerFunction: endpoint + TRIGGERS.message }],
      },
      httpOptions: { authorizationHeader: 'SYSTEM_ID_TOKEN', granularOauthPermissionSupport: 'OPT_IN' },
    },
  };
}
