import { graphql } from '../generated/index.js';

/** The operations about calendars, typed by codegen. */
graphql(`
  fragment CalendarEventFields on CalendarEvent {
    id
    account
    calendarId
    etag
    seriesId
    status
    eventType
    summary
    description
    descriptionText
    location
    time {
      __typename
      ... on AllDayTime {
        startDate
        endDate
      }
      ... on TimedTime {
        startAt
        endAt
        timeZone
        endTimeZone
        startLocal
        endLocal
      }
    }
    recurrence
    organizer {
      email
      self
    }
    attendees {
      email
      displayName
      response
      optional
      comment
    }
    attendeesOmitted
    ownResponse
    workingLocation
    conferenceUrl
    htmlLink
    transparency
    visibility
    reminders {
      useDefault
      overrides {
        method
        minutesBefore
      }
    }
    colorId
    color
    updatedAt
  }
`);

export const CalendarsQuery = graphql(`
  query Calendars($connection: ID, $first: Int, $after: String) {
    calendars(connection: $connection, first: $first, after: $after) {
      account
      edges {
        cursor
      }
      nodes {
        id
        account
        name
        timeZone
        role
        primary
        selected
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
`);

export const CalendarQuery = graphql(`
  query Calendar($connection: ID, $id: ID) {
    calendar(connection: $connection, id: $id) {
      id
      account
      name
      timeZone
      role
      primary
    }
  }
`);

/** When an event is, by the clocks of another zone. */
export const EventByClocksQuery = graphql(`
  query EventByClocks($id: ID!, $zone: TimeZone) {
    calendarEvent(id: $id) {
      time {
        ... on TimedTime {
          startLocal(timeZone: $zone)
          endLocal(timeZone: $zone)
        }
      }
    }
  }
`);

export const CalendarEventsQuery = graphql(`
  query CalendarEvents(
    $connection: ID
    $calendar: ID
    $filter: CalendarEventFilter
    $first: Int
    $after: String
  ) {
    calendarEvents(
      connection: $connection
      calendar: $calendar
      filter: $filter
      first: $first
      after: $after
    ) {
      account
      timeZone
      edges {
        cursor
      }
      nodes {
        ...CalendarEventFields
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
`);

export const CalendarEventQuery = graphql(`
  query CalendarEvent($connection: ID, $calendar: ID, $id: ID!) {
    calendarEvent(connection: $connection, calendar: $calendar, id: $id) {
      ...CalendarEventFields
    }
  }
`);

export const FreeBusyQuery = graphql(`
  query FreeBusy($connections: [ID!], $calendars: [ID!], $since: DateTime!, $until: DateTime!) {
    freeBusy(connections: $connections, calendars: $calendars, since: $since, until: $until) {
      account
      calendars {
        calendarId
        busy {
          startAt
          endAt
        }
        unavailableReason
      }
    }
  }
`);

/** When groups are busy, each member by its own. */
export const GroupBusyQuery = graphql(`
  query GroupBusy($calendars: [ID!], $since: DateTime!, $until: DateTime!) {
    freeBusy(calendars: $calendars, since: $since, until: $until) {
      calendars {
        calendarId
        busy {
          startAt
        }
        unavailableReason
        members {
          calendarId
          busy {
            startAt
          }
          unavailableReason
        }
      }
    }
  }
`);

export const SuggestTimesQuery = graphql(`
  query SuggestTimes($input: SuggestTimesInput!) {
    suggestTimes(input: $input) {
      account
      slots {
        startAt
        endAt
        timeZone
        startLocal
        endLocal
      }
      freeForAll
      unavailable {
        calendarId
        unavailableReason
      }
    }
  }
`);

export const CreateCalendarEventMutation = graphql(`
  mutation CreateCalendarEvent($input: CreateCalendarEventInput!) {
    createCalendarEvent(input: $input) {
      account
      created
      event {
        ...CalendarEventFields
      }
    }
  }
`);

export const UpdateCalendarEventMutation = graphql(`
  mutation UpdateCalendarEvent($input: UpdateCalendarEventInput!) {
    updateCalendarEvent(input: $input) {
      account
      changed
      event {
        ...CalendarEventFields
      }
    }
  }
`);

export const DeleteCalendarEventMutation = graphql(`
  mutation DeleteCalendarEvent($input: DeleteCalendarEventInput!) {
    deleteCalendarEvent(input: $input) {
      account
      deletedId
    }
  }
`);

export const RespondToCalendarEventMutation = graphql(`
  mutation RespondToCalendarEvent($input: RespondToCalendarEventInput!) {
    respondToCalendarEvent(input: $input) {
      account
      event {
        ...CalendarEventFields
      }
    }
  }
`);
