using Monitor.Rules;

namespace Monitor.Worker.Admin.Rules;

/// <summary>Why a draft is no rule: the field of the form, and the place in its expression where there is one.</summary>
/// <param name="Line">Line and column count from 1; null for what has no place in the expression.</param>
/// <param name="Source">The faulty line of the expression.</param>
public sealed record DraftFault(string Field, int? Line, int? Column, string Reason, string? Suggestion, string? Source)
{
    public static DraftFault Of(RuleFault fault, string expression)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentNullException.ThrowIfNull(expression);
        return new DraftFault(
            "when", fault.Line, fault.Column, fault.Reason, fault.Suggestion, expression.Split('\n').ElementAtOrDefault(fault.Line - 1) ?? "");
    }

    public static DraftFault In(string field, string reason) => new(field, null, null, reason, null, null);

    /// <summary>The faulty line with a caret below the place, as the command line shows it.</summary>
    public string? Pointer => Source is null || Column is not { } column ? null : $"{Source}\n{new string(' ', column - 1)}^";
}
