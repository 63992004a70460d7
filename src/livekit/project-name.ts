import { badUserInput } from '../platform/errors.js';

/** How messages call a LiveKit project: by its name, unless it is the default one. */
export function titleOf(project: string): string {
  return project === '' ? 'LiveKit' : `LiveKit project ${project}`;
}

/** The part of an audit event that names the project of a room; none for the default one. */
export function projectDetail(project: string): { readonly project?: string } {
  return project === '' ? {} : { project };
}

/**
 * Checks and returns the name of a LiveKit project.
 *
 * @param names - those that there are
 * @throws DomainError `BAD_USER_INPUT` naming `argument` and the names
 */
export function checkProject(argument: string, name: string, names: readonly string[]): string {
  if (names.includes(name)) return name;
  throw badUserInput(
    argument,
    names.length > 0
      ? `must be one of the projects in LIVEKIT_PROJECTS: ${names.join(', ')}`
      : 'must be left out, because LIVEKIT_PROJECTS names no project',
  );
}
