const FIELDS = 'header token expiresAt refreshAt valid message';

/** Asks for the token that an agent should use now. */
export const CURRENT_TOKEN = `query CurrentToken($agent: String!) { currentToken(agent: $agent) { ${FIELDS} } }`;

/** Tells of each token that an agent should use from then on. */
export const TOKEN_CHANGED = `subscription TokenChanged($agent: String!) { currentTokenChanged(agent: $agent) { currentToken { ${FIELDS} } } }`;
