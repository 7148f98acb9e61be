namespace Monitor.Worker.Json.Shapes;

/// <summary>What a story is about, with the rules by which it is earned.</summary>
public sealed record TopicShape(string Id, IReadOnlyList<string> Rules);
