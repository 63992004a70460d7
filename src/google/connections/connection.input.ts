import { DateTimeResolver } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';

import { GoogleAccountType } from '../accounts/account.type.js';

const AGENTS = 'The agents that may work with the account then; the list may be empty.';
const SCOPES =
  '`calendar.read`, `calendar.write`, or Google’s own scopes such as ' +
  '`https://www.googleapis.com/auth/calendar.events`; the first two when left out.';
const CONNECTION = 'The connection’s id, or the account’s e-mail address.';

/** The schema's `ConnectGoogleAccountInput`. */
@InputType({ description: 'What `connectGoogleAccount` asks consent for.' })
export class ConnectGoogleAccountInput {
  @Field(() => [String], { description: AGENTS })
  readonly agents!: readonly string[];

  @Field(() => [String], { nullable: true, description: SCOPES })
  readonly scopes?: readonly string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'The e-mail address of the account; the consent of any other is refused.',
  })
  readonly loginHint?: string | null;
}

/** The schema's `ConnectGoogleAccountPayload`. */
@ObjectType({ simpleResolvers: true, description: 'Where the account’s owner consents.' })
export class ConnectGoogleAccountPayload {
  @Field(() => String, {
    description: 'Open it in a browser, or send it to the account’s owner. Good for one use.',
  })
  readonly consentUrl!: string;

  @Field(() => DateTimeResolver, { description: 'The instant from which it is refused.' })
  readonly expiresAt!: Date;
}

/** The schema's `ImportGoogleConnectionInput`. */
@InputType({ description: 'The refresh token that `importGoogleConnection` takes over.' })
export class ImportGoogleConnectionInput {
  @Field(() => String, {
    description: 'The refresh token. It must be of the client that `GOOGLE_CLIENT_ID` names.',
  })
  readonly refreshToken!: string;

  @Field(() => [String], { description: AGENTS })
  readonly agents!: readonly string[];

  @Field(() => [String], { nullable: true, description: SCOPES })
  readonly scopes?: readonly string[] | null;
}

/** The schema's `ImportGoogleConnectionPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `importGoogleConnection` connected.' })
export class ImportGoogleConnectionPayload {
  @Field(() => GoogleAccountType, { description: 'The connected account.' })
  readonly connection!: GoogleAccountType;
}

/** The schema's `ImportGoogleServiceAccountInput`. */
@InputType({ description: 'The service account that `importGoogleServiceAccount` connects.' })
export class ImportGoogleServiceAccountInput {
  @Field(() => String, { description: 'The JSON of its key file, as Google Cloud makes it.' })
  readonly keyFile!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The e-mail address of the user for whom it acts by domain-wide delegation; for itself ' +
      'when left out.',
  })
  readonly subject?: string | null;

  @Field(() => [String], { description: AGENTS })
  readonly agents!: readonly string[];

  @Field(() => [String], { nullable: true, description: SCOPES })
  readonly scopes?: readonly string[] | null;
}

/** The schema's `ImportGoogleServiceAccountPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `importGoogleServiceAccount` connected.' })
export class ImportGoogleServiceAccountPayload {
  @Field(() => GoogleAccountType, { description: 'The connected account.' })
  readonly connection!: GoogleAccountType;
}

/** The schema's `DisconnectGoogleAccountInput`. */
@InputType({ description: 'Which account `disconnectGoogleAccount` ends.' })
export class DisconnectGoogleAccountInput {
  @Field(() => ID, { description: CONNECTION })
  readonly connection!: string;
}

/** The schema's `DisconnectGoogleAccountPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `disconnectGoogleAccount` ended.' })
export class DisconnectGoogleAccountPayload {
  @Field(() => GoogleAccountType, { description: 'The account, disconnected.' })
  readonly connection!: GoogleAccountType;

  @Field(() => Boolean, { description: 'Whether Google forgot the grant too.' })
  readonly revokedAtGoogle!: boolean;

  @Field(() => String, { description: 'What was done, and what is left for a person.' })
  readonly message!: string;
}

/** The schema's `BindGoogleConnectionInput`. */
@InputType({ description: 'Which agents `bindGoogleConnection` allows to work with what.' })
export class BindGoogleConnectionInput {
  @Field(() => ID, { description: CONNECTION })
  readonly connection!: string;

  @Field(() => [String], { description: 'The agents, beside those that may already.' })
  readonly agents!: readonly string[];
}

/** The schema's `BindGoogleConnectionPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `bindGoogleConnection` changed.' })
export class BindGoogleConnectionPayload {
  @Field(() => GoogleAccountType, { description: 'The account with its agents.' })
  readonly connection!: GoogleAccountType;
}

/** The schema's `UnbindGoogleConnectionInput`. */
@InputType({ description: 'Which agents `unbindGoogleConnection` forbids to work with what.' })
export class UnbindGoogleConnectionInput {
  @Field(() => ID, { description: CONNECTION })
  readonly connection!: string;

  @Field(() => [String], { description: 'The agents.' })
  readonly agents!: readonly string[];
}

/** The schema's `UnbindGoogleConnectionPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `unbindGoogleConnection` changed.' })
export class UnbindGoogleConnectionPayload {
  @Field(() => GoogleAccountType, { description: 'The account with its agents.' })
  readonly connection!: GoogleAccountType;
}
