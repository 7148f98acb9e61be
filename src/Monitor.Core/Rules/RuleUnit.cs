namespace Monitor.Rules;

public enum RuleUnit
{
    Sentence,
    Paragraph,
}
