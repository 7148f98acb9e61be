using Monitor.Text;

namespace Monitor.Feeds.Dates;

/// <summary>Month names and their abbreviations in the languages of Europe, Turkish and Arabic; accents and case do not matter.</summary>
internal static class MonthNames
{
    private const int AbbreviationMin = 3;

    // One line a month: first abbreviations that no rule yields or that several months would share, then the names.
    private static readonly string[] Lines =
    [
        "jan janv | january januar januari janvier enero gennaio janeiro leden ledna január januára stycznia styczeń ianuarie января январь січня січень ocak tammikuuta tammikuu ιανουάριος ιανουαρίου يناير",
        "feb | february februar februari février febrero febbraio fevereiro únor února luty lutego februarie február февраля февраль лютого лютий şubat helmikuuta helmikuu φεβρουάριος φεβρουαρίου فبراير",
        "mar mrt | march märz maart mars marzo março březen března marzec marca martie március mart марта март березня березень maaliskuuta maaliskuu μάρτιος μαρτίου مارس",
        "apr | april avril abril aprile duben dubna kwiecień kwietnia aprilie április апреля апрель квітня квітень nisan huhtikuuta huhtikuu απρίλιος απριλίου أبريل",
        "may mai maj мая май | mei mayo maggio maio květen května maja május травня травень mayıs toukokuuta toukokuu μάιος μαΐου μάης مايو",
        "jun | june juni juin junio giugno junho červen června czerwiec czerwca iunie június июня июнь червня червень haziran kesäkuuta kesäkuu ιούνιος ιουνίου يونيو",
        "jul | july juli juillet julio luglio julho červenec července lipiec lipca iulie július июля июль липня липень temmuz heinäkuuta heinäkuu ιούλιος ιουλίου يوليو",
        "aug | august augustus août agosto srpen srpna sierpień sierpnia augusti augusztus августа август серпня серпень ağustos elokuuta elokuu αύγουστος αυγούστου أغسطس",
        "sep set | september septembre septiembre settembre setembro září wrzesień września septembrie szeptember сентября сентябрь вересня вересень eylül syyskuuta syyskuu σεπτέμβριος σεπτεμβρίου سبتمبر",
        "oct okt | october oktober octobre octubre ottobre outubro říjen října październik października octombrie október октября октябрь жовтня жовтень ekim lokakuuta lokakuu οκτώβριος οκτωβρίου أكتوبر",
        "nov | november novembre noviembre novembro listopad listopadu listopada noiembrie ноября ноябрь листопада листопад kasım marraskuuta marraskuu νοέμβριος νοεμβρίου نوفمبر",
        "dec dez | december dezember décembre diciembre dicembre dezembro prosinec prosince grudzień grudnia decembrie декабря декабрь грудня грудень aralık joulukuuta joulukuu δεκέμβριος δεκεμβρίου ديسمبر",
    ];

    private static readonly Dictionary<string, int> Exact = ReadExact();
    private static readonly Dictionary<string, int> Prefixes = ReadPrefixes();

    /// <summary>1 to 12; 0 when the word names no month, or could name two.</summary>
    public static int Of(string word)
    {
        var folded = Fold(word);
        return Exact.TryGetValue(folded, out var exact) ? exact : Prefixes.GetValueOrDefault(folded);
    }

    private static string Fold(string word) => Folding.Fold(word).Replace('ς', 'σ');

    private static Dictionary<string, int> ReadExact()
    {
        var exact = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var month = 1; month <= 12; month++)
        {
            foreach (var name in Lines[month - 1].Split([' ', '|'], StringSplitOptions.RemoveEmptyEntries))
            {
                exact[Fold(name)] = month;
            }
        }

        return exact;
    }

    // Every beginning of a name, unless it begins names of two months.
    private static Dictionary<string, int> ReadPrefixes()
    {
        var prefixes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, month) in Exact)
        {
            for (var length = AbbreviationMin; length < name.Length; length++)
            {
                var prefix = name[..length];
                prefixes[prefix] = prefixes.GetValueOrDefault(prefix, month) == month ? month : 0;
            }
        }

        return prefixes;
    }
}
