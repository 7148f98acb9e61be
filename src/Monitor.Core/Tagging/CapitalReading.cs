using Monitor.Actors;
using Monitor.Rules.Phrases;
using Monitor.Text;

namespace Monitor.Tagging;

/// <summary>How a capital city's name is meant at a place of a text.</summary>
internal enum CapitalReading
{
    Government,
    Place,
    PartOfName,
}
