namespace Monitor.Worker.Public;

/// <summary>What the public listener answers.</summary>
internal abstract record PageAnswer
{
    private PageAnswer()
    {
    }

    public static PageAnswer NotFound { get; } = new Missing();

    public static PageAnswer Ok(string html) => new Page(StatusCodes.Status200OK, html);

    /// <param name="Html">The whole document.</param>
    public sealed record Page(int Status, string Html) : PageAnswer;

    /// <summary>After a POST: the page is loaded anew, so that loading it once more sends nothing again.</summary>
    /// <param name="Address">Relative to the address that was posted to: a proxy may show it under another one.</param>
    public sealed record SeeOther(string Address) : PageAnswer;

    /// <summary>Nothing is there, or nothing that this reader may see.</summary>
    public sealed record Missing : PageAnswer;
}
