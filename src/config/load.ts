import { z } from 'zod';

import type { EncryptionKey } from '../platform/crypto.js';
import { isNetwork } from '../platform/network/networks.js';
import { isForOthers } from '../platform/network/public-address.js';
import { keyTexts } from '../platform/secrets/encryption-keys.js';
import { weakSecrets } from '../platform/secrets/key-strength.js';
import { checkEach } from './check-each.js';
import { fileSetting, presentIn, type Environment } from './given.js';
import { readAgentSettings, type AgentSettings } from './settings/agents.js';
import {
  connectionShapes,
  connectionsOf,
  type ConnectionSettings,
} from './settings/connections.js';
import {
  databaseOf,
  databaseSecrets,
  databaseSettingProblems,
  databaseShapes,
  type DatabaseSettings,
} from './settings/database.js';
import {
  documentSettings,
  documentSettingShapes,
  type DocumentSettings,
} from './settings/documents.js';
import {
  googleSettingProblems,
  googleSettings,
  googleSettingShapes,
  type GoogleSettings,
} from './settings/google.js';
import {
  idJagOf,
  idJagSettingProblems,
  idJagShapes,
  type IdJagSettings,
} from './settings/id-jag.js';
import { keyShapes } from './settings/keys.js';
import { limitShapes, limitsOf, type LimitSettings } from './settings/limits.js';
import {
  keysOf,
  liveKitShapes,
  missingLiveKitSettings,
  type LiveKitSettings,
} from './settings/livekit.js';
import { liveKitProjectShapes, liveKitProjectsOf } from './settings/livekit-projects.js';
import {
  liveKitUserProblems,
  liveKitUserShapes,
  liveKitUsersOf,
  type LiveKitUserSettings,
} from './settings/livekit-users.js';
import { confirmationOf, mcpShapes, type ConfirmationSettings } from './settings/mcp.js';
import { oidcOf, oidcSettingProblems, oidcShapes, type OidcSettings } from './settings/oidc.js';
import { missingInProduction } from './settings/production.js';
import { readRemoteSettings, type RemoteSettings } from './settings/remote.js';
import { restOf, restShapes, type RestSettings } from './settings/rest.js';
import { hasProtocol, isSecret, list, onOrOff, proxyHops, wholeNumber } from './shapes.js';

/** Everything the gateway was told from outside, checked and frozen. */
export interface Config extends DatabaseSettings {
  /** Whether `NODE_ENV` is `production`, which turns every development convenience off. */
  readonly isProduction: boolean;
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  readonly superuserKey: string | undefined;
  /** The first encrypts, all decrypt; `undefined` means generated keys in `dataDir`. */
  readonly encryptionKeys: readonly EncryptionKey[] | undefined;
  /** Networks from which `currentToken` needs no credential. */
  readonly trustedNetworks: readonly string[];
  /**
   * Whether networks would be trusted, but for a proxy that is probably there and not announced.
   */
  readonly isProxyUnannounced: boolean;
  readonly agentAutoProvision: boolean;
  /** How many proxies in front are believed about the client's address; 0 believes none. */
  readonly trustProxyHops: number;
  /** Whose JWTs are accepted; `undefined` means nobody's. */
  readonly oidc: OidcSettings | undefined;
  /** Whose identity assertions are taken as grants; `undefined` means nobody's. */
  readonly idJag: IdJagSettings | undefined;
  /** The LiveKit projects behind room tokens, the one without a name first. */
  readonly liveKitProjects: readonly LiveKitSettings[];
  /** Which users obtain room tokens by their own JWT; `undefined` means nobody does. */
  readonly liveKitUsers: LiveKitUserSettings | undefined;
  readonly google: GoogleSettings;
  /** How the older REST paths are served. */
  readonly rest: RestSettings;
  readonly documents: DocumentSettings;
  /** The gateway's own address as others see it, without a final slash. */
  readonly publicUrl: string | undefined;
  readonly corsOrigins: readonly string[];
  readonly logLevel: string;
  readonly limits: LimitSettings;
  readonly connections: ConnectionSettings;
  /** Whether people are asked before tools of MCP do what reaches far. */
  readonly confirmation: ConfirmationSettings | undefined;
  /** How many days the audit log goes back; `undefined` keeps it for ever. */
  readonly auditRetentionDays: number | undefined;
}

const settings = z.object({
  NODE_ENV: z
    .enum(['development', 'test', 'production'], 'must be development, test or production')
    .default('development'),
  HOST: z.string().regex(/^\S+$/, 'must be a host name or an IP address').default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(4000),
  ...databaseShapes,
  ...keyShapes,
  AGENT_SYNC_TRUSTED_NETWORKS: list(isNetwork, 'must be IP networks in CIDR notation').optional(),
  AGENT_AUTO_PROVISION: onOrOff.optional(),
  TRUST_PROXY: proxyHops.default(0),
  ...oidcShapes,
  ...idJagShapes,
  ...liveKitShapes,
  ...liveKitProjectShapes,
  ...liveKitUserShapes,
  ...googleSettingShapes,
  ...restShapes,
  ...documentSettingShapes,
  PUBLIC_URL: z
    .string()
    .refine((text) => hasProtocol(text, ['http:', 'https:']), 'must be an http or https URL')
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
  CORS_ORIGINS: list(
    (text) => hasProtocol(text, ['http:', 'https:']) && new URL(text).origin === text,
    'must be origins: a scheme, a host and where needed a port, without a path',
  ).default([]),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be fatal, error, warn, info, debug, trace or silent',
    )
    .default('info'),
  ...limitShapes,
  ...mcpShapes,
  ...connectionShapes,
  AUDIT_RETENTION_DAYS: wholeNumber(1, 3_650).optional(),
});

