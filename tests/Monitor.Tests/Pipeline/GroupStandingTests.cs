using System.Net.Sockets;
using Monitor.Articles;
using Monitor.Pipeline.Grouping;
using Monitor.Stories;
using Monitor.Stories.Index;
using Monitor.Stories.Keeping;
using Npgsql;

namespace Monitor.Tests.Pipeline;

/// <summary>What becomes of an article whose neighbours' texts cannot be loaded.</summary>
public sealed class GroupStandingTests
{
    private const string Text =
        """
        The ferry in Lomvik will stay in its harbour for at least twenty days after inspectors found cracks in its oldest wall, mayor Siv Dahl said on Tuesday.

        The cracks were noticed by a night watchman who had heard plaster fall, and an engineer of the county confirmed them before dawn.

        Repairs are expected to cost sixty thousand crowns, which the town council wants to take from its reserve.
        """;

    private static readonly Dictionary<long, KnownPlace> Unknown = [];

    [Fact]
    public void A_database_that_is_away_for_a_moment_sets_no_article_aside()
    {
        var standing = With(new NpgsqlException("no connection", new SocketException()));

        Assert.Throws<NpgsqlException>(() => standing.Place([Article(1), Article(2)], Unknown));
    }

    [Fact]
    public void What_would_fail_again_sets_its_article_aside()
    {
        var steps = With(new InvalidDataException("no text")).Place([Article(1), Article(2)], Unknown);

        Assert.Null(steps[0].Fault);
        Assert.IsType<InvalidDataException>(steps[1].Fault);
    }

    /// <summary>No text stays in memory, so that each neighbour's has to be loaded.</summary>
    private static GroupStanding With(Exception fault) => new(new StoryIndex(new StoriesOptions { TextsInMemory = 0 }, _ => throw fault), 0, 0);

    private static Article Article(long id) => new()
    {
        Id = id,
        Outlet = $"outlet-{id}.example",
        Title = "Cracks keep the ferry in Lomvik",
        Text = Text,
        Language = "en",
    };
}
