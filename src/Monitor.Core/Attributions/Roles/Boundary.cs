namespace Monitor.Attributions.Roles;

/// <summary>Why a subject was not found, or what stands before its clause.</summary>
internal enum Boundary
{
    Start,
    Complementizer,
    Subordinator,
    Question,

    /// <summary>A noun that names no known actor is the subject.</summary>
    UnknownSubject,
}
