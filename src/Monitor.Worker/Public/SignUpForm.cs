using Monitor.Delivery.Mail;
using Monitor.Subscribers;

namespace Monitor.Worker.Public;

/// <summary>What stands in the fields of the sign-up page. Pure.</summary>
internal sealed record SignUpForm(string Address, string Zone, string Language, bool Alerts)
{
    public static SignUpForm Read(IFormCollection form)
    {
        var language = form["language"].ToString();
        return new SignUpForm(
            form["address"].ToString().Trim(), form["zone"].ToString().Trim(), MailWords.Languages.Contains(language) ? language : MailWords.English,
            form.ContainsKey("alerts"));
    }

    public IReadOnlyList<string> Faults(MailWords words)
    {
        var faults = new List<string>();
        if (!RecipientAddress.IsValid(Address))
        {
            faults.Add(words.Say("fault.address", MailHtml.Plain(Address, 60)));
        }

        if (!SubscriberConfig.IsTimeZone(Zone))
        {
            faults.Add(words.Say("fault.zone", MailHtml.Plain(Zone, 60)));
        }

        return faults;
    }
}
