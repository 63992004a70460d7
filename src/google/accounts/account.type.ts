import { DateTimeResolver } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';

import { connectionOf } from '../../schema/connection.type.js';
import { enumOf } from '../../schema/enum-of.js';
import type {
  ConnectionKind,
  ConnectionState,
  ConnectionWarning,
} from '../connections/connection.js';

/** The schema's `GoogleAccountKind`. */
const GoogleAccountKind = enumOf<ConnectionKind>(
  'GoogleAccountKind',
  'How the gateway acts for a Google account.',
  {
    USER: 'By its owner’s consent.',
    SERVICE_ACCOUNT: 'By the key of a service account.',
  },
);

/** The schema's `GoogleAccountState`. */
export const GoogleAccountState = enumOf<ConnectionState>(
  'GoogleAccountState',
  'Where the connection of a Google account stands.',
  {
    ACTIVE: 'Google gives access tokens, as far as is known.',
    NEEDS_CONSENT: 'Google gives none any more: connect the account again.',
    REVOKED: 'It was disconnected by `disconnectGoogleAccount`.',
  },
);

/** The schema's `GoogleAccountWarningKind`. */
const GoogleAccountWarningKind = enumOf<ConnectionWarning['kind']>(
  'GoogleAccountWarningKind',
  'What may end a connection soon, or has ended it.',
  {
    TESTING_MODE_SUSPECTED:
      'The consent lasts seven days, as it does while a consent screen is in Testing.',
    CONSENT_ENDS_SOON: 'The owner consented for a limited time, nearly over.',
    UNUSED_LONG: 'Google ends a grant that lies idle for six months.',
    NEAR_TOKEN_LIMIT: 'The account consented so often that Google will drop its oldest grants.',
  },
);

/** The schema's `GoogleAccountWarning`. */
@ObjectType({ simpleResolvers: true, description: 'What a person should know of a connection.' })
export class GoogleAccountWarning {
  @Field(() => ID, { description: 'The same as `kind`: an account has each warning once.' })
  readonly id!: string;

  @Field(() => GoogleAccountWarningKind, { description: 'What it is, for programs.' })
  readonly kind!: ConnectionWarning['kind'];

  @Field(() => String, { description: 'What it is and what to do, for people.' })
  readonly message!: string;
}

/** The schema's `GoogleAccount`; a name in `…Connection` is Relay's. */
@ObjectType('GoogleAccount', {
  simpleResolvers: true,
  description: 'A connected Google account, without its secrets.',
})
export class GoogleAccountType {
  @Field(() => ID, { description: 'Names the connection wherever a `connection` is asked for.' })
  readonly id!: string;

  @Field(() => GoogleAccountKind, { description: 'How the gateway acts for it.' })
  readonly kind!: ConnectionKind;

  @Field(() => String, { description: 'Its e-mail address, which names the connection as well.' })
  readonly account!: string;

  @Field(() => GoogleAccountState, { description: 'Where the connection stands.' })
  readonly state!: ConnectionState;

  @Field(() => DateTimeResolver, { description: 'Since when it stands there.' })
  readonly stateChangedAt!: Date;

  @Field(() => [String], { description: 'The agents that may work with it, by name.' })
  readonly agents!: readonly string[];

  @Field(() => [String], { description: 'Google’s scopes that its owner granted.' })
  readonly grantedScopes!: readonly string[];

  @Field(() => [String], { description: 'Google’s scopes that were asked for.' })
  readonly neededScopes!: readonly string[];

  @Field(() => [String], {
    description: 'What was asked for and not granted. Connect again with every box ticked.',
  })
  readonly missingScopes!: readonly string[];

  @Field(() => DateTimeResolver, { description: 'When it was last connected.' })
  readonly connectedAt!: Date;

  @Field(() => DateTimeResolver, {
    nullable: true,
    description: 'When the consent ends by itself; null where Google did not say that it does.',
  })
  readonly consentExpiresAt!: Date | null;

  @Field(() => DateTimeResolver, {
    nullable: true,
    description: 'When Google last gave an access token.',
  })
  readonly lastRefreshAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why Google gave none at the last try, in words; null when it did.',
  })
  readonly lastError!: string | null;

  @Field(() => [GoogleAccountWarning], { description: 'What a person should know of it now.' })
  readonly warnings!: readonly GoogleAccountWarning[];
}

/** The schema's `GoogleAccountConnection`. */
export const GoogleAccountConnection = connectionOf('GoogleAccount', GoogleAccountType, {
  one: 'account',
  many: 'accounts',
  edge: 'A Google account and its place in the list.',
  page: 'A page of Google accounts, newest first.',
  totalCount: 'How many accounts the filter lets through, on all pages.',
});

/** The schema's `GoogleAccessToken`. */
@ObjectType({
  simpleResolvers: true,
  description: 'Google’s own access token of an account, for a program that calls Google itself.',
})
export class GoogleAccessToken {
  @Field(() => ID, { description: 'The connection that it came from.' })
  readonly id!: string;

  @Field(() => String, { description: 'The account that it came from.' })
  readonly account!: string;

  @Field(() => String, { description: 'The access token. Ask again instead of keeping it.' })
  readonly accessToken!: string;

  @Field(() => DateTimeResolver, { description: 'The instant from which Google refuses it.' })
  readonly expiresAt!: Date;

  @Field(() => [String], { description: 'Google’s scopes that it has.' })
  readonly grantedScopes!: readonly string[];
}
