import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';

import type { Clock } from '../../platform/clock.js';
import { DomainError } from '../../platform/errors.js';
import { withoutNulls } from '../../platform/without-nulls.js';
import type { RequestContext } from '../../request/context.js';
import { isCaller } from '../../request/principal.js';
import type { GoogleAccountService } from '../accounts/account.service.js';
import { GoogleAccessToken } from '../accounts/account.type.js';
import {
  ConnectGoogleAccountInput,
  ConnectGoogleAccountPayload,
  ImportGoogleConnectionInput,
  ImportGoogleConnectionPayload,
  ImportGoogleServiceAccountInput,
  ImportGoogleServiceAccountPayload,
} from '../connections/connection.input.js';
import type { GoogleConnectionService } from '../connections/connection.service.js';
import type { GoogleImportService } from '../connections/import.service.js';
import { presentConnection } from '../connections/presenter.js';
import type { GoogleConsentService } from './consent.service.js';

interface GoogleGrantResolverParts {
  readonly consents: GoogleConsentService;
  readonly imports: GoogleImportService;
  readonly connections: GoogleConnectionService;
  readonly accounts: GoogleAccountService;
  readonly clock: Clock;
  /** How long a caller is let wait for Google. */
  readonly timeoutSeconds: number;
}

/** The schema's fields that bring grants of Google's in, and hand access tokens out. */
@Resolver()
export class GoogleGrantResolver {
  readonly #parts: GoogleGrantResolverParts;

  constructor(parts: GoogleGrantResolverParts) {
    this.#parts = parts;
  }

  @Mutation(() => ConnectGoogleAccountPayload, {
    description:
      'Makes a link by which the owner of a Google account lets agents work with it. An account ' +
      'that is connected already gets a new grant and keeps its agents. For superusers.',
  })
  async connectGoogleAccount(
    @Arg('input', () => ConnectGoogleAccountInput, { description: 'What to ask consent for.' })
    input: ConnectGoogleAccountInput,
    @Ctx() { actor }: RequestContext,
  ): Promise<ConnectGoogleAccountPayload> {
    const { url, expiresAt } = await this.#parts.consents.begin(withoutNulls(input), actor);
    return { consentUrl: url, expiresAt };
  }

  @Mutation(() => ImportGoogleConnectionPayload, {
    description: 'Connects a Google account by a refresh token that it gave. For superusers.',
  })
  async importGoogleConnection(
    @Arg('input', () => ImportGoogleConnectionInput, { description: 'The refresh token.' })
    input: ImportGoogleConnectionInput,
    @Ctx() { actor }: RequestContext,
  ): Promise<ImportGoogleConnectionPayload> {
    return this.#present(await this.#parts.imports.importRefreshToken(withoutNulls(input), actor));
  }

  @Mutation(() => ImportGoogleServiceAccountPayload, {
    description:
      'Connects a service account of Google’s, or the user whom it impersonates, by its key. For ' +
      'superusers.',
  })
  async importGoogleServiceAccount(
    @Arg('input', () => ImportGoogleServiceAccountInput, { description: 'The service account.' })
    input: ImportGoogleServiceAccountInput,
    @Ctx() { actor }: RequestContext,
  ): Promise<ImportGoogleServiceAccountPayload> {
    return this.#present(
      await this.#parts.imports.importServiceAccount(withoutNulls(input), actor),
    );
  }

  @Query(() => GoogleAccessToken, {
    description:
      'Google’s access token of an account, for programs that call Google themselves. For ' +
      'superusers, and for agents with the scope `calendar.access_token`, which a superuser gives. ' +
      'Every read is written to the audit log.',
  })
  async googleAccessToken(
    @Arg('connection', () => ID, {
      nullable: true,
      description:
        'The connection’s id, or the account’s e-mail address. An agent that is bound to one ' +
        'account need not say it.',
    })
    connection: string | null,
    @Ctx() { actor, principal }: RequestContext,
  ): Promise<GoogleAccessToken> {
    if (!isCaller(principal)) {
      throw new DomainError('FORBIDDEN', 'Only agents and superusers work with Google accounts.');
    }
    const { connectionId, ...read } = await this.#parts.accounts.readAccessToken(
      principal,
      connection ?? undefined,
      actor,
      AbortSignal.timeout(this.#parts.timeoutSeconds * 1000),
    );
    return { ...read, id: connectionId };
  }

  async #present({ id }: { readonly id: string }) {
    const listed = await this.#parts.connections.require('connection', id);
    return { connection: presentConnection(listed, this.#parts.clock.now()) };
  }
}
