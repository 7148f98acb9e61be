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

    public static float Frequency(byte count) => Frequencies[count];

    public static bool IsName(TermZones zones) => (zones & (TermZones.Name | TermZones.NamePair | TermZones.Actor)) != 0;

    /// <summary>Not a word of the text but made of its words.</summary>
    public static bool IsDerived(TermZones zones) => (zones & (TermZones.NamePair | TermZones.Actor)) != 0;

    public static bool IsLead(TermZones zones) => (zones & (TermZones.Title | TermZones.Lead)) != 0;

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
            NumbersCounted += (term.Zones & TermZones.Number) != 0 ? 1 : 0;
        }

        if (IsName(term.Zones))
        {
            Names += square;
            LeadNames += IsLead(term.Zones) ? square : 0;
        }
    }
}

/// <summary>What two articles add up to, and what they share.</summary>
internal struct LikenessSums
{
    public ArticleSums First;
    public ArticleSums Second;
    public double Body;
    public double Lead;
    public double Title;
    public double Numbers;
    public double Names;

    /// <summary>Names of the first article's lead that the second knows as names.</summary>
    public double LeadNamesFirst;
    public double LeadNamesSecond;

    /// <summary>The weight of the rarest name that both have.</summary>
    public double RarestName;
    public double SecondName;

    public static double Cosine(double shared, double first, double second) =>
        first <= 0 || second <= 0 ? 0 : Math.Min(1, shared / Math.Sqrt(first * second));

    public static double Share(double part, double whole) => whole <= 0 ? 0 : Math.Min(1, part / whole);

    public void AddShared(ProfileTerm first, ProfileTerm second, float weight)
    {
        var square = (double)weight * weight;
        if (!ArticleSums.IsDerived(first.Zones | second.Zones))
        {
            Body += square * ArticleSums.Frequency(first.Count) * ArticleSums.Frequency(second.Count);
            var leads = (ArticleSums.IsLead(first.Zones) ? 1 : 0) + (ArticleSums.IsLead(second.Zones) ? 1 : 0);
            Lead += square * leads / 2;
            Title += ((first.Zones | second.Zones) & TermZones.Title) != 0 ? square : 0;
            Numbers += (first.Zones & TermZones.Number) != 0 ? square : 0;
        }

        if (ArticleSums.IsName(first.Zones) && ArticleSums.IsName(second.Zones))
        {
            AddSharedName(first, second, square, weight);
        }
    }

    private void AddSharedName(ProfileTerm first, ProfileTerm second, double square, float weight)
    {
        Names += square;
        LeadNamesFirst += ArticleSums.IsLead(first.Zones) ? square : 0;
        LeadNamesSecond += ArticleSums.IsLead(second.Zones) ? square : 0;
        if (weight > RarestName)
        {
            (RarestName, SecondName) = (weight, RarestName);
        }
        else
        {
            SecondName = Math.Max(SecondName, weight);
        }
    }
}
