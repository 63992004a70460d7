import { Field, InputType } from 'type-graphql';

import { enumOf } from '../../../schema/enum-of.js';
import type { AutoDeclineMode, ChatStatus, NewEventType, Workplace } from './status-event.js';

/** The schema's `NewCalendarEventType`. */
export const NewCalendarEventType = enumOf<NewEventType>(
  'NewCalendarEventType',
  'What kind of event is made, once and for all. All but `DEFAULT` are for the account’s own calendar, and Google has them for accounts of Google Workspace alone.',
  {
    DEFAULT: 'Any event that is none of the others.',
    FOCUS_TIME: 'Time to work undisturbed, from one hour to another. Nobody is invited.',
    OUT_OF_OFFICE: 'Time away, from one hour to another. Nobody is invited.',
    WORKING_LOCATION: 'Where the account’s owner works, for a day or some hours; it takes no time.',
  },
);

/** The schema's `AutoDeclineMode`. */
export const AutoDeclineModeType = enumOf<AutoDeclineMode>(
  'AutoDeclineMode',
  'Which invitations Google declines by itself.',
  {
    DECLINE_NONE: 'None.',
    DECLINE_ALL_CONFLICTING_INVITATIONS: 'All that overlap, those that were accepted as well.',
    DECLINE_ONLY_NEW_CONFLICTING_INVITATIONS: 'Those that overlap and arrive from now on.',
  },
);

/** The schema's `ChatStatus`. */
export const ChatStatusType = enumOf<ChatStatus>(
  'ChatStatus',
  'What Google Chat shows of the account’s owner.',
  { AVAILABLE: 'Available.', DO_NOT_DISTURB: 'Not to be disturbed.' },
);

/** The schema's `Workplace`. */
const WorkplaceType = enumOf<Workplace>('Workplace', 'What kind of place somebody works at.', {
  HOME: 'Home.',
  OFFICE: 'An office of the organization.',
  CUSTOM: 'Any other place.',
});

/** The schema's `WorkingLocationInput`. */
@InputType({ description: 'Where somebody works.' })
export class WorkingLocationInput {
  @Field(() => WorkplaceType, { description: 'What kind of place it is.' })
  readonly place!: Workplace;

  @Field(() => String, { nullable: true, description: 'What it is called; not for `HOME`.' })
  readonly label?: string | null;
}
