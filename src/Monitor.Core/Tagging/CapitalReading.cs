namespace Monitor.Tagging;

/// <summary>How a capital city's name is meant at a place of a text.</summary>
internal enum CapitalReading
{
    Government,
    Place,
    PartOfName,
}
