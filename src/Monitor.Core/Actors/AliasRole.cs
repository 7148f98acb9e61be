namespace Monitor.Actors;

public enum AliasRole
{
    Name,
    Acronym,
    Demonym,
    Capital,

    /// <summary>A place or building that stands for a government: "the Kremlin"; also a capital that is read so.</summary>
    Metonym,

    Office,
}
