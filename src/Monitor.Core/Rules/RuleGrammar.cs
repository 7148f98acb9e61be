namespace Monitor.Rules;

/// <summary>The grammar of the rule language for people: one text, shown by the command line, the pages and config/README.md.</summary>
public static class RuleGrammar
{
    /// <summary>The names of the fields as they are written before ":".</summary>
    public static IReadOnlyList<string> Fields { get; } = ["title", "lead", "body", "outlet", "lang", "url", "author"];

    /// <summary>
    /// The help. An indented line is an example: an expression, two blanks or more, and what it finds; each is tested.
    /// </summary>
    public const string Text =
        """
        A rule says which articles earn a topic. It looks at whole words, never inside one: upper and lower case, accents,
        hyphens, a possessive 's and the dots of U.S. make no difference. Chinese, Japanese and Korean need no spaces.

        Words and phrases
          ransomware                            the word
          hack*                                 all words that begin so; at least three letters
          "data breach"                         the words in a row
          "critical infrastruct*"               also with a star
          cyber-attack                          cyber-attack, cyber attack and cyberattack
          !"US"                                 with these capitals: US and U.S., not us
        Operators are written in capitals; brackets group; AND binds tighter than OR. There is no default: two words side by
        side are an error.
          ransomware AND hospital               both, anywhere
          hacker OR hackers OR hacking          either
          phishing AND NOT training             the first without the second
          sanction* NEAR/5 Russia               at most five words between, in either order
          accus* ONEAR/8 China                  in this order
          spy SAME/sentence embassy             in one sentence
          spy SAME/paragraph embassy            in one paragraph
        NEAR, ONEAR and SAME bind tighter than AND and stand between words, phrases, lists and OR in brackets.
          (spy OR spies) NEAR/3 (expel* OR arrest*)     brackets with OR
        Fields
          title:ransomware                      in the headline
          lead:(ransomware OR extortion)        in the first paragraph
          body:ransomware                       below the headline
          outlet:"Example Times"                the outlet's name has these words
          lang:en                               the language is en, en-GB, …
          url:politics                          the address has this word
          author:berg                           the byline has this word
        Counting
          2 OF (leak, breach, stolen)           at least two of them
          HITS/3 (ransomware)                   at least three places
          SCORE/4 (ransomware^3, hospital, "data breach"^2)     weights of those that occur add up to 4 or more; no ^ means 1
        Lists
          #cyber-act                            any word of a list under "lists" in topics.yaml
          #state                                any actor of a kind: state, government, agency, alliance, organization,
          #group                                group, threat-group, company, person, embassy
          #country:CN                           this actor or one that belongs to it: China, its government, its agencies
          #cyber-attack                         another rule holds
        Vetoes stand beside the expression, not in it. A hit that one of these phrases overlaps does not count:
          suppress: ["Cobalt Strike", "US Open"]
        Regular expressions between slashes (/CVE-\d+-\d+/) work only where the operator allows them, and without look-around.
        """;

    internal static string FieldNames { get; } = string.Join(", ", Fields.Select(field => field + ":"));

    internal static RuleField? FieldNamed(string name)
    {
        for (var i = 0; i < Fields.Count; i++)
        {
            if (Fields[i] == name)
            {
                return (RuleField)i;
            }
        }

        return null;
    }

    /// <summary>What is said of an article and stands outside its text.</summary>
    internal static bool IsOutside(RuleField field) => field is RuleField.Outlet or RuleField.Lang or RuleField.Url or RuleField.Author;

    internal static string NameOf(RuleField field) => Fields[(int)field];
}
