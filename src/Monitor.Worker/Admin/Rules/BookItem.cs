using Monitor.Actors;
using Monitor.Tagging;

namespace Monitor.Worker.Admin.Rules;

/// <summary>An item that the desk of actors and lists changes: all of actors.yaml, and the lists of words of topics.yaml.</summary>
/// <param name="Name">As <see cref="Config.ConfigItem"/> names it: actors/country:CN, lists/cyber.</param>
public sealed record BookItem(string File, string Name)
{
    private const string ActorPrefix = "actors/";
    internal const string ListPrefix = "lists/";
    private const int NameCharactersMax = 300;

    /// <summary>The actor's id; null where it is none.</summary>
    public string? ActorId => File == ActorFile.FileName && Name.StartsWith(ActorPrefix, StringComparison.Ordinal) ? Name[ActorPrefix.Length..] : null;

    /// <summary>The address of its page.</summary>
    public string Address => $"/actors/item?file={Uri.EscapeDataString(File)}&item={Uri.EscapeDataString(Name)}";

    /// <summary>What stands before it in a sentence, and its name.</summary>
    public string Words => ActorId ?? (Name.StartsWith(ListPrefix, StringComparison.Ordinal)
        ? $"list {Name[ListPrefix.Length..]} of {(File == ActorFile.FileName ? "actors" : "rules")}"
        : Name);

    /// <summary>Null for what this desk does not change: rules have their own.</summary>
    public static BookItem? Of(string? file, string? name) =>
        name is { Length: > 0 and <= NameCharactersMax } && !name.Any(char.IsControl)
            && (file == ActorFile.FileName || (file == RuleFile.FileName && name.StartsWith(ListPrefix, StringComparison.Ordinal)))
            ? new BookItem(file, name) : null;

    /// <summary>Null for what cannot be an id.</summary>
    public static BookItem? OfActor(string id) => Of(ActorFile.FileName, ActorPrefix + id);
}
