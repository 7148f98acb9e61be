namespace Monitor.Worker.Cli.Completion;

/// <summary>The scripts. Each is a table of verbs: pressing Tab starts no program. After a verb without further ones, files are offered. Pure.</summary>
internal static class CompletionScript
{
    public static string Bash(IReadOnlyList<CompletedVerb> verbs) => Lines(
    [
        "# bash completion of monitor: source <(monitor completion bash)",
        "_monitor() {",
        "  local word=${COMP_WORDS[COMP_CWORD]} path= i next=",
        "  for ((i = 1; i < COMP_CWORD; i++)); do",
        "    [[ ${COMP_WORDS[i]} == -* ]] && break",
        "    case \"$path ${COMP_WORDS[i]}\" in",
        .. verbs.Where(verb => verb.Path.Length > 0).Select(verb => $"      {Quoted(" " + verb.Path)}) path=\" {verb.Path}\" ;;"),
        "      *) break ;;",
        "    esac",
        "  done",
        "  case \"$path\" in",
        .. verbs.Select(verb => $"    {Quoted(verb.Path.Length == 0 ? "" : " " + verb.Path)}) next={Quoted(Words(verb))} ;;"),
        "  esac",
        "  COMPREPLY=($(compgen -W \"$next\" -- \"$word\"))",
        "}",
        "complete -o default -F _monitor monitor",
    ]);

    public static string Zsh(IReadOnlyList<CompletedVerb> verbs) => Lines(
    [
        "#compdef monitor",
        "# zsh completion of monitor: source <(monitor completion zsh)",
        "_monitor() {",
        "  local path='' i",
        "  local -a next",
        "  for ((i = 2; i < CURRENT; i++)); do",
        "    case \"$path ${words[i]}\" in",
        .. verbs.Where(verb => verb.Path.Length > 0).Select(verb => $"      {Quoted(" " + verb.Path)}) path=' {verb.Path}' ;;"),
        "      *) break ;;",
        "    esac",
        "  done",
        "  case \"$path\" in",
        .. verbs.Select(verb => $"    {Quoted(verb.Path.Length == 0 ? "" : " " + verb.Path)}) next=({string.Join(' ', All(verb).Select(Described))}) ;;"),
        "  esac",
        "  (( ${#next} )) && _describe 'monitor' next",
        "  _files",
        "}",
        "compdef _monitor monitor",
    ]);

    public static string Fish(IReadOnlyList<CompletedVerb> verbs) => Lines(
    [
        "# fish completion of monitor: monitor completion fish | source",
        "function __monitor_at",
        "  set -l words (commandline -opc)[2..]",
        "  set -l verbs",
        "  for word in $words",
        "    string match -q -- '-*' $word; and break",
        "    set -a verbs $word",
        "  end",
        "  test \"$verbs\" = \"$argv[1]\"",
        "end",
        .. verbs.SelectMany(verb => verb.Verbs.Select(next =>
            $"complete -c monitor -n '__monitor_at \"{verb.Path}\"' -f -a {Quoted(next.Name)} -d {Quoted(next.Help)}")),
        .. verbs.Where(verb => verb.Path.Length > 0).SelectMany(verb => verb.Options.Select(option =>
            $"complete -c monitor -n '__fish_seen_subcommand_from {verb.Path.Split(' ')[^1]}' -l {option.Name[2..]} -d {Quoted(option.Help)}")),
    ]);

    private static string Words(CompletedVerb verb) => string.Join(' ', All(verb).Select(one => one.Name));

    private static IEnumerable<(string Name, string Help)> All(CompletedVerb verb) => verb.Verbs.Concat(verb.Options);

    private static string Described((string Name, string Help) one) =>
        Quoted($"{one.Name}:{one.Help.Replace(":", "\\:", StringComparison.Ordinal)}");

    // In single quotes a shell takes everything as it stands, but the quote itself.
    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines) + "\n";
}