/**
 * Reads the settings. An empty value counts as unset, but for `AGENT_SYNC_TRUSTED_NETWORKS`, where
 * it means that no network is trusted.
 *
 * @param env - the process's environment unless a test says otherwise
 * @throws StartupError with exit code 78 and one message that names every wrong setting, what is
 *   wrong with it and a good example; never a value
 */
export function loadConfig(env: Environment = process.env): Config {
  const { values, given, problems } = checkEach(settings, env);
  for (const [name, problem] of [
    ...missingInProduction(given),
    ...databaseSettingProblems(given),
    ...oidcSettingProblems(given),
    ...idJagSettingProblems(given),
    ...missingLiveKitSettings(given),
    ...liveKitUserProblems(given),
    ...googleSettingProblems(given),
    ...weakSecrets(given),
  ]) {
    problems.add(name, problem);
  }
  if (!values || !problems.isEmpty) throw problems.toError();
  return freeze(values, given);
}

/**
 * Reads the settings with some of the environment's replaced, as by an option.
 *
 * @throws StartupError as {@link loadConfig} does
 */
export function loadConfigWith(replaced: Readonly<Record<string, string>>): Config {
  return loadConfig({ ...process.env, ...replaced });
}

/**
 * Those of the named settings that the environment has, as texts; in place of a secret in a file,
 * the setting that names the file.
 */
export function givenSettings(names: readonly (keyof typeof settings.shape)[]) {
  const present = presentIn(process.env);
  const given = names
    .flatMap((name) => (isSecret(settings.shape[name]) ? [name, fileSetting(name)] : [name]))
    .flatMap((name) => (present[name] === undefined ? [] : [[name, present[name]] as const]));
  return Object.fromEntries(given);
}

/**
 * Reads the settings of a program that is a gateway's client, by the same rules.
 *
 * @throws StartupError as {@link loadConfig} does
 */
export function loadAgentSettings(): AgentSettings {
  return readAgentSettings(process.env);
}

/**
 * Reads which gateway commands are for, if it is one elsewhere.
 *
 * @param url - what a command names, in place of `TOKEN_GATEWAY_URL`
 * @throws StartupError as {@link loadConfig} does
 */
export function loadRemoteSettings(url: string | undefined): RemoteSettings | undefined {
  return readRemoteSettings(process.env, url);
}

/** The secrets among the settings, as they were given, for the log to leave out. */
export function secretsOf(config: Config): string[] {
  const { superuserKey, encryptionKeys, liveKitProjects, google } = config;
  const liveKitSecrets = liveKitProjects.flatMap(keysOf).map(({ apiSecret }) => apiSecret);
  const single = [superuserKey, ...liveKitSecrets, google.client?.secret];
  const all = [...single, ...keyTexts(encryptionKeys ?? []), ...databaseSecrets(config)];
  return all.filter((secret): secret is string => Boolean(secret));
}

function freeze(values: z.output<typeof settings>, present: Environment): Config {
  const isProduction = values.NODE_ENV === 'production';
  const networks =
    values.AGENT_SYNC_TRUSTED_NETWORKS ?? (isProduction ? [] : ['127.0.0.0/8', '::1/128']);
  const isProxyUnannounced =
    networks.length > 0 && values.TRUST_PROXY === 0 && isForOthers(values.PUBLIC_URL);
  return Object.freeze({
    isProduction,
    host: values.HOST,
    port: values.PORT,
    ...databaseOf(values, present),
    superuserKey: values.SUPERUSER_KEY,
    encryptionKeys: values.TOKEN_ENCRYPTION_KEYS,
    trustedNetworks: isProxyUnannounced ? [] : networks,
    isProxyUnannounced,
    agentAutoProvision: values.AGENT_AUTO_PROVISION ?? !isProduction,
    trustProxyHops: values.TRUST_PROXY,
    oidc: oidcOf(values),
    idJag: idJagOf(values),
    liveKitProjects: liveKitProjectsOf(values, isProduction),
    liveKitUsers: liveKitUsersOf(values),
    google: googleSettings(values),
    rest: restOf(values),
    documents: documentSettings(values),
    publicUrl: values.PUBLIC_URL,
    corsOrigins: values.CORS_ORIGINS,
    logLevel: values.LOG_LEVEL,
    limits: limitsOf(values),
    confirmation: confirmationOf(values),
    connections: connectionsOf(values, isProduction),
    auditRetentionDays: values.AUDIT_RETENTION_DAYS,
  });
}
