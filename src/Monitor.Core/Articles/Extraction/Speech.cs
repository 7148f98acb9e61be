using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Monitor.Articles.Extraction;

/// <summary>To whom a line speaks: it states something about the world, reports what somebody said, or asks something of the reader.</summary>
internal static partial class Speech
{
    private const int StatementWordsMin = 3;
    private const int WeightBeyondLengthMin = 10;
    private const double StatementLinkShareMax = 0.5;

    // Verbs that put a sentence into somebody's mouth.
    private static readonly FrozenSet<string> Reporting = Set(
        "said says told asked asks warned warns wrote writes added adds promised announced argued insisted claimed claims replied answered",
        "advised reported reports according denied stated",
        "sagte sagt teilte erklärte schrieb warnte hieß laut zufolge", "dit déclaré affirmé selon écrit indiqué annoncé",
        "dijo según afirmó declaró escribió anunció", "detto secondo dichiarato scritto affermato",
        "disse segundo afirmou declarou escreveu", "zei zegt volgens schreef", "sa enligt sade skrev ifølge sagde",
        "сказал сказала заявил заявила сообщил сообщила сообщили написал написала", "powiedział powiedziała według napisał");

    // First words of a request, and of a question to the reader that leads to one.
    private static readonly FrozenSet<string> Asking = Set(
        "follow subscribe sign signup join like share listen watch read download get send write email e-mail mail contact tell visit click",
        "tap find check support donate register reach connect stay catch don't please help become leave let message call tweet submit see",
        "have got do are want would know looking if you we'd here's for to enjoyed love keep find discover also",
        "folgen folge abonnieren abonniere schreiben schreibe melden lesen hören haben sie",
        "suivez suis abonnez abonnez-vous inscrivez inscrivez-vous suivez-nous écrivez rejoignez retrouvez recevez envoyez",
        "síguenos sígueme sigue siga suscríbete suscríbase escribe escríbenos únete recibe envía",
        "seguici seguite iscriviti iscrivetevi scrivi scrivici ricevi segui", "siga-nos assine inscreva-se inscreva curta receba",
        "volg abonneer meld schrijf lees", "följ prenumerera tipsa følg abonner tilaa seuraa",
        "подписывайтесь подпишитесь подписаться следите читайте пишите присоединяйтесь", "підписуйтесь підпишіться читайте стежте",
        "obserwuj śledź zapisz subskrybuj polub");

    // What such a request is about.
    private static readonly string[] Channels =
    [
        "twitter", "facebook", "instagram", "newsletter", "subscri", "sign up", "podcast", "e-mail", "email", "whatsapp", "telegram", "linkedin",
        "youtube", "inbox", "membership", "donat", "@", "http", " app", "comment", "tips", "abonn", "bluesky", "mastodon", "tiktok", "threads",
        "suscr", "inscr", "подпис", "підпис", "канал", "kanal",
    ];

    // Only words that are nothing else in a neighbouring language.
    private static readonly FrozenSet<string> Addressing = Set(
        "you your yours us our ours we", "uns unser unsere unseren unserem unserer", "vous votre vos nous notre",
        "usted nosotros nuestro nuestra nuestros", "nostro nostra nostri vostro vostra",
        "você nosso nossa", "jouw ons onze", "vår vårt våra", "вы вас вам ваш ваши ваше вашего нас наш наша наши", "twój twoje nasz nasze");

    private static readonly FrozenSet<string> Own = Set(
        "our us your here now today free notre nos nous votre unser unsere unseren uns nuestro nuestra nostro nostra nosso nossa");

    private static readonly string[] Deliveries = ["newsletter", "inbox", " app", "e-mail", "email", "podcast", "alerts", "updates", "channel",
        "browser", "cookie", "javascript"];

    // What a box speaks of that asks for consent, money or an address.
    private static readonly string[] Business =
    [
        "cookie", "consent", "partners", "privacy", "personal data", "newsletter", "subscri", "sign up", "sign in", "log in", "inbox", "donat",
        "support our", "member", "advertis", "sponsor", "free trial", "per month", "a month", "unlimited", "account", "register", "agree to",
        "terms of use", "terms and conditions",
        "einwillig", "zustimm", "datenschutz", "abonn", "anmeld", "werbung", "consentement", "confidentialité", "publicité", "consentimiento",
        "privacidad", "suscr", "publicidad", "consenso", "iscriv", "abbon", "pubblicità", "toestemming", "подпис", "реклам", "consentimento", "assine",
    ];

