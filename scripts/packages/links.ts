import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * A Markdown text whose relative links lead somewhere: those to files that did not come along lead
 * to the repository.
 *
 * @param file - where the text is, in the repository and in the package
 * @param folder - the package
 * @param repositoryUrl - the page of the repository
 */
export function resolveLinks(
  text: string,
  {
    file,
    folder,
    repositoryUrl,
  }: { readonly file: string; readonly folder: string; readonly repositoryUrl: string },
): string {
  return text.replace(
    /\]\((?![a-z]+:|#)([^)#\s]+)(#[^)\s]*)?\)/g,
    (link, path: string, hash = '') => {
      const target = relative('', join(dirname(file), path));
      if (existsSync(join(folder, target))) return link;
      return `](${repositoryUrl}/blob/main/${target}${String(hash)})`;
    },
  );
}
