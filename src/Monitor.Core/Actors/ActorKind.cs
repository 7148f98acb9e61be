namespace Monitor.Actors;

public enum ActorKind
{
    State,
    Government,
    Agency,
    Alliance,
    Organization,
    Group,
    ThreatGroup,
    Company,
    Person,
    Embassy,
}
