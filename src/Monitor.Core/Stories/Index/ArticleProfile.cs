using System.Runtime.InteropServices;
using Monitor.Stories.OwnTexts;
using Monitor.Stories.Terms;

namespace Monitor.Stories.Index;

/// <summary>One term of an article. <c>Count</c> is capped at 255.</summary>
public readonly record struct ProfileTerm(uint Term, byte Count, TermZones Zones);

/// <summary>
/// What the index keeps of an article: its terms in ascending order with counts and zones, its fingerprint, who published it when and in which language.
/// </summary>
public sealed class ArticleProfile
{
    public const int LeadWords = 60;

    /// <summary>Of longer articles the first so many different terms count: reports put first what matters.</summary>
    public const int TermsMax = 192;

    private const byte Format = 3;

    /// <summary>What was written before the incidents that an article states.</summary>
    private const byte FormatWithoutIncidents = 2;

    /// <summary>What was written before round-ups were told, and what stands in the opening.</summary>
    private const byte FormatWithoutForm = 1;

    public required long Id { get; init; }

    public required ulong Host { get; init; }

    /// <summary>Articles of different languages are compared by names and numbers alone, those of an unknown one with none.</summary>
    public required string Language { get; init; }

    /// <summary>Null where it is not known: then there is no decay and no window.</summary>
    public required DateTimeOffset? Published { get; init; }

    public required ProfileTerm[] Terms { get; init; }

    public required ushort[] Signature { get; init; }

    /// <summary>Who does what to whom in headline and first sentences.</summary>
    public required Deed[] Deeds { get; init; }

    public required int OwnWords { get; init; }

    /// <summary>Only title and feed text are known: no copy of another such article.</summary>
    public required bool IsSummary { get; init; }

    /// <summary>It is about many events (<see cref="RoundUp"/>): alone in its story, and nobody's report.</summary>
    public required bool IsRoundUp { get; init; }

    /// <summary>How many of <see cref="OwnWords"/> stand in the headline; not stored, since only a new text is asked.</summary>
    public int TitleWords { get; init; }

    /// <summary>What its statements blame on whom.</summary>
    public StatedIncident[] Incidents { get; init; } = [];

    /// <summary>Articles of which the copy stage found that they are in the same form about another thing.</summary>
    public long[] Apart { get; set; } = [];

    /// <summary>The profile of an article's own text. Quotations count, credits and boilerplate do not.</summary>
    public static ArticleProfile Of(StoryInput input, OwnText own)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(own);
        var terms = new Dictionary<uint, ProfileTerm>(TermsMax * 2);
        var sequence = new List<uint>(own.Parts.Length);
        AddTerms(own, terms, sequence);
        foreach (var actor in input.Actors)
        {
            if (!own.IsBoilerplate(actor.Span))
            {
                Add(terms, StableHash.Term(StableHash.Of(actor.Id)), TermZones.Actor);
            }
        }

