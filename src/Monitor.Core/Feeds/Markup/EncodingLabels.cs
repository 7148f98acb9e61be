using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Feeds.Markup;

/// <summary>The names of encodings as they are met, and what is meant by them in practice (WHATWG Encoding Standard, and beyond).</summary>
internal static partial class EncodingLabels
{
    static EncodingLabels() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    // Written without the signs between letters and digits. What browsers read as the larger encoding that writers use stands for that.
    private static readonly Dictionary<string, string> Meant = new(StringComparer.Ordinal)
    {
        ["utf8"] = "utf-8",
        ["utf8mb4"] = "utf-8",
        ["unicode"] = "utf-8",
        ["unicode11utf8"] = "utf-8",
        ["ansi"] = "windows-1252",
        ["ascii"] = "windows-1252",
        ["usascii"] = "windows-1252",
        ["gb231280"] = "gb18030",
        ["gb2312"] = "gb18030",
        ["gbk"] = "gb18030",
        ["gb"] = "gb18030",
        ["936"] = "gb18030",
        ["euccn"] = "gb18030",
        ["big5hkscs"] = "big5",
        ["950"] = "big5",
        ["sjis"] = "shift_jis",
        ["shiftjis"] = "shift_jis",
        ["932"] = "shift_jis",
        ["31j"] = "shift_jis",
        ["eucjp"] = "euc-jp",
        ["ujis"] = "euc-jp",
        ["euckr"] = "ks_c_5601-1987",
        ["ksc5601"] = "ks_c_5601-1987",
        ["ksc56011987"] = "ks_c_5601-1987",
        ["korean"] = "ks_c_5601-1987",
        ["uhc"] = "ks_c_5601-1987",
        ["949"] = "ks_c_5601-1987",
        ["koi8"] = "koi8-r",
        ["koi8r"] = "koi8-r",
        ["koi8u"] = "koi8-u",
        ["866"] = "cp866",
        ["tis620"] = "windows-874",
        ["874"] = "windows-874",
        ["cyrillic"] = "iso-8859-5",
        ["greek"] = "iso-8859-7",
        ["hebrew"] = "iso-8859-8",
        ["arabic"] = "iso-8859-6",
        ["mac"] = "macintosh",
        ["macroman"] = "macintosh",
        ["maccyrillic"] = "x-mac-cyrillic",
    };

    // Latin alphabets are numbered apart from the parts of ISO 8859.
    private static readonly Dictionary<string, string> Latin = new(StringComparer.Ordinal)
    {
        ["1"] = "1",
        ["2"] = "2",
        ["3"] = "3",
        ["4"] = "4",
        ["5"] = "9",
        ["6"] = "10",
        ["7"] = "13",
        ["9"] = "15",
    };

    /// <summary>The encoding of a name; null for a name that means none.</summary>
    public static Encoding? Find(string? name)
    {
        var given = name?.Trim().ToLowerInvariant() ?? "";
        if (given.Length == 0 || given == "utf-7")
        {
            return null;
        }

        // Declared as a wide encoding the bytes would have shown it: what is left is an 8-bit document.
        var isWide = given.StartsWith("utf-16", StringComparison.Ordinal) || given.StartsWith("utf-32", StringComparison.Ordinal)
            || given.StartsWith("ucs-", StringComparison.Ordinal) || given.StartsWith("iso-10646", StringComparison.Ordinal);
        return isWide ? Encoding.UTF8 : Known(Usual(given)) ?? Known(given);
    }

    /// <summary>
    /// The encoding that was meant by bytes declared as one of ISO's: those leave 80 to 9F to control codes, and letters there are those
    /// of the windows encoding of the same alphabet.
    /// </summary>
    public static Encoding AsMeant(Encoding declared, ReadOnlySpan<byte> bytes)
    {
        var windows = declared.CodePage switch
        {
            28592 => 1250,
            28595 => 1251,
            28597 => 1253,
            28598 => 1255,
            28596 => 1256,
            28603 => 1257,
            _ => 0,
        };
        return windows != 0 && bytes.IndexOfAnyInRange((byte)0x80, (byte)0x9F) >= 0 ? Encoding.GetEncoding(windows) : declared;
    }

    private static string Usual(string given)
    {
        var bare = Signs().Replace(given, "");
        var latin = LatinNumber().Match(bare);
        var part = latin.Success ? Latin.GetValueOrDefault(latin.Groups[1].Value) : IsoPart().Match(bare) is { Success: true } iso ? iso.Groups[1].Value : null;
        switch (part)
        {
            case "1":
                return "windows-1252";
            case "9":
                return "windows-1254";
            case "11":
                return "windows-874";
            case not null:
                return $"iso-8859-{part}";
        }

        var page = CodePage().Match(bare);
        var core = page.Success ? page.Groups[1].Value : bare.StartsWith('x') ? bare[1..] : bare;
        return core.Length == 4 && core.StartsWith("125", StringComparison.Ordinal) && core[3] is >= '0' and <= '8' ? $"windows-{core}"
            : Meant.GetValueOrDefault(bare) ?? Meant.GetValueOrDefault(core, given);
    }

    private static Encoding? Known(string name)
    {
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex("[-_ :.]")]
    private static partial Regex Signs();

    [GeneratedRegex(@"^(?:cs)?(?:iso)?l(?:atin)?(\d)$")]
    private static partial Regex LatinNumber();

    [GeneratedRegex(@"^(?:x)?(?:cs)?(?:iso)?8859(1[0-6]|[1-9])(?:19\d\d|[ei])?$")]
    private static partial Regex IsoPart();

    [GeneratedRegex(@"^x?(?:cs)?(?:cp|win|windows|ms|microsoft|ansi|ibm|dos|codepage)?x?(\d{3,4}|31j)$")]
    private static partial Regex CodePage();
}
