import { createApp, type App } from './app.js';
import { loadConfig, secretsOf, type Config } from './config.js';
import { StartupError } from './platform/errors.js';
import { createLogger, type Logger } from './platform/logger.js';
import { createRedact } from './platform/redact.js';
import { writeErrorLine, writeLine } from './platform/write-line.js';
import { welcome } from './welcome.js';

/** The longest that a stop may take before the process ends whatever is left. */
const STOP_LIMIT_MS = 9_000;

/**
 * Runs a gateway until it is told to stop. The process ends with 0 after SIGTERM or SIGINT, 78
 * when the settings cannot be used, and 1 when anything else stands in the way of the start.
 */
export async function serve(): Promise<void> {
  try {
    const config = loadConfig();
    const redact = createRedact(secretsOf(config));
    const pretty = !config.isProduction && process.stdout.isTTY;
    const logger = createLogger({
      level: config.logLevel,
      pretty,
      buffered: config.isProduction,
      redact,
    });
    const app = await createApp(config, { logger, redact });
    announce(config, app, logger);
    stopOnSignals(app, logger);
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    writeErrorLine(error.message);
    process.exit(error.exitCode);
  }
}

function announce(config: Config, app: App, logger: Logger): void {
  logger.info({ url: app.url, database: app.services.database.kind }, 'The gateway is listening');
  if (config.isProxyUnannounced) {
    logger.warn(
      'AGENT_SYNC_TRUSTED_NETWORKS is not used: PUBLIC_URL is set and TRUST_PROXY is not, so every ' +
        'caller may come through a proxy that looks like this machine. Set TRUST_PROXY to the ' +
        'number of proxies in front, or give the agents keys.',
    );
  }
  if (!config.isProduction) writeLine(welcome(app, config));
}

function stopOnSignals(app: App, logger: Logger): void {
  let isStopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    // Ctrl-C under npm comes twice, from the terminal and from npm: the second one must not cut off
    // what the first one lets finish. The limit below holds in any case.
    if (isStopping) return;
    isStopping = true;
    logger.info({ signal }, 'The gateway is stopping');
    setTimeout(() => {
      logger.error('The gateway did not stop in time; what was left has been cut off');
      process.exit(1);
    }, STOP_LIMIT_MS).unref();
    app.stop().then(
      () => {
        logger.info('The gateway has stopped');
        process.exit(0);
      },
      (error: unknown) => {
        logger.error({ err: error }, 'The gateway could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
