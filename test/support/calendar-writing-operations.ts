import { graphql } from '../generated/index.js';

/** The operations that make and move events, and look for what is in their way. */
export const CreateWithConflictsMutation = graphql(`
  mutation CreateWithConflicts($input: CreateCalendarEventInput!) {
    createCalendarEvent(input: $input) {
      created
      event {
        id
        calendarId
        status
        transparency
        visibility
        guestsCanModify
        guestsCanInviteOthers
        guestsCanSeeOtherGuests
      }
      conflicts {
        id
        summary
      }
    }
  }
`);

export const UpdateWithConflictsMutation = graphql(`
  mutation UpdateWithConflicts($input: UpdateCalendarEventInput!) {
    updateCalendarEvent(input: $input) {
      event {
        id
        guestsCanModify
        guestsCanInviteOthers
        guestsCanSeeOtherGuests
      }
      conflicts {
        id
        summary
      }
    }
  }
`);

export const MoveCalendarEventMutation = graphql(`
  mutation MoveCalendarEvent($input: MoveCalendarEventInput!) {
    moveCalendarEvent(input: $input) {
      account
      moved
      event {
        ...CalendarEventFields
      }
    }
  }
`);

export const CreateCalendarEventsMutation = graphql(`
  mutation CreateCalendarEvents($input: CreateCalendarEventsInput!) {
    createCalendarEvents(input: $input) {
      account
      results {
        created
        event {
          id
          summary
        }
        error {
          code
          reason
          message
          argument
          retryable
        }
        conflicts {
          id
          summary
        }
      }
    }
  }
`);
