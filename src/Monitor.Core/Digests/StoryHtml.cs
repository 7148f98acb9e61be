using Monitor.Delivery.Mail;

namespace Monitor.Digests;

/// <summary>A story in a digest: whole, or in one line.</summary>
internal static class StoryHtml
{
    private const int LeadCharactersMax = 280;
    private const int OutletsMax = 8;
    private const int OutletCharactersMax = 60;

    public static MailHtml Card(DigestStory story, TimeZoneInfo zone, int titleCharactersMax)
    {
        var html = new MailHtml();
        html.Add($"<h3 class=\"ink\" style=\"margin:0;{MailFrame.Serif}font-size:18px;line-height:24px;font-weight:bold;{MailFrame.Ink}\">");
        html.Link(story.Url, MailHtml.Plain(story.Title, titleCharactersMax), "color:inherit").Add($"</h3>");
        html.Add($"<p class=\"soft\" style=\"margin:3px 0 "
            + $"0;{MailFrame.Sans}font-size:13px;line-height:19px;{MailFrame.Soft}\"><b>{DigestMail.Facts(story, zone)}</b>");
        if (story.Topics.Count > 1)
        {
            html.Add($" · {string.Join(", ", story.Topics.Skip(1))}");
        }

        if (story.StoryUrl is not null)
        {
            html.Add($" · ").Link(story.StoryUrl, "all of it", MailFrame.LinkColor, "link");
        }

        html.Add($"</p>");
        var lead = MailHtml.Plain(story.Lead, LeadCharactersMax);
        if (lead.Length > 0)
        {
            html.Add($"<p class=\"ink\" style=\"margin:5px 0 0;{MailFrame.Sans}font-size:15px;line-height:22px;{MailFrame.Ink}\">{lead}</p>");
        }

        AddOutlets(html, story);
        return html;
    }

    public static MailHtml Line(DigestStory story, int titleCharactersMax)
    {
        var html = new MailHtml();
        html.Add($"<p class=\"ink\" style=\"margin:0;{MailFrame.Sans}font-size:14px;line-height:20px;{MailFrame.Ink}\">");
        html.Link(story.Url, MailHtml.Plain(story.Title, titleCharactersMax), "color:inherit");
        return html.Add(
            $" <span class=\"soft\" style=\"{MailFrame.Soft}\">{story.IndependentReports}{(story.Copies > 0 ? $" + {story.Copies} copied" : "")}</span></p>");
    }

    private static void AddOutlets(MailHtml html, DigestStory story)
    {
        html.Add($"<p class=\"soft\" style=\"margin:5px 0 0;{MailFrame.Sans}font-size:13px;line-height:20px;{MailFrame.Soft}\">");
        var own = story.Outlets.Where(outlet => outlet.HasOwnReport).ToList();
        var copying = story.Outlets.Where(outlet => !outlet.HasOwnReport).ToList();
        AddNames(html, own);
        if (copying.Count > 0)
        {
            html.Add($"{(own.Count > 0 ? " · copied by " : "Copied by ")}");
            AddNames(html, copying);
        }

        html.Add($"</p>");
    }

    private static void AddNames(MailHtml html, List<DigestOutlet> outlets)
    {
        for (var i = 0; i < Math.Min(outlets.Count, OutletsMax); i++)
        {
            html.Add($"{(i > 0 ? ", " : "")}").Link(outlets[i].Url, MailHtml.Plain(outlets[i].Name, OutletCharactersMax), MailFrame.LinkColor, "link");
        }

        if (outlets.Count > OutletsMax)
        {
            html.Add($" and {outlets.Count - OutletsMax} more");
        }
    }
}
