namespace Monitor.Alerts;

public enum AlertEntryState
{
    Waiting,
    Told,
    Muted,
}
