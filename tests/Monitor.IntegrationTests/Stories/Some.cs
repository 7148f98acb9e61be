using Monitor.Articles;

namespace Monitor.IntegrationTests.Stories;

/// <summary>Articles made up for these tests: of each story a report, a copy of it with a new lead-in and page boilerplate, and another report.</summary>
internal static class Some
{
    private static readonly DateTimeOffset Start = new(2031, 3, 4, 8, 0, 0, TimeSpan.Zero);

    private static readonly string[] Towns = ["Norrbeck", "Halmshafen", "Quillport", "Sant Arnau", "Dunmoor", "Velikovo", "Tarnow Mill", "Osterfeld",
        "Kirkbrae", "Lomvik", "Azurra", "Brindle Bay", "Osteval", "Miravel", "Hallin", "Sorby", "Port Ewan", "Grauheim"];
    private static readonly string[] Mayors = ["Ada Lindqvist", "Ole Frank", "Mira Quist", "Pere Soler", "Nell Hargreave", "Ilya Sorin", "Tom Wicks",
        "Hanna Roth", "Fergus Blair", "Siv Dahl", "Lia Conti", "Joss Peel", "Petr Novy", "Claire Aubin", "Lena Fors", "Kit Marlow", "Una Reid", "Jonas Keller"];
    private static readonly string[] Things = ["bridge", "ferry", "library", "tramway", "reservoir", "power station", "flour mill", "opera house", "lighthouse",
        "fish market", "stadium", "observatory", "glassworks", "vineyard cellar", "sawmill", "railway museum", "herring wharf", "concert barn"];

    private static readonly string[] Syllables = ["ka", "lo", "min", "ter", "su", "ve", "rol", "dan", "pi", "ost"];

    public static IEnumerable<Article> Articles(int stories)
    {
        for (var i = 0; i < stories; i++)
        {
            var (town, mayor, thing) = (Towns[i], Mayors[i], Things[i]);
            var days = 20 + i;
            var report =
                $"The {thing} in {town} will stay closed for at least {days} days after inspectors found cracks in its oldest wall, mayor {mayor} said on "
                    + "Tuesday.\n\n"
                + $"The cracks were noticed by a night watchman who had heard plaster fall, and an engineer of the county confirmed them before dawn.\n\n"
                + $"\"Nobody was hurt, and nobody will be,\" {mayor} told reporters outside the {thing} in {town}.\n\n"
                + $"Repairs are expected to cost {days * 3} thousand crowns, which the town council wants to take from its reserve.";
            var other =
                $"{town} has lost the use of its {thing}. Engineers sent by the county want to look at every stone of the {thing} before anyone enters it "
                    + "again.\n\n"
                + $"{mayor}, who has been mayor for nine years, called an evening meeting of the council in {town} to find the money.\n\n"
                + $"Traders near the {thing} said that they feared for their spring season and asked the council for help with their rents.";
            yield return Article(i, 0, $"{town}: {thing} closed over cracks", report);
            yield return Article(i, 1, $"Cracks shut {thing}", "Share this story with your friends.\n\n" + report + "\n\nAll rights reserved.");
            yield return Article(i, 2, $"{town} without its {thing}", other);
        }
    }

    /// <summary>Reports of made-up words, several of each event; every sixth is a copy of an earlier one.</summary>
    public static IEnumerable<Article> Stream(int articles)
    {
        var random = new Random(3);
        var words = Enumerable.Range(0, 2000)
            .Select(_ => string.Concat(Enumerable.Range(0, 3).Select(_ => Syllables[random.Next(Syllables.Length)]))).ToArray();
        var texts = new List<(string Title, string Text)>();
        for (var i = 0; i < articles; i++)
        {
            var story = Math.Max(0, (i / 4) - random.Next(12));
            var names = Enumerable.Range(0, 5).Select(n => Capital(words[((story * 37) + (n * 211)) % words.Length])).ToArray();
            texts.Add(i % 6 == 5 ? texts[random.Next(Math.Max(0, i - 60), i)] : (
                $"{names[0]} {words[random.Next(words.Length)]} {names[1]}",
                string.Join(' ', Enumerable.Range(0, 6).Select(_ => Sentence(names, words, random)))));
            yield return Article(i / 5, i % 5, texts[i].Title, texts[i].Text);
        }
    }

    private static string Sentence(string[] names, string[] words, Random random) =>
        "The " + string.Join(
            ' ', Enumerable.Range(0, 13).Select(_ => random.Next(4) == 0 ? names[random.Next(names.Length)] : words[random.Next(words.Length)])) + ".";

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static Article Article(int story, int number, string title, string text)
    {
        var publishedAt = Start.AddHours((story * 5) + number);
        var article = new Article
        {
            Outlet = $"outlet{number}.example",
            Url = $"https://outlet{number}.example/{story}",
            Title = title,
            Text = text,
            Language = "en",
            CollectedAt = publishedAt.AddMinutes(5),
            ReadAt = publishedAt.AddMinutes(6),
        };
        article.DateAs(publishedAt);
        return article;
    }
}
