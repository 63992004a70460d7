/** The shells that there is a script for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** See {@link SHELLS}. */
export type Shell = (typeof SHELLS)[number];

/** What the hidden command prints where a file's path is wanted. */
export const FILES_LINE = ':files';

/**
 * The script that completes our commands in a shell. It asks the program itself for candidates, so
 * that there is one list of commands; what stands on the command line is handed over as it is, and
 * never run.
 *
 * @param program - the words by which the program is started
 */
export function completionScript(shell: Shell, program: readonly string[]): string {
  return SCRIPTS[shell](`${program.map(quoted).join(' ')} __complete --`);
}

/** Quotes for all three shells: only fish has another meaning for a backslash between them. */
function quoted(word: string): string {
  if (/^[\w./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

const SCRIPTS: Readonly<Record<Shell, (ask: string) => string>> = {
  // Runs on bash 3.2, which macOS has: compopt came later.
  bash: (ask) => `# bash completion for token-gateway
_token_gateway() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == ${FILES_LINE} ]]; then
      compopt -o filenames 2>/dev/null || :
      while IFS= read -r line; do
        COMPREPLY+=("$line")
      done < <(compgen -f -- "\${COMP_WORDS[COMP_CWORD]}")
      return
    fi
    COMPREPLY+=("\${line%%$'\\t'*}")
  done < <(${ask} "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _token_gateway token-gateway`,

  zsh: (ask) => `#compdef token-gateway
# zsh completion for token-gateway
_token-gateway() {
  local line
  local -a candidates
  for line in "\${(@f)$(${ask} "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    if [[ $line == ${FILES_LINE} ]]; then
      _files
      return
    fi
    [[ -n $line ]] && candidates+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done
  _describe token-gateway candidates
}
if [[ $funcstack[1] == _token-gateway ]]; then
  _token-gateway "$@"
else
  compdef _token-gateway token-gateway
fi`,

  fish: (ask) => `# fish completion for token-gateway
function __token_gateway
    set -l words (commandline -opc)
    set -e words[1]
    set -l typed (commandline -ct)
    set -l lines (${ask} $words "$typed" 2>/dev/null)
    if test "$lines[1]" = ${FILES_LINE}
        __fish_complete_path "$typed"
    else
        printf '%s\\n' $lines
    end
end
complete -c token-gateway -f -a '(__token_gateway)'`,
};
