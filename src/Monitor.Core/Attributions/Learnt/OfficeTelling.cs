namespace Monitor.Attributions.Learnt;

/// <summary>How an article names a person in an office.</summary>
public enum OfficeTelling
{
    /// <summary>As one who holds it.</summary>
    Holds,

    /// <summary>As one who holds it no more: "former", "ex-".</summary>
    Former,

    /// <summary>Among words of a film, a game or a match: as somebody who may be invented.</summary>
    Unreal,
}
