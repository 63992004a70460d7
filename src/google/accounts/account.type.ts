import { DateTimeResolver } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

import { PageInfo } from '../../schema/page-info.type.js';
import type {
  ConnectionKind,
  ConnectionState,
  ConnectionWarning,
} from '../connections/connection.js';

/** The schema's `GoogleAccountKind`. */
const GoogleAccountKind = {
  USER: 'USER',
  SERVICE_ACCOUNT: 'SERVICE_ACCOUNT',
} as const satisfies Record<ConnectionKind, ConnectionKind>;

registerEnumType(GoogleAccountKind, {
  name: 'GoogleAccountKind',
  description: 'How the gateway acts for a Google account.',
  valuesConfig: {
    USER: { description: 'By its owner’s consent.' },
    SERVICE_ACCOUNT: { description: 'By the key of a service account.' },
  },
});

/** The schema's `GoogleAccountState`. */
export const GoogleAccountState = {
  ACTIVE: 'ACTIVE',
  NEEDS_CONSENT: 'NEEDS_CONSENT',
  REVOKED: 'REVOKED',
} as const satisfies Record<ConnectionState, ConnectionState>;

registerEnumType(GoogleAccountState, {
  name: 'GoogleAccountState',
  description: 'Where the connection of a Google account stands.',
  valuesConfig: {
    ACTIVE: { description: 'Google gives access tokens, as far as is known.' },
    NEEDS_CONSENT: { description: 'Google gives none any more: connect the account again.' },
    REVOKED: { description: 'It was disconnected by `disconnectGoogleAccount`.' },
  },
});

/** The schema's `GoogleAccountWarningKind`. */
const GoogleAccountWarningKind = {
  TESTING_MODE_SUSPECTED: 'TESTING_MODE_SUSPECTED',
  CONSENT_ENDS_SOON: 'CONSENT_ENDS_SOON',
  UNUSED_LONG: 'UNUSED_LONG',
  NEAR_TOKEN_LIMIT: 'NEAR_TOKEN_LIMIT',
} as const satisfies Record<ConnectionWarning['kind'], ConnectionWarning['kind']>;

registerEnumType(GoogleAccountWarningKind, {
  name: 'GoogleAccountWarningKind',
  description: 'What may end a connection soon, or has ended it.',
  valuesConfig: {
    TESTING_MODE_SUSPECTED: {
      description: 'The consent lasts seven days, as it does while a consent screen is in Testing.',
    },
    CONSENT_ENDS_SOON: { description: 'The owner consented for a limited time, nearly over.' },
    UNUSED_LONG: { description: 'Google ends a grant that lies idle for six months.' },
    NEAR_TOKEN_LIMIT: {
      description: 'The account consented so often that Google will drop its oldest grants.',
    },
  },
});

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
export class ConnectedGoogleAccount {
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

/** The schema's `GoogleAccountEdge`. */
@ObjectType({ simpleResolvers: true, description: 'A Google account and its place in the list.' })
export class GoogleAccountEdge {
  @Field(() => String, { description: 'The place of this account, for `after`.' })
  readonly cursor!: string;

  @Field(() => ConnectedGoogleAccount, { description: 'The account.' })
  readonly node!: ConnectedGoogleAccount;
}

/** The schema's `GoogleAccountConnection`; `totalCount` is resolved when it is asked for. */
@ObjectType({ simpleResolvers: true, description: 'A page of Google accounts, newest first.' })
export class GoogleAccountConnection {
  @Field(() => [GoogleAccountEdge], { description: 'The accounts with their cursors.' })
  readonly edges!: readonly GoogleAccountEdge[];

  @Field(() => [ConnectedGoogleAccount], { description: 'The accounts alone.' })
  readonly nodes!: readonly ConnectedGoogleAccount[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  readonly pageInfo!: PageInfo;

  /** Asked for only where `totalCount` is. */
  readonly count!: () => Promise<number>;

  @Field(() => Int, { description: 'How many accounts the filter lets through, on all pages.' })
  totalCount(): Promise<number> {
    return this.count();
  }
}

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
