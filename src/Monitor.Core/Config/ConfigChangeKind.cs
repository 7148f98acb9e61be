namespace Monitor.Config;

public enum ConfigChangeKind
{
    Added,
    Changed,
    Removed,
}
