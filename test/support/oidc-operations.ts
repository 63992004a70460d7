import { graphql } from '../generated/index.js';

/** The operations about subjects of an OIDC issuer, typed by codegen. */
export const BindAgentSubjectMutation = graphql(`
  mutation BindAgentSubject($input: BindAgentSubjectInput!) {
    bindAgentSubject(input: $input) {
      agentSubject {
        id
        agentName
        issuer
        subject
        createdAt
      }
    }
  }
`);

export const UnbindAgentSubjectMutation = graphql(`
  mutation UnbindAgentSubject($input: UnbindAgentSubjectInput!) {
    unbindAgentSubject(input: $input) {
      agentSubject {
        id
        agentName
      }
    }
  }
`);

export const AgentSubjectsQuery = graphql(`
  query AgentSubjects($name: String!) {
    agent(name: $name) {
      subjects {
        id
        agentName
        issuer
        subject
        createdAt
      }
    }
  }
`);
