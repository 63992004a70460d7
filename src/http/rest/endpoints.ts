import { calendarEndpoint } from './calendar-endpoints.js';
import type { Endpoint } from './endpoint.js';
import { tokenEndpoints } from './token-endpoints.js';

/** Every path of the older REST service behind which there is a GraphQL operation. */
export const endpoints: readonly Endpoint[] = [...tokenEndpoints, calendarEndpoint];
