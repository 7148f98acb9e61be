namespace Monitor.Rules.Phrases;

/// <summary>How the capitals of a phrase must be written in a text for a match.</summary>
public enum PhraseCase : byte
{
    /// <summary>However: "china" matches "China".</summary>
    Any,

    /// <summary>As a name: a word that begins with a capital in the phrase begins with one in the text ("China", "CHINA", not "china").</summary>
    Name,

    /// <summary>Letter for letter, but for the dots of an acronym: "US" matches "US" and "U.S.", not "us" or "Us".</summary>
    Exact,
}
