import { found, type Finding } from '../finding.js';
import type { StatusSettings } from '../settings.js';

interface Feature {
  readonly name: string;
  readonly isOn: (settings: StatusSettings) => boolean;
  /** How to turn it on. */
  readonly action: string;
}

const FEATURES: readonly Feature[] = [
  {
    name: 'Google accounts',
    isOn: ({ google }) => google.client !== undefined,
    action: 'Set GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET: docs/google.md.',
  },
  {
    name: 'LiveKit rooms',
    isOn: ({ liveKitProjects }) => liveKitProjects.length > 0,
    action: 'Set LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET: docs/livekit.md.',
  },
  {
    name: 'sign-in by OpenID Connect',
    isOn: ({ oidc }) => oidc !== undefined,
    action: 'Set OIDC_ISSUER and OIDC_AUDIENCE: docs/oidc.md.',
  },
  {
    name: 'default agents',
    isOn: ({ agentAutoProvision }) => agentAutoProvision,
    action: 'Set AGENT_AUTO_PROVISION=on, or create agents: token-gateway agent create.',
  },
  {
    name: 'older REST paths',
    isOn: ({ rest }) => rest.isServed,
    action: 'Set LEGACY_API=on: docs/rest.md.',
  },
  {
    name: 'trusted documents only',
    isOn: ({ documents }) => documents.areRequired,
    action: 'Set TRUSTED_DOCUMENTS_ONLY=on: docs/trusted-documents.md.',
  },
  {
    name: 'pruning of the audit log',
    isOn: ({ auditRetentionDays }) => auditRetentionDays !== undefined,
    action: 'Set AUDIT_RETENTION_DAYS: docs/audit.md.',
  },
];

/** Which features are on, and how to turn on those that are off. */
export function featureFindings(settings: StatusSettings): Finding[] {
  const on = FEATURES.filter(({ isOn }) => isOn(settings));
  const off = FEATURES.filter(({ isOn }) => !isOn(settings));
  return [
    found('FEATURES', `On: ${listed(on)}. Off: ${listed(off)}.`),
    ...off.map(({ name, action }) =>
      found('FEATURE_OFF', `Off: ${name}.`, { subject: name, action }),
    ),
  ];
}

function listed(features: readonly Feature[]): string {
  return features.map(({ name }) => name).join(', ') || 'none';
}
