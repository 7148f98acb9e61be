namespace Monitor.Runs;

/// <summary>Where in a fault a line of the log stands.</summary>
public enum FaultStage
{
    Begins,
    GoesOn,
    Ends,
}
