using Monitor.Rules.Phrases;

namespace Monitor.Actors;

/// <summary>A way to write an actor, with what must hold for the words to mean it.</summary>
public sealed record Alias(string Text, AliasRole Role)
{
    public PhraseCase Case { get; init; } = PhraseCase.Name;

    /// <summary>The only language in which the words mean the actor; null for any.</summary>
    public string? Language { get; init; }

    /// <summary>Where nobody knows an article's language the words mean nothing: Spanish "china" in an English text.</summary>
    public bool OnlyInItsLanguage { get; init; }

    public AliasCondition? Requires { get; init; }

    /// <summary>Phrases that, where they overlap the alias, say that something else is meant: "Washington Post".</summary>
    public IReadOnlyList<string> Suppress { get; init; } = [];

    /// <summary>The words are also a given or family name ("Jordan"): a neighbour that looks like the rest of a name speaks against it.</summary>
    public bool IsPersonName { get; init; }

    /// <summary>
    /// The word also means something else ("Tick", "Lead"): where a capital proves nothing, at the head of a sentence and in headlines, it
    /// does not count.
    /// </summary>
    public bool IsCommonWord { get; init; }

    /// <summary>First day on which the alias means the actor; null where open.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day on which the alias means the actor; null where open.</summary>
    public DateOnly? To { get; init; }

    /// <summary>
    /// How capitals matter where the file does not say: what is up to three letters and mostly capitals must be written as it is, everything
    /// else as a name.
    /// </summary>
    public static PhraseCase CaseFor(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Count(char.IsLetterOrDigit) <= 3 && text.Count(char.IsUpper) * 2 > text.Length ? PhraseCase.Exact : PhraseCase.Name;
    }
}

/// <summary>
/// What must stand near an alias for it to be believed: one of the words within the scope, or one of the actors (ids, or "#kind") mentioned
/// anywhere in the article.
/// </summary>
/// <param name="NearTokens">How many tokens may lie between, for <see cref="ConditionScope.Near"/>.</param>
public sealed record AliasCondition(ConditionScope Scope, int NearTokens, IReadOnlyList<string> Words, IReadOnlyList<string> Actors);
