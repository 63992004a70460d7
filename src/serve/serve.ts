import { createApp, type App } from '../app/create-app.js';
import { loadConfigWith, secretsOf, type Config } from '../config/load.js';
import { cannotConnect, failedConnectionIn } from '../db/connection/failure.js';
import { DomainError, StartupError } from '../platform/errors.js';
import { createLogger, type Logger } from '../platform/log/logger.js';
import { writeErrorLine, writeLine } from '../platform/log/write-line.js';
import { createRedact } from '../platform/secrets/redact.js';
import { Ending } from './ending.js';
import { welcome } from './welcome.js';

/**
 * Runs a gateway until it is told to stop. The process ends with 0 after SIGTERM or SIGINT, 78 when
 * the settings cannot be used, and 1 when anything else stands in the way of the start, or after an
 * error that nothing handled.
 *
 * @param settings - what goes before the environment's
 */
export async function serve(settings: Readonly<Record<string, string>> = {}): Promise<void> {
  try {
    const config = loadConfigWith(settings);
    const redact = createRedact(secretsOf(config));
    const pretty = !config.isProduction && process.stdout.isTTY;
    const logger = createLogger({
      level: config.logLevel,
      pretty,
      buffered: config.isProduction,
      redact,
    });
    const { shutdownDelaySeconds } = config.connections;
    const ending = new Ending(logger, shutdownDelaySeconds, (code) => process.exit(code));
    const app = await createApp(config, { logger, redact });
    // Before anybody learns that it listens, and may tell it to stop.
    ending.stopsBy(app);
    announce(config, app, logger);
  } catch (error) {
    const obstacle = obstacleOf(error);
    writeErrorLine(obstacle.message);
    process.exit(obstacle.exitCode);
  }
}

/**
 * What an operator is told of a start that failed.
 *
 * @throws the error itself, if nobody foresaw it
 */
function obstacleOf(error: unknown): StartupError {
  if (error instanceof StartupError) return error;
  if (!(error instanceof DomainError)) throw error;
  const failure = failedConnectionIn(error);
  return failure ? cannotConnect(failure) : new StartupError(error.message, { cause: error });
}

function announce(config: Config, app: App, logger: Logger): void {
  logger.info({ url: app.url, database: app.services.database.kind }, 'The gateway is listening');
  if (config.isProduction && config.isDatabaseUnverified) {
    logger.warn(
      'The database is on another machine, and its certificate is not verified: whoever is between ' +
        'can read and change everything. Set sslmode=verify-full, with sslrootcert where the ' +
        'authority is your own: docs/operations.md. DATABASE_ALLOW_UNVERIFIED=on ends this warning.',
    );
  }
  if (config.isProxyUnannounced) {
    logger.warn(
      'AGENT_SYNC_TRUSTED_NETWORKS is not used: PUBLIC_URL is set and TRUST_PROXY is not, so every ' +
        'caller may come through a proxy that looks like this machine. Set TRUST_PROXY to the ' +
        'number of proxies in front, or give the agents keys.',
    );
  }
  if (config.trustedNetworks.length > 0 && config.trustProxyHops === 0) {
    logger.info(
      { networks: config.trustedNetworks },
      'Programs on these networks read current tokens without a credential. A proxy that adds no ' +
        'header, such as a bare nginx since 1.29.7, looks like one of them: behind a proxy set ' +
        'TRUST_PROXY, or set AGENT_SYNC_TRUSTED_NETWORKS to nothing.',
    );
  }
  if (!config.isProduction) greet(welcome(app, config));
}

/** Greets whoever reads standard output; the gateway serves also when nobody can. */
function greet(text: string): void {
  process.stdout.on('error', () => undefined);
  try {
    writeLine(text);
  } catch {
    // A full disk is no reason to stop serving.
  }
}
