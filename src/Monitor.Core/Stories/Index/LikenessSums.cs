namespace Monitor.Stories.Index;

/// <summary>What two articles add up to, and what they share.</summary>
internal struct LikenessSums
{
    public ArticleSums First;
    public ArticleSums Second;
    public double Body;
    public double Plain;
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

    /// <summary>The weight of the rarest two names in a row that both have.</summary>
    public double RarestPair;

    /// <summary>The weight of the rarest word that both have and one has in its opening.</summary>
    public double RarestOpening;

    /// <summary>Plain words that both have in their openings.</summary>
    public double OpeningPlain;

    /// <summary>Anything that both have in their openings.</summary>
    public double OpeningBoth;

    /// <summary>Names and numbers of the first article's opening that the second has anywhere.</summary>
    public double ToldFirst;
    public double ToldSecond;

    public static double Cosine(double shared, double first, double second) =>
        first <= 0 || second <= 0 ? 0 : Math.Min(1, shared / Math.Sqrt(first * second));

    public static double Share(double part, double whole) => whole <= 0 ? 0 : Math.Min(1, part / whole);

    public void AddShared(ProfileTerm first, ProfileTerm second, float weight)
    {
        var square = (double)weight * weight;
        if (!ArticleSums.IsDerived(first.Zones | second.Zones))
        {
            Body += square * ArticleSums.Frequency(first.Count) * ArticleSums.Frequency(second.Count);
            Plain += ArticleSums.IsTelling(first.Zones | second.Zones) ? 0 : square;
            var leads = (ArticleSums.IsLead(first.Zones) ? 1 : 0) + (ArticleSums.IsLead(second.Zones) ? 1 : 0);
            Lead += square * leads / 2;
            Title += ((first.Zones | second.Zones) & TermZones.Title) != 0 ? square : 0;
            Numbers += ArticleSums.IsTellingNumber(first.Zones, weight) ? square : 0;
            if (ArticleSums.IsOpening(first.Zones | second.Zones))
            {
                AddOpening(first.Zones, second.Zones, square, weight);
            }
        }

        // A name at the beginning of a sentence is told by the other article, where it stands within one.
        if (ArticleSums.IsName(first.Zones | second.Zones))
        {
            AddSharedName(first, second, square, weight);
        }
    }

    private void AddOpening(TermZones first, TermZones second, double square, float weight)
    {
        RarestOpening = Math.Max(RarestOpening, weight);
        ToldFirst += ArticleSums.IsOpening(first) && ArticleSums.IsTelling(first) ? square : 0;
        ToldSecond += ArticleSums.IsOpening(second) && ArticleSums.IsTelling(second) ? square : 0;
        if (ArticleSums.IsOpening(first & second))
        {
            OpeningBoth += square;
            OpeningPlain += ArticleSums.IsTelling(first | second) ? 0 : square;
        }
    }

    private void AddSharedName(ProfileTerm first, ProfileTerm second, double square, float weight)
    {
        Names += square;
        LeadNamesFirst += ArticleSums.IsLead(first.Zones) ? square : 0;
        LeadNamesSecond += ArticleSums.IsLead(second.Zones) ? square : 0;
        RarestPair = ((first.Zones | second.Zones) & TermZones.NamePair) != 0 ? Math.Max(RarestPair, weight) : RarestPair;
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
