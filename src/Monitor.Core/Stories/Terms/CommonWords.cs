using System.Collections.Frozen;

namespace Monitor.Stories.Terms;

/// <summary>
/// What is known of word frequencies before the first article: which words nearly every article of a language holds, and which a good share
/// does. It carries the term weights of a young index; with the stream's own counts its influence fades (<see cref="TermStatistics"/>).
/// </summary>
public static class CommonWords
{
    /// <summary>The share of articles that hold a function word, roughly.</summary>
    public const double FunctionShare = 0.6;

    /// <summary>The share of articles that hold one of the everyday words of news, roughly.</summary>
    public const double EverydayShare = 0.08;

    private static readonly string[] Function =
    [
        // English
        "a an the and or but nor so yet if then than that this these those there here of in on at by to from for with without about into onto over under",
        "after before during since until while as is are was were be been being am do does did done have has had having will would can could may might",
        "must shall should not no never he she it they we you i me him her them us his hers its their theirs our ours your yours my mine who whom whose",
        "which what when where why how all any both each few more most other some such only own same too very just also again once up down out off because",
        "between against through said says say told one two first new last year people time day week month according made make made make like get got",
        "don't doesn't didn't won't wasn't isn't aren't weren't he's she's it's they're we're i'm that's there's s t",
        // German
        "der die das den dem des ein eine einer eines einem einen und oder aber nicht auch von vom zu zum zur mit nach bei aus auf fur uber unter vor",
        "durch gegen ohne um im am an als wie wenn dass weil ob er sie es wir ihr ich sich sein seine seiner ihre ihren hat haben hatte wurde wurden werden",
        "wird ist sind war waren kann konnen soll sollen muss noch nur schon so dann diese dieser dieses sagte mehr bis seit",
        // French
        "le la les l un une des du de d et ou mais ne pas plus que qui quoi dont ou au aux en dans sur sous par pour avec sans entre vers chez il elle",
        "ils elles on nous vous je se sa son ses leur leurs ce cette ces cet est sont etait ont a ete avoir etre fait selon comme aussi apres avant",
        // Spanish, Portuguese, Italian
        "el los las lo una unos unas y o pero no que de del al en con sin por para sobre entre hasta desde como mas su sus se le les es son fue fueron ha",
        "han ser este esta estos estas ese esa segun tambien cuando donde quien os as um uma e ou mas nao do da dos das no na nos nas ao com sem por para",
        "pelo pela seu sua seus suas foi foram ser sao esta mais il lo gli uno i di dello della dei delle al alla ai nel nella con per tra fra che non piu",
        "si suo sua suoi ha hanno e stato sono anche come dopo",
        // Dutch, Swedish, Polish, Turkish
        "het een van en niet met voor op aan te dat die zijn naar door bij ook och att det som en ett den av for med pa ar till inte i w z na do nie sie",
        "jest ze to przez po od dla jak bir ve bu da de ile icin olarak",
        // Russian, Ukrainian
        "и в во не на что он она они мы с со к ко по из за от до для о об у как это так но а же бы был была были его ее их который которые сказал также",
        "та і й у що не на до з за від по як це але він вона вони був була були",
        // Arabic
        "في من على الى إلى عن مع ان أن إن هذا هذه التي الذي و لا ما كان كانت قال بعد قبل بين",
    ];

    private static readonly string[] Everyday =
    [
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december",
        "today yesterday tomorrow morning afternoon evening night hour minute police officer official officials authority government president minister",
        "spokesman spokeswoman spokesperson statement report reported reporter reporters news press media state states national international country",
        "countries city county world public office department agency group company man woman men women child children family home house school street",
        "area near including several many number million billion percent three four five six seven eight nine ten second third next early late recent",
        "recently long high large small good bad left right back come came go going went take took taken give given know known think see seen look find",
        "found use used work working want need help call called ask asked tell show shown plan part end place case way thing week weeks months years days",
        "another much well even still now later around however including among within across under following former current major top local general chief",
        "head member members leader leaders law court judge charge charges charged arrested suspect investigation investigators incident killed dead died",
        "death attack attacks shot shooting hospital released expected believe believed announced confirmed continue continued began start started set put",
        "says added saying adding read photo video image story update updated source email share",
        "jahr jahre prozent millionen polizei regierung ministerium prasident gestern heute montag dienstag mittwoch donnerstag freitag samstag sonntag",
        "annee annees gouvernement ministre president police lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui pays",
        "ano anos gobierno ministro presidente policia lunes martes miercoles jueves viernes sabado domingo ayer hoy pais governo",
        "год года правительство президент министр полиция сегодня вчера страны",
    ];

    private static readonly FrozenDictionary<uint, double> Shares = Build();

    /// <summary>The share of articles that hold the term, as assumed before the first article; 0 for a word that is not known to be common.</summary>
    public static double Share(uint term) => Shares.TryGetValue(term, out var share) ? share : 0;

    /// <summary>Whether the term is a word that carries grammar, not content.</summary>
    public static bool IsFunction(uint term) => Share(term) >= FunctionShare;

    private static FrozenDictionary<uint, double> Build()
    {
        var shares = new Dictionary<uint, double>();
        foreach (var word in Words(Everyday))
        {
            shares[ArticleTerms.TermOf(word)] = EverydayShare;
        }

        foreach (var word in Words(Function))
        {
            shares[ArticleTerms.TermOf(word)] = FunctionShare;
        }

        return shares.ToFrozenDictionary();
    }

    private static IEnumerable<string> Words(string[] lines) =>
        lines.SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(word => Monitor.Text.Folding.Fold(word));
}
