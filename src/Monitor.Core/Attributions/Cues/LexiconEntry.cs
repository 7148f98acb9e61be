namespace Monitor.Attributions.Cues;

/// <summary>What a phrase of a cue file can mean; several may hold at once.</summary>
internal sealed class LexiconEntry
{
    public WordClass Words { get; set; }

    public HeadClass Head { get; set; }

    public List<(Cue Cue, CueForm Form)> Cues { get; } = [];

    /// <summary>Place of the act's class in the file; -1 where the phrase names no act.</summary>
    public int Act { get; set; } = -1;

    public string? Incident { get; set; }

    /// <summary>The offices that the phrase can name: a British chancellor is not a German one.</summary>
    public List<OfficeClass> Offices { get; } = [];

    public OfficeMark OfficeMark { get; set; }

    /// <summary>Code of the state that a city lies in; null where the phrase is no city.</summary>
    public string? PlaceIn { get; set; }

    /// <summary>Number of the frame that the phrase speaks for, and how much; -1 where it speaks for none.</summary>
    public (int Frame, int Weight) Frame { get; set; } = (-1, 0);
}
