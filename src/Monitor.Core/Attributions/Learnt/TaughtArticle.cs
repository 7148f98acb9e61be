namespace Monitor.Attributions.Learnt;

/// <summary>An article with what it says of offices, now that it is known to be no copy.</summary>
/// <param name="Text">Title and text, as the lessons' places count.</param>
/// <param name="Day">The day on which it appeared, in UTC.</param>
public sealed record TaughtArticle(long Id, string Outlet, DateOnly Day, string Text, IReadOnlyList<OfficeLesson> Lessons);
