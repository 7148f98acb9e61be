namespace Monitor.Rules;

public enum RuleField
{
    Title,

    /// <summary>The first paragraph below the title.</summary>
    Lead,

    /// <summary>All below the title.</summary>
    Body,
    Outlet,
    Lang,
    Url,

    /// <summary>Who wrote it: the byline.</summary>
    Author,
}
