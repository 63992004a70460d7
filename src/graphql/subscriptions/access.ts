import type { DomainError } from '../../platform/errors.js';
import { principalName, type Principal } from '../../request/principal.js';
import { permissions } from '../access/permissions.js';

/**
 * The refusal of a principal that can open no subscription at all, whatever it asks for: for
 * example an anonymous one outside of the trusted networks, or a verifier.
 *
 * @returns the refusal and the field that it is for; `undefined` when there is a subscription that
 *   it can open
 */
export function refusalToSubscribe(
  principal: Principal,
): { readonly field: string; readonly refusal: DomainError } | undefined {
  // An agent may ask about itself alone, so it is judged by the question that it may ask.
  const args = { agent: principalName(principal) };
  let first: { field: string; refusal: DomainError } | undefined;
  for (const [field, decide] of Object.entries(permissions['Subscription'] ?? {})) {
    const decision = decide(principal, args);
    if (decision === true) return undefined;
    first ??= { field, refusal: decision };
  }
  return first;
}
