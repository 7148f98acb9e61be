namespace Monitor.Stories.Index;

/// <summary>What one article adds up to, each term by the square of its weight.</summary>
internal struct ArticleSums
{
    /// <summary>A number of less weight ("two", "three") stands in every tenth article: to have it in common tells nothing.</summary>
    private const float NumberWeightMin = 2.6f;

    private static readonly float[] Frequencies = [.. Enumerable.Range(0, 256).Select(count => count == 0 ? 0f : (float)(1 + Math.Log(count)))];

    public double Body;

    /// <summary>As the body, of words that are neither names nor numbers, each once.</summary>
    public double Plain;
    public double Lead;
    public double Title;
    public double Numbers;
    public double Names;
    public double LeadNames;
    public int NumbersCounted;

    /// <summary>How many different terms it has.</summary>
    public int Terms;

    /// <summary>Plain words of title and first sentence.</summary>
    public double OpeningPlain;

    /// <summary>Names and numbers of title and first sentence.</summary>
    public double OpeningTelling;

    public static float Frequency(byte count) => Frequencies[count];

    public static bool IsName(TermZones zones) => (zones & (TermZones.Name | TermZones.NamePair | TermZones.Actor)) != 0;

    /// <summary>Not a word of the text but made of its words.</summary>
    public static bool IsDerived(TermZones zones) => (zones & (TermZones.NamePair | TermZones.Actor)) != 0;

    public static bool IsLead(TermZones zones) => (zones & (TermZones.Title | TermZones.Lead)) != 0;

    public static bool IsOpening(TermZones zones) => (zones & TermZones.Opening) != 0;

    public static bool IsTelling(TermZones zones) => (zones & (TermZones.Name | TermZones.Number)) != 0;

    public static bool IsTellingNumber(TermZones zones, float weight) => (zones & TermZones.Number) != 0 && weight >= NumberWeightMin;

    public void Add(ProfileTerm term, float weight)
    {
        Terms++;
        var square = (double)weight * weight;
        if (!IsDerived(term.Zones))
        {
            var frequency = Frequency(term.Count);
            Body += square * frequency * frequency;
            Plain += IsTelling(term.Zones) ? 0 : square;
            Lead += IsLead(term.Zones) ? square : 0;
            Title += (term.Zones & TermZones.Title) != 0 ? square : 0;
            Numbers += IsTellingNumber(term.Zones, weight) ? square : 0;
            OpeningPlain += IsOpening(term.Zones) && !IsTelling(term.Zones) ? square : 0;
            OpeningTelling += IsOpening(term.Zones) && IsTelling(term.Zones) ? square : 0;
            NumbersCounted += (term.Zones & TermZones.Number) != 0 ? 1 : 0;
        }

        if (IsName(term.Zones))
        {
            Names += square;
            LeadNames += IsLead(term.Zones) ? square : 0;
        }
    }
}
