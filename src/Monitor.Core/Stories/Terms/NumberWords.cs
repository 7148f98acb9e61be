using System.Collections.Frozen;

namespace Monitor.Stories.Terms;

/// <summary>Numbers, ordinals and weekdays written as words: where one stands in place of another, the report is about another time or thing.</summary>
internal static class NumberWords
{
    private static readonly string[] Lines =
    [
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty",
        "sixty seventy eighty ninety hundred thousand dozen second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth",
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth monday tuesday wednesday thursday friday saturday sunday january february march april",
        "june july august september october november december",
        "zwei drei vier funf sechs sieben acht neun zehn elf zwolf zwanzig dreißig dreissig vierzig funfzig hundert tausend zweite zweiten dritte dritten vierte",
        "vierten funfte funften sechste sechsten siebte siebten achte achten neunte neunten zehnte zehnten elfte elften zwolfte zwolften",
        "montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar marz april mai juni juli oktober dezember",
        "deux trois quatre cinq sept huit neuf dix onze douze vingt trente quarante cinquante soixante cent mille deuxieme troisieme quatrieme cinquieme",
        "sixieme septieme huitieme neuvieme dixieme onzieme douzieme lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril juin juillet",
        "aout septembre octobre novembre decembre",
        "dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cuarenta cincuenta cien ciento mil segundo segunda tercer tercera cuarto",
        "cuarta quinto quinta sexto sexta septimo septima octavo octava noveno novena decimo decima lunes martes miercoles jueves viernes sabado domingo enero",
        "febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "два две три четыре пять шесть семь восемь девять десять двадцать тридцать сорок сто понедельник вторник среду четверг пятницу субботу воскресенье",
    ];

    private static readonly FrozenSet<uint> Terms =
        Lines.SelectMany(line => line.Split(' ')).Select(word => ArticleTerms.TermOf(Monitor.Text.Folding.Fold(word))).ToFrozenSet();

    public static bool Contains(uint term) => Terms.Contains(term);
}
