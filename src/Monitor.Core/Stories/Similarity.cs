namespace Monitor.Stories;

/// <summary>How alike two articles are, each value 0 to 1.</summary>
/// <param name="Body">Cosine over all words.</param>
/// <param name="Lead">Cosine over title and lead.</param>
/// <param name="Names">Cosine over names, pairs of names and actors.</param>
public readonly record struct Similarity(double Body, double Lead, double Names)
{
    /// <summary>Compares two profiles under the present term weights, in one pass over both.</summary>
    public static Similarity Of(ArticleProfile first, ArticleProfile second, TermStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(statistics);
        var sums = default(Sums);
        var (a, b) = (first.Terms, second.Terms);
        var (i, j) = (0, 0);
        while (i < a.Length || j < b.Length)
        {
            if (j >= b.Length || (i < a.Length && a[i].Term < b[j].Term))
            {
                sums.AddFirst(a[i], statistics.Weight(a[i].Term));
                i++;
            }
            else if (i >= a.Length || b[j].Term < a[i].Term)
            {
                sums.AddSecond(b[j], statistics.Weight(b[j].Term));
                j++;
            }
            else
            {
                sums.AddBoth(a[i], b[j], statistics.Weight(a[i].Term));
                i++;
                j++;
            }
        }

        return sums.Cosines();
    }

    private static float Frequency(byte count) => Frequencies[count];

    private static readonly float[] Frequencies = [.. Enumerable.Range(0, 256).Select(count => count == 0 ? 0f : (float)(1 + Math.Log(count)))];

    private const TermZones AnyLead = TermZones.Title | TermZones.Lead;
    private const TermZones AnyName = TermZones.Name | TermZones.NamePair | TermZones.Actor;

    private struct Sums
    {
        private double _bodyFirst;
        private double _bodySecond;
        private double _bodyBoth;
        private double _leadFirst;
        private double _leadSecond;
        private double _leadBoth;
        private double _namesFirst;
        private double _namesSecond;
        private double _namesBoth;

        public void AddFirst(ProfileTerm term, float weight) => Add(term, weight, ref _bodyFirst, ref _leadFirst, ref _namesFirst);

        public void AddSecond(ProfileTerm term, float weight) => Add(term, weight, ref _bodySecond, ref _leadSecond, ref _namesSecond);

        public void AddBoth(ProfileTerm first, ProfileTerm second, float weight)
        {
            AddFirst(first, weight);
            AddSecond(second, weight);
            var square = (double)weight * weight;
            if (((first.Zones | second.Zones) & (TermZones.NamePair | TermZones.Actor)) == 0)
            {
                _bodyBoth += square * Frequency(first.Count) * Frequency(second.Count);
                _leadBoth += (first.Zones & AnyLead) != 0 && (second.Zones & AnyLead) != 0 ? square : 0;
            }

            _namesBoth += (first.Zones & AnyName) != 0 && (second.Zones & AnyName) != 0 ? square : 0;
        }

        public readonly Similarity Cosines() => new(
            Cosine(_bodyBoth, _bodyFirst, _bodySecond), Cosine(_leadBoth, _leadFirst, _leadSecond), Cosine(_namesBoth, _namesFirst, _namesSecond));

        private static void Add(ProfileTerm term, float weight, ref double body, ref double lead, ref double names)
        {
            var square = (double)weight * weight;
            if ((term.Zones & (TermZones.NamePair | TermZones.Actor)) == 0)
            {
                var frequency = Frequency(term.Count);
                body += square * frequency * frequency;
                lead += (term.Zones & AnyLead) != 0 ? square : 0;
            }

            names += (term.Zones & AnyName) != 0 ? square : 0;
        }

        private static double Cosine(double both, double first, double second) =>
            first <= 0 || second <= 0 ? 0 : Math.Min(1, both / Math.Sqrt(first * second));
    }
}
