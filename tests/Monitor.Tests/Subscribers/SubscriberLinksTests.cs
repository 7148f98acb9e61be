using System.Security.Cryptography;
using System.Text;
using Monitor.Subscribers;

namespace Monitor.Tests.Subscribers;

public sealed class SubscriberLinksTests
{
    private const string Root = "https://monitor.example.org";

    private static readonly byte[] Key = Encoding.ASCII.GetBytes("a key of thirty-two bytes or so ");
    private static readonly SubscriberLinks Links = new(Root + "/", Key);
    private static readonly DateOnly Day = new(2021, 7, 20);

    private static readonly (string Address, SubscriberLink Means)[] Signed =
    [
        (Links.Event("desk", 12), new SubscriberLink.Event("desk", 12)),
        (Links.Story("desk", 12), new SubscriberLink.Story("desk", 12)),
        (Links.Digest("desk", Day, "07:00"), new SubscriberLink.Digest("desk", Day, "07:00")),
        (Links.Preferences("desk"), new SubscriberLink.Preferences("desk")),
        (Links.Leave("desk"), new SubscriberLink.Leave("desk")),
        (Links.LeaveDigest("desk"), new SubscriberLink.LeaveDigest("desk")),
        (Links.LeaveAlerts("desk"), new SubscriberLink.LeaveAlerts("desk")),
        (Links.NotRelevant("desk", 3, "cyber-espionage"), new SubscriberLink.NotRelevant("desk", 3, "cyber-espionage")),
        (Links.NotRelevant("desk", 3, "ärger/mit leer%"), new SubscriberLink.NotRelevant("desk", 3, "ärger/mit leer%")),
        (Links.NotSameStory("desk", 12, 3), new SubscriberLink.NotSameStory("desk", 12, 3)),
        (Links.Confirm("desk", 12), new SubscriberLink.Confirm("desk", 12)),
    ];

    [Fact]
    public void Each_address_means_what_it_was_signed_for() =>
        Assert.All(Signed, one => Assert.Equal(one.Means, Links.Read(PathOf(one.Address))));

    [Fact]
    public void An_address_can_be_pasted_from_a_text_mail() =>
        Assert.All(Signed, one => Assert.Matches("^[A-Za-z0-9/._~%-]+$", PathOf(one.Address)));

    [Fact]
    public void Links_of_mails_that_were_sent_before_keep_their_meaning()
    {
        Assert.Equal(new SubscriberLink.Leave("desk"), Links.Read("/leave/desk/pnDWMUVDFpmObGAlSJO7QA"));
        Assert.Equal(new SubscriberLink.Event("desk", 12), Links.Read("/event/desk/12/1nBFeo0IBVGygFSXQslR1Q"));
    }

    [Fact]
    public void Two_hundred_tampered_ones_are_refused()
    {
        var tampered = Signed.SelectMany(one => Tampered(PathOf(one.Address))).Distinct().ToList();

        Assert.InRange(tampered.Count, 200, int.MaxValue);
        Assert.All(tampered, path => Assert.Null(Links.Read(path)));
    }

    [Fact]
    public void Another_installation_signs_otherwise()
    {
        var other = new SubscriberLinks(Root, SHA256.HashData(Key));
        Assert.All(Signed, one => Assert.Null(other.Read(PathOf(one.Address))));
    }

    private static string PathOf(string address)
    {
        Assert.StartsWith(Root + "/", address, StringComparison.Ordinal);
        return address[Root.Length..];
    }

    /// <summary>What a stranger might make of an address that is right.</summary>
    private static IEnumerable<string> Tampered(string path)
    {
        var signature = path[(path.LastIndexOf('/') + 1)..];
        var stem = path[..^signature.Length];
        yield return stem;
        yield return path + "A";
        yield return path[..^1];
        yield return path + "/";
        yield return "/" + path;
        yield return path.ToUpperInvariant();
        yield return stem + new string('A', signature.Length);
        yield return stem + new string(signature.Reverse().ToArray());
        yield return path.Replace("/desk/", "/other/", StringComparison.Ordinal);
        yield return path.Replace("/desk/", "/desk%2F12/", StringComparison.Ordinal);
        yield return path.Replace("/desk/", "/desk/0/", StringComparison.Ordinal);
        yield return path.Replace("/desk/", "/%64esk/", StringComparison.Ordinal);
        yield return path.Replace("12", "012", StringComparison.Ordinal) is var padded && padded != path ? padded : stem + "12";
        yield return path.Replace("2021-07-20", "2021-07-21", StringComparison.Ordinal) is var later && later != path ? later : stem + "0";
        for (var at = 0; at < signature.Length; at += 4)
        {
            yield return stem + signature[..at] + (signature[at] == 'x' ? 'y' : 'x') + signature[(at + 1)..];
        }

        foreach (var action in (string[])["event", "story", "preferences", "leave", "leave-digest", "leave-alerts", "confirm"])
        {
            var other = $"/{action}{path[path.IndexOf('/', 1)..]}";
            if (other != path)
            {
                yield return other;
            }
        }
    }
}
