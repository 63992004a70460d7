import type { DocumentSettings } from '../config/settings/documents.js';
import type { GoogleSettings } from '../config/settings/google.js';
import type { LiveKitSettings } from '../config/settings/livekit.js';
import type { OidcSettings } from '../config/settings/oidc.js';
import type { RestSettings } from '../config/settings/rest.js';

/** The settings that a status tells of. */
export interface StatusSettings {
  readonly isProduction: boolean;
  readonly isDatabaseUnverified: boolean;
  readonly publicUrl: string | undefined;
  readonly trustedNetworks: readonly string[];
  readonly isProxyUnannounced: boolean;
  readonly trustProxyHops: number;
  readonly agentAutoProvision: boolean;
  readonly google: GoogleSettings;
  readonly liveKitProjects: readonly LiveKitSettings[];
  readonly oidc: OidcSettings | undefined;
  readonly rest: RestSettings;
  readonly documents: DocumentSettings;
  readonly auditRetentionDays: number | undefined;
}
