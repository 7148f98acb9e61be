namespace Monitor.Actors;

public enum ConditionScope
{
    Near,
    Sentence,
    Paragraph,
    Article,
}
