namespace Monitor.Attributions;

/// <summary>What exactly is accused: a state's national is not the state.</summary>
public enum AccusedGrain
{
    State,
    Government,
    Agency,
    StateLinked,
    National,
    Group,
    Person,
    Company,
    Unnamed,
}
