namespace Monitor.Actors;

/// <summary>An office that a person held: for whom they spoke, and from when to when (days inclusive, null where open).</summary>
public sealed record OfficeHeld(string Office, string Actor, DateOnly? From, DateOnly? To)
{
    public bool HeldOn(DateOnly day) => (From is null || From <= day) && (To is null || day <= To);
}
