using Monitor.Config;
using Monitor.Feeds.Dates;
using Monitor.Languages;
using Monitor.Worker.Cli.Config;

namespace Monitor.Tests.Languages;

public sealed class LanguageBookTests : IDisposable
{
    private const string Months = "months: [urtarrila, otsaila, martxoa, apirila, maiatza, ekaina, uztaila, abuztua, iraila, urria, azaroa, abendua]\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("monitor-languages-").FullName;

    [Fact]
    public void A_folder_without_languages_has_those_of_the_bundle()
    {
        var book = new LanguageBook(_folder);

        book.ReadAll();
        Assert.Equal(LanguageBook.InForce.Profiles.Select(profile => profile.Language), book.Profiles.Select(profile => profile.Language));
        Assert.Contains(book.Words, language => language.Language == "en" && language.Function.Contains("the"));
    }

    [Fact]
    public void A_language_is_added_by_a_file_and_changed_by_a_file()
    {
        Write("eu/dates.yaml", Months);
        Write("en/dates.yaml", Months.Replace("uztaila", "[quintilis, qu]", StringComparison.Ordinal));

        var book = new LanguageBook(_folder);
        var months = new MonthNames(book.Dates);

        Assert.Equal((7, 7, 7, 7), (months.Find("uztaila"), months.Find("Uzt"), months.Find("Quintilis"), months.Find("qu")));
        Assert.Equal((0, 7), (months.Find("july"), months.Find("juillet")));
        Assert.Contains(book.Words, language => language.Language == "en");
    }

    [Fact]
    public void A_name_of_two_months_is_none()
    {
        Write("hr/dates.yaml", "months: [siječanj, veljača, ožujak, travanj, svibanj, lipanj, srpanj, kolovoz, rujan, listopad, studeni, prosinac]\n");

        var months = new MonthNames(new LanguageBook(_folder).Dates);

        Assert.Equal((0, 8, 7), (months.Find("listopad"), months.Find("kolovoz"), months.Find("srpanj")));
    }

    [Theory]
    [InlineData("de/dates.yaml", "months: [januar]", "dates.yaml:1:9: a year has 12 months, here are 1")]
    [InlineData("de/dates.yaml", "month: [januar]", "dates.yaml:1:1: \"month\" is unknown here; did you mean \"months\"?")]
    [InlineData("de/words.yaml", "function: [der, die]", "words.yaml:1:11: \"function\" must be a text")]
    [InlineData("de/words.yaml", "stems:\n  first: ab\n  last: z\n  shortest: 3", "words.yaml:2:10: \"ab\" must be one letter")]
    [InlineData("de/profile.yaml", "latine: { words: der die }", "profile.yaml:1:9: the key must be one of none, latin")]
    [InlineData("ps/profile.yaml", "arabic: { words: د په }", "profile.yaml:1:9: the languages of this script are told apart")]
    [InlineData("de/sentences.yaml", "abbreviation: bzw", "did you mean \"abbreviations\"?")]
    [InlineData("de/pages.yaml", "tails: [\"…\"]", "pages.yaml:1:9: \"…\" holds no word")]
    [InlineData("de/word.yaml", "function: der", "word.yaml:1:1: no file of a language; they are profile.yaml, words.yaml")]
    [InlineData("german/words.yaml", "function: der", "german:1:1: the folder must be named as the language's primary tag, such as de")]
    public void A_fault_of_a_file_is_named_with_its_place(string file, string yaml, string fault)
    {
        Write(file, yaml);

        Assert.Contains(ConfigFaults.Of(_folder), line => line.Contains(fault, StringComparison.Ordinal));
        Assert.Throws<ConfigException>(() => new LanguageBook(_folder).ReadAll());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string file, string text)
    {
        var path = Path.Combine(_folder, LanguageBook.FolderName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
