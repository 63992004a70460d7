import type { Tool } from './tool.js';
import { deleteEvent, respondToEvent, updateEvent } from './tools/change-event.js';
import { createEvent } from './tools/create-event.js';
import { createEvents } from './tools/create-events.js';
import { getEvent, listEvents, searchEvents } from './tools/find-events.js';
import { getFreeBusy, suggestTime } from './tools/find-time.js';
import { getCurrentTime } from './tools/get-current-time.js';
import { joinRoom } from './tools/join-room.js';
import { listCalendars } from './tools/list-calendars.js';

/** Every tool, in the order in which they are listed. */
export const tools: readonly Tool[] = [
  listCalendars,
  listEvents,
  searchEvents,
  getEvent,
  createEvent,
  createEvents,
  updateEvent,
  deleteEvent,
  getFreeBusy,
  suggestTime,
  respondToEvent,
  getCurrentTime,
  joinRoom,
];

/** The tools that an agent with these scopes may call. */
export function toolsFor(scopes: readonly string[]): readonly Tool[] {
  return tools.filter(({ field }) => field === undefined || scopes.includes(field.scope));
}

/** The tool of that name. */
export function findTool(name: string): Tool | undefined {
  return tools.find((tool) => tool.name === name);
}
