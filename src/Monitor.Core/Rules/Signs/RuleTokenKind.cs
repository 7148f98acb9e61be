namespace Monitor.Rules.Signs;

internal enum RuleTokenKind
{
    Word,
    Quoted,
    List,
    Pattern,
    Field,
    And,
    Or,
    Not,
    Of,
    Near,
    OrderedNear,
    Same,
    Score,
    Hits,
    Weight,
    Exact,
    Open,
    Close,
    Comma,
    End,
}
