import type { GatewayStatusQuery as GatewayStatusResult } from '../generated/graphql.js';
import type { TestGateway } from './gateway.js';
import { GatewayStatusQuery } from './operations.js';

/** Something that was found out about a gateway. */
export type FoundInStatus = GatewayStatusResult['gatewayStatus']['findings'][number];

/** How a gateway is, as a superuser sees it. */
export async function statusOf(
  gateway: TestGateway,
): Promise<GatewayStatusResult['gatewayStatus']> {
  const { data, errors } = await gateway.send(GatewayStatusQuery, {}, gateway.superuser);
  if (!data) throw new Error(errors[0]?.message ?? 'gatewayStatus did not answer.');
  return data.gatewayStatus;
}

/** What was found under a code. */
export async function foundAs(gateway: TestGateway, code: string): Promise<FoundInStatus[]> {
  return (await statusOf(gateway)).findings.filter((finding) => finding.code === code);
}

/** The subjects of what was found under a code. */
export async function subjectsOf(gateway: TestGateway, code: string): Promise<(string | null)[]> {
  return (await foundAs(gateway, code)).map(({ subject }) => subject);
}
