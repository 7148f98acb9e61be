using Monitor.Rules.Phrases;
using Monitor.Text;

namespace Monitor.Rules;

/// <summary>One article as rules see it.</summary>
/// <param name="Hits">What the automaton found in the text.</param>
/// <param name="Actors">The places of the actors that a list name stands for ("state", "country:CN"), sorted.</param>
public sealed record RuleInput(
    TokenizedText Text, IReadOnlyList<PhraseHit> Hits, Func<string, List<TokenRange>> Actors, string? Outlet, string? Url, string? Language, string? Author);
