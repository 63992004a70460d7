import { Option, type Command } from 'commander';

import { jsonObject, seconds } from '../command.js';

/** Gives a command the options that an agent has. */
export function withAgentOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--renewal <renewal>',
        'whether the gateway issues the next token, or a superuser does',
      ).choices(['automatic', 'manual']),
    )
    .option('--ttl-seconds <duration>', 'the lifetime of its tokens', seconds)
    .option('--overlap-seconds <duration>', 'how long a replaced token stays valid', seconds)
    .option('--scopes <scopes...>', 'the most that its tokens may have')
    .option(
      '--livekit-policy <json>',
      'the most that its room tokens may allow, for example \'{"rooms":["support-*"]}\'',
      jsonObject,
    );
}

/** The arguments of an operation on an agent that these options stand for. */
export function agentOptions(options: Record<string, unknown>): Record<string, unknown> {
  const { renewal, ttlSeconds, overlapSeconds, scopes, livekitPolicy } = options;
  return {
    renewal: typeof renewal === 'string' ? renewal.toUpperCase() : undefined,
    ttlSeconds,
    overlapSeconds,
    scopes,
    liveKitPolicy: livekitPolicy,
  };
}
