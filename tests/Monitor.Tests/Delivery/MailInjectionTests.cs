using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using MimeKit;
using Monitor.Alerts;
using Monitor.AttributionEvents.Summaries;
using Monitor.Delivery.Mail;
using Monitor.Digests;
using Monitor.Subscribers;
using Monitor.Tests.Alerts;
using Monitor.Tests.Digests;

namespace Monitor.Tests.Delivery;

/// <summary>Whatever strangers write into what mails are made of: a mail has the headers and parts that it always has, and is read back as it was written.</summary>
public sealed partial class MailInjectionTests
{
    private const string Benign = "something";

    private static readonly DateTimeOffset Noon = new(2021, 7, 19, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Each field that comes from outside, in each kind of mail.</summary>
    private static readonly (string Field, Func<string, OutgoingMail> Compose)[] Mails =
    [
        ("alert: quote", text => Alert(Joint with { Quotes = [Joint.Quotes[0] with { Text = text }] })),
        ("alert: outlet", text => Alert(Joint with { Quotes = [Joint.Quotes[0] with { Outlet = text }] })),
        ("alert: address of a report", text => Alert(Joint with { Quotes = [Joint.Quotes[0] with { Url = "https://wire.example/" + text }] })),
        ("alert: who said it", text => Alert(Joint with { Quotes = [Joint.Quotes[0] with { By = text }] })),
        ("alert: accuser", text => Alert(Joint with { Accusers = [Joint.Accusers[0] with { Actor = new(text, text) }] })),
        ("alert: accused", text => Alert(Joint with { Accused = new(text, text) })),
        ("alert: target", text => Alert(Joint with { Target = text })),
        ("alert: act", text => Alert(Joint with { ActClass = text })),
        ("alert: note", text => Alert(Joint with { Notes = [text] })),
        ("alert: answer", text => Alert(Joint with { Answers = [new(text, text, null, Noon)] })),
        ("alert: rule", text => Alert(Joint, text)),
        ("confirmation: name", text => Confirmation("kim@example.org", text)),
        ("confirmation: name of who moves", text => Confirmation("kim@example.org", text, "kim@example.net")),
        ("digest: title of an event", text => Digest(DigestMailTests.Joint with { Title = text })),
        ("digest: quote", text => Digest(Joint with { Quotes = [Joint.Quotes[0] with { Text = text }] })),
        ("digest: outlet of a quote", text => Digest(Joint with { Quotes = [Joint.Quotes[0] with { Outlet = text, By = text }] })),
        ("digest: address of a quote", text => Digest(Joint with { Quotes = [Joint.Quotes[0] with { Url = text }] })),
        ("digest: news", text => Digest(Joint with { News = [new(text, [Joint.Quotes[0] with { Text = text }])], Answers = [new(text, text, text, Noon)] })),
        ("digest: accuser and accused", text => Digest(Joint with { Accusers = [Joint.Accusers[0] with { Actor = new(text, text) }], Accused = new(text, text) })),
        ("digest: target and note", text => Digest(Joint with { Target = text, Notes = [text] })),
        ("digest: title of a story", text => Digest(Story(text))),
        ("digest: title of a report", text => Digest(Story() with { Report = Report with { Title = text } })),
        ("digest: outlet", text => Digest(Story() with { Report = Report with { Outlet = text } })),
        ("digest: address of a report", text => Digest(Story() with { Report = Report with { Url = text } })),
        ("digest: rest of an address", text => Digest(Story() with { Report = Report with { Url = "https://wire.example/" + text } })),
        ("digest: first sentence", text => Digest(Story() with { Report = Report with { Sentence = text } })),
        ("digest: further report", text => Digest(Story() with { Further = [new DigestReport(2, text, text, text, Noon, "")] })),
        ("digest: outlets of a story", text => Digest(Story() with { Story = Story().Story! with { Outlets = [new(text, text, true), new(text, null, false)] } })),
        ("digest: topic", text => Digest(Story() with { Topics = [text, text] })),
        ("digest: interests", text => Digest(Digested(Story()) with { Interests = text })),
        ("digest: reader", text => Digest(Digested(Story()) with { Reader = text })),
        ("digest: outlet of a feed", text => Digest(Digested() with { Feeds = new DigestFeeds([Silent with { Outlet = text }], 0) })),
        ("digest: title of a feed", text => Digest(Digested() with { Feeds = new DigestFeeds([Silent with { Title = text }], 0) })),
        ("digest: what a feed's server said", text => Digest(Digested() with { Feeds = new DigestFeeds([Silent with { Reason = text }], 0) })),
        ("digest: site of an outlet", text => Digest(Digested() with { Feeds = new DigestFeeds([Silent with { Url = text }], 0) })),
    ];

    public static TheoryData<string> Fields => [.. Mails.Select(mail => mail.Field)];

    private static IReadOnlyList<string> Strings { get; } = [.. CaseFile.Lines("mail-injections.cases").Select(Unescaped)];

    private static EventSummary Joint => AlertMailTests.Joint;

    [Theory, MemberData(nameof(Fields))]
    public void A_mail_keeps_its_headers_and_parts(string field)
    {
        var compose = Mails.Single(mail => mail.Field == field).Compose;
        var usual = HeaderNames(Bytes(compose(Benign)));

        Assert.InRange(Strings.Count, 50, int.MaxValue);
        Assert.All(Strings, text =>
        {
            var mail = compose(text);
            var bytes = Bytes(mail);
            Assert.Equal(usual, HeaderNames(bytes));
            using var stream = new MemoryStream(bytes);
            using var read = MimeMessage.Load(stream);
            var parts = Assert.IsType<MultipartAlternative>(read.Body).Cast<TextPart>().ToList();
            Assert.Equal(["text/plain", "text/html"], parts.Select(part => part.ContentType.MimeType));
            Assert.Equal(AsSent(mail.Text), AsSent(parts[0].Text));
            Assert.Equal(AsSent(mail.Html!), AsSent(parts[1].Text));
            Assert.Equal(Flat(mail.Subject), read.Subject);
            Assert.Equal(mail.To, Assert.Single(read.To.Mailboxes).Address);
            AssertIsOurs(mail.Html!, compose);
        });
    }

    [Fact]
    public void The_page_of_a_digest_has_no_markup_but_ours() => Assert.All(Strings, text => AssertIsOurs(
        DigestMail.Page(Hostile(text)), like => Digest(Hostile(like)) with { Html = DigestMail.Page(Hostile(like)) }));

    /// <summary>The elements and attributes that a page of harmless words has, no comment, and no link but to the web.</summary>
    private static void AssertIsOurs(string html, Func<string, OutgoingMail> compose)
    {
        var (usual, document) = (Parse(compose(Benign).Html!), Parse(html));
        Assert.Empty(Marks(document).Except(Marks(usual).Append("a").Append("a href").Append("a style").Append("a class")));
        Assert.Equal(document.Descendants<IComment>().Count(), usual.Descendants<IComment>().Count());
        Assert.All(document.QuerySelectorAll("[href]"), link => Assert.Matches("^(https?://|mailto:|#)", link.GetAttribute("href")));
    }

    private static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    private static HashSet<string> Marks(IHtmlDocument document) =>
        [.. document.All.SelectMany(element => element.Attributes.Select(attribute => $"{element.LocalName} {attribute.Name}").Append(element.LocalName))];

    [Fact]
    public void A_string_that_passes_for_an_address_is_the_one_recipient_and_all_others_are_refused() => Assert.All(Strings, text =>
    {
        foreach (var address in (string[])[text, text + "@example.org", "kim@example.org" + text, "kim@" + text])
        {
            if (RecipientAddress.IsValid(address))
            {
                using var stream = new MemoryStream(Bytes(Confirmation(address, "Kim")));
                using var read = MimeMessage.Load(stream);
                Assert.Equal(address, Assert.Single(read.To.Mailboxes).Address);
                Assert.Empty(read.Bcc);
            }
        }
    });

    private static OutgoingMail Alert(EventSummary summary, string rule = "all") =>
        AlertMail.Compose(AlertMailTests.Content(summary, rule: rule), "Monitor <monitor@example.org>", "desk@example.org");

    private static DigestFeed Silent => DigestMailTests.Silent;

    private static DigestEntry Story(string title = "A campaign of hacking") => DigestMailTests.Story(1, title, 3, 2);

    private static DigestReport Report => Story().Report!;

    private static DigestContent Digested(params DigestEntry[] entries) => DigestMailTests.Content(entries);

    private static DigestContent Hostile(string text) =>
        Digested(DigestMailTests.Joint with { Title = text }, Story(text) with { Report = Report with { Outlet = text, Url = text, Sentence = text } }) with { Interests = text };

    private static OutgoingMail Digest(DigestContent content) => DigestMailTests.Compose(content);

    private static OutgoingMail Digest(DigestEntry entry) => Digest(Digested(entry));

    private static OutgoingMail Digest(EventSummary summary) =>
        Digest(DigestMailTests.Joint with { Event = summary, Title = EventWords.Title(summary) });

    /// <param name="movesFrom">The address of before; null for who is new.</param>
    private static OutgoingMail Confirmation(string address, string name, string? movesFrom = null)
    {
        var subscriber = SubscriberQueries.New(new SubscriberEntry("kim", movesFrom ?? address, new SubscriberSettings { DisplayName = name }), Noon, 0, isFromFile: false);
        subscriber.NewAddress = movesFrom is null ? null : address;
        var confirmation = new AddressConfirmation { SubscriberId = 1, Address = address, AskedAt = Noon, ExpiresAt = Noon.AddDays(7) };
        return ConfirmationMail.Compose(subscriber, confirmation, "https://monitor.example.org/confirm/kim/1/x", "Monitor <monitor@example.org>");
    }

    private static byte[] Bytes(OutgoingMail mail)
    {
        using var message = MimeMail.Compose(mail, "example.org");
        return MimeMail.Bytes(message);
    }

    /// <summary>The names of a mail's headers in order; each line must begin one or go on with one, in ASCII.</summary>
    private static List<string> HeaderNames(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        var head = text[..text.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        Assert.All(head, character => Assert.InRange(character, '\t', '~'));
        var lines = head.Split("\r\n");
        Assert.All(lines, line => Assert.Matches(HeaderLine(), line));
        return [.. lines.Where(line => line[0] is not (' ' or '\t')).Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)])];
    }

    /// <summary>As text travels: half a pair is no character, and line ends are all the same.</summary>
    private static string AsSent(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).ReplaceLineEndings("\n").TrimEnd('\n');

    private static string Flat(string text) => string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private static string Unescaped(string line) => Escape().Replace(line, match => match.Value[1] switch
    {
        'r' => "\r",
        'n' => "\n",
        't' => "\t",
        '0' => "\0",
        'u' => ((char)int.Parse(match.Value[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
        _ => "\\",
    });

    [GeneratedRegex(@"\\(u[0-9a-fA-F]{4}|[rnt0\\])")]
    private static partial Regex Escape();

    [GeneratedRegex(@"^(?:[A-Za-z-]+:|[ \t]+\S)[^\r\n]*$")]
    private static partial Regex HeaderLine();
}