        return new ArticleProfile
        {
            Id = input.Id,
            Host = StableHash.Of(input.Host),
            Language = input.Language,
            Published = input.Published,
            Terms = Ascending(terms),
            Signature = MinHash.Of(CollectionsMarshal.AsSpan(sequence)),
            OwnWords = own.OwnWords,
            Deeds = Deed.In(own),
            Incidents = [.. input.Incidents.Where(incident => !own.IsBoilerplate(incident.Span)).Take(StatedIncident.Max)],
            IsSummary = input.IsSummary,
            IsRoundUp = RoundUp.Is(own),
            TitleWords = own.Parts.AsSpan(0, own.Text.TokensIn(new Monitor.Text.TextSpan(0, own.Text.TitleEnd)).End).Count(TextPart.Own),
        };
    }

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Format);
        writer.Write(Host);
        writer.Write(Language);
        writer.Write(Published?.UtcTicks ?? 0);
        writer.Write7BitEncodedInt(OwnWords);
        writer.Write(IsSummary);
        writer.Write(MemoryMarshal.AsBytes(Signature.AsSpan()));
        writer.Write7BitEncodedInt(Terms.Length);
        foreach (var (term, count, zones) in Terms)
        {
            writer.Write(term);
            writer.Write(count);
            writer.Write((byte)zones);
        }

        writer.Write((byte)Deeds.Length);
        foreach (var (doer, verb, doneTo) in Deeds)
        {
            writer.Write(doer);
            writer.Write(verb);
            writer.Write(doneTo);
        }

        writer.Write(IsRoundUp);
        writer.Write7BitEncodedInt(Apart.Length);
        foreach (var other in Apart)
        {
            writer.Write(other);
        }

        StatedIncident.Write(writer, Incidents);
        return stream.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are no profile of this version.</exception>
    public static ArticleProfile FromBytes(long id, byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var format = reader.ReadByte();
        if (format is not (Format or FormatWithoutIncidents or FormatWithoutForm))
        {
            throw new InvalidDataException($"the signature of article {id} is of another version");
        }

        var (host, language, ticks, ownWords, isSummary) =
            (reader.ReadUInt64(), reader.ReadString(), reader.ReadInt64(), reader.Read7BitEncodedInt(), reader.ReadBoolean());
        var signature = new ushort[MinHash.Places];
        reader.ReadExactly(MemoryMarshal.AsBytes(signature.AsSpan()));
        var terms = new ProfileTerm[reader.Read7BitEncodedInt()];
        for (var i = 0; i < terms.Length; i++)
        {
            terms[i] = new ProfileTerm(reader.ReadUInt32(), reader.ReadByte(), (TermZones)reader.ReadByte());
        }

        var deeds = new Deed[reader.ReadByte()];
        for (var i = 0; i < deeds.Length; i++)
        {
            deeds[i] = new Deed(reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt32());
        }

        var isRoundUp = format >= FormatWithoutIncidents && reader.ReadBoolean();
        var apart = new long[format >= FormatWithoutIncidents ? reader.Read7BitEncodedInt() : 0];
        for (var i = 0; i < apart.Length; i++)
        {
            apart[i] = reader.ReadInt64();
        }

        return new ArticleProfile
        {
            Id = id,
            IsRoundUp = isRoundUp,
            Apart = apart,
            Incidents = format == Format ? StatedIncident.Read(reader) : [],
            Host = host,
            Language = language,
            Published = ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero),
            OwnWords = ownWords,
            Deeds = deeds,
            IsSummary = isSummary,
            Signature = signature,
            Terms = terms,
        };
    }

    private static ProfileTerm[] Ascending(Dictionary<uint, ProfileTerm> terms)
    {
        var keys = new uint[terms.Count];
        terms.Keys.CopyTo(keys, 0);
        Array.Sort(keys);
        return Array.ConvertAll(keys, term => terms[term]);
    }

    private static void AddTerms(OwnText own, Dictionary<uint, ProfileTerm> terms, List<uint> sequence)
    {
        var (text, all) = (own.Text, own.Terms);
        var (leadWords, firstSentence) = (0, -1);
        var before = 0u;
        var sentence = 0;
        for (var i = 0; i < own.Parts.Length; i++)
        {
            var name = all.Traits[i].HasFlag(TermTraits.Name);
            var term = all.Terms[i];
            if (term == 0 || own.Parts[i] is TextPart.Boilerplate or TextPart.Credit)
            {
                before = 0;
                continue;
            }

            var inTitle = text.Tokens[i].End <= text.TitleEnd;
            while (text.Sentences[sentence].EndToken <= i)
            {
                sentence++;
            }

            firstSentence = !inTitle && firstSentence < 0 ? sentence : firstSentence;
            var zone = inTitle ? TermZones.Title : leadWords++ < LeadWords ? TermZones.Lead : TermZones.None;
            zone |= inTitle || sentence == firstSentence ? TermZones.Opening : TermZones.None;
            if (!inTitle)
            {
                sequence.Add(term);
            }

            if (terms.Count < TermsMax || terms.ContainsKey(term))
            {
                zone |= name ? TermZones.Name : all.Traits[i].HasFlag(TermTraits.Number) ? TermZones.Number : TermZones.None;
                Add(terms, term, zone);
                if (name && before != 0)
                {
                    Add(terms, ArticleTerms.TermOf(before, term), (zone & (TermZones.Title | TermZones.Lead | TermZones.Opening)) | TermZones.NamePair);
                }
            }

            before = name && text.GapAfter(i) is " " or "-" ? term : 0;
        }
    }

    private static void Add(Dictionary<uint, ProfileTerm> terms, uint term, TermZones zones)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(terms, term, out _);
        known = new ProfileTerm(term, (byte)Math.Min(known.Count + 1, byte.MaxValue), known.Zones | zones);
    }
}
