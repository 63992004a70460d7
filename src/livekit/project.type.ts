import { Arg } from 'type-graphql';

/** The options of the field `project` of an input that is about rooms. */
export const PROJECT = {
  nullable: true,
  description:
    'The LiveKit project. Superusers choose one by its name, the default one if left out. Everybody ' +
    'else has that of their policy, and can name no other.',
};

/** The argument `project` of a field that is about rooms. */
export function Project(): ReturnType<typeof Arg> {
  return Arg('project', () => String, PROJECT);
}