    /// <summary>
    /// The first sentence is one: it ends as such and has words that are no names. Who addresses the reader states nothing, unless somebody
    /// is quoted with it.
    /// </summary>
    public static bool IsStatement(string text, double linkShare)
    {
        var first = FirstSentence(text);
        return EndsAsSentence(first)
            && HasPlainWords(first)
            && linkShare < StatementLinkShareMax
            && (!AddressesReader(first) || IsReported(first));
    }

    /// <summary>A line that is one link states something when it is a whole sentence with its full stop: headlines have none.</summary>
    public static bool IsWholeSentence(string text) => EndsWithFullStop().IsMatch(text) && HasPlainWords(text);

    /// <summary>Says who said it.</summary>
    public static bool IsReported(string text) => Words(text).Any(Reporting.Contains);

    /// <summary>A sentence of it, outside quotations, asks the reader to follow, subscribe, write or the like.</summary>
    public static bool AsksReader(string text) =>
        SentenceEnd().Split(Quotation().Replace(text, " ")).Any(sentence =>
            Words(sentence).FirstOrDefault() is { } first
            && Asking.Contains(first)
            && Channels.Any(channel => sentence.Contains(channel, StringComparison.OrdinalIgnoreCase))
            && !IsReported(sentence));

    /// <summary>Speaks to the reader about consent, money or letters, as boxes between paragraphs do.</summary>
    public static bool SellsToReader(string text) =>
        (AddressesReader(text) || SentenceEnd().Split(text).Any(sentence => Words(sentence).FirstOrDefault() is { } first && Asking.Contains(first)))
        && Business.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase))
        && !IsReported(text);

    /// <summary>A request names what is the outlet's own, or where the reader gets it.</summary>
    public static bool IsDirected(string text) =>
        Words(text).Any(Own.Contains) || Deliveries.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool AddressesReader(string text)
    {
        var spoken = Quotation().Replace(text, " ");
        return GermanAddress().IsMatch(spoken) || Words(spoken).Any(Addressing.Contains);
    }

    /// <summary>Scripts without spaces and capitals show it by their length alone.</summary>
    private static bool HasPlainWords(string text) => PlainWord().Count(text) >= StatementWordsMin
        || TextWeight.Of(text) >= text.Length + WeightBeyondLengthMin;

    private static bool EndsAsSentence(string text) => SentenceMark().IsMatch(text);

    private static string FirstSentence(string text)
    {
        var end = SentenceEnd().Match(text);
        return end.Success ? text[..end.Index] : text;
    }

    private static IEnumerable<string> Words(string text) => Word().Matches(text).Select(match => match.Value.ToLowerInvariant());

    private static FrozenSet<string> Set(params string[] lists) => lists.SelectMany(list => list.Split(' ')).ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex(@"[\p{L}\p{N}][\p{L}\p{N}'’-]*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    /// <summary>A word of three letters or more in small letters: names and titles have few.</summary>
    [GeneratedRegex(@"(?<![\p{L}\p{N}])[\p{Ll}\p{Lo}][\p{L}'’-]{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex PlainWord();

    /// <summary>"Sie" with a capital inside a sentence is who reads it.</summary>
    [GeneratedRegex(@"(?<=[\p{Ll},] )(Sie|Ihnen|Ihre?[mnr]?)(?![\p{L}])", RegexOptions.CultureInvariant)]
    private static partial Regex GermanAddress();

    /// <summary>Between two sentences; what follows begins with a capital, or in a script that has none.</summary>
    [GeneratedRegex(@"(?<=[.!?…][""”’»)]*)\s+(?=[\p{Lu}\p{Lo}\p{N}""“„«])|(?<=[。！？])", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"[.!?…。！？।؟][""”’»)」』]*$", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceMark();

    [GeneratedRegex(@"[^.…][.。।][""”’»)」』]*$", RegexOptions.CultureInvariant)]
    private static partial Regex EndsWithFullStop();

    [GeneratedRegex("[\"“„«][^\"”“«»]{0,300}[\"”“»]", RegexOptions.CultureInvariant)]
    private static partial Regex Quotation();
}
