import type { Config } from '../config/load.js';
import type { Setup } from '../http/pages/front-page.js';

/** What the front page says about this gateway's setup; nothing in production. */
export function setupOf({
  isProduction,
  postgres,
  google,
  liveKitProjects,
}: Config): Setup | undefined {
  if (isProduction) return undefined;
  return {
    database: postgres === undefined ? 'embedded' : 'PostgreSQL',
    hasGoogle: google.client !== undefined,
    hasLiveKit: liveKitProjects.length > 0,
  };
}
