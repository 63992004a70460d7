import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { Plugin } from 'rolldown';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
}

/** A file of a package that must go where the package's code goes. */
const LEGAL_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

/**
 * Writes a file that names each package whose code is in a bundle, with its licence and notices.
 * A package that says nothing of its licence stops the build.
 *
 * @param fileName - where it is written, in the folder of the bundle
 */
export function thirdPartyLicenses(fileName: string): Plugin {
  return {
    name: 'third-party licences',
    generateBundle(_, output) {
      const modules = Object.values(output).flatMap((chunk) =>
        chunk.type === 'chunk' ? chunk.moduleIds : [],
      );
      const folders = new Set(modules.flatMap((id) => packageFolder(id) ?? []));
      const texts = new Map(
        [...folders].map((folder) => {
          const manifest = JSON.parse(
            readFileSync(join(folder, 'package.json'), 'utf8'),
          ) as Manifest;
          if (!manifest.license) this.error(`${folder} names no licence.`);
          return [`${manifest.name} ${manifest.version}`, describe(manifest, folder)];
        }),
      );
      const sorted = [...texts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
      this.emitFile({ type: 'asset', fileName, source: sorted.join(`\n${'-'.repeat(80)}\n\n`) });
    },
  };
}

/** The folder of the package that a module is a part of; undefined for modules of our own. */
function packageFolder(moduleId: string): string | undefined {
  // A bundler's own modules begin with \0, and a path may end in a query.
  const [path = ''] = moduleId.replace(/^\0/, '').split('?');
  if (!path.includes('node_modules')) return undefined;
  let folder = dirname(path);
  while (!isPackage(folder)) {
    if (dirname(folder) === folder) return undefined;
    folder = dirname(folder);
  }
  return folder;
}

/** Some packages have manifests without a name in folders of theirs, to set the type of modules. */
function isPackage(folder: string): boolean {
  const path = join(folder, 'package.json');
  if (!existsSync(path)) return false;
  const { name, version } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Manifest>;
  return name !== undefined && version !== undefined;
}

function describe({ name, version, license, author }: Manifest, folder: string): string {
  const texts = readdirSync(folder)
    .filter((file) => LEGAL_FILE.test(file))
    .sort()
    .map((file) => `\n${readFileSync(join(folder, file), 'utf8').trim()}\n`);
  const by = typeof author === 'object' ? author.name : author;
  const head = `${name} ${version}\nLicence: ${String(license)}\n`;
  return head + (by ? `By: ${by}\n` : '') + texts.join('');
}
