namespace Monitor.Stories.Index;

/// <summary>What one article adds up to, each term by the square of its weight.</summary>
internal struct ArticleSums
{
    private static readonly float[] Frequencies = [.. Enumerable.Range(0, 256).Select(count => count == 0 ? 0f : (float)(1 + Math.Log(count)))];

    public double Body;
    public double Lead;
    public double Title;
    public double Numbers;
    public double Names;
    public double LeadNames;
    public int NumbersCounted;

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

    public void Add(ProfileTerm term, float weight)
    {
        var square = (double)weight * weight;
        if (!IsDerived(term.Zones))
        {
            var frequency = Frequency(term.Count);
            Body += square * frequency * frequency;
            Lead += IsLead(term.Zones) ? square : 0;
            Title += (term.Zones & TermZones.Title) != 0 ? square : 0;
            Numbers += (term.Zones & TermZones.Number) != 0 ? square : 0;
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
