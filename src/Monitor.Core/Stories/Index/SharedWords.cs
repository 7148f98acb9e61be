using Monitor.Stories.OwnTexts;
using Monitor.Stories.Terms;

namespace Monitor.Stories.Index;

/// <summary>
/// The words behind a likeness, for people: the most telling ones that two articles share, and the names of the one's headline and lead that the other does not
/// have. The index knows only numbers for words; they are read from the text of the article at hand.
/// </summary>
internal static class SharedWords
{
    private const int SharedTold = 5;
    private const int MissingTold = 3;

    /// <summary>"shares Keller, Lomvik, servers; not there: Osterfeld", or an empty text where neither is to be told.</summary>
    public static string Tell(OwnText own, IndexedArticle article, IndexedArticle other, TermStatistics statistics)
    {
        var shared = new List<(uint Term, float Weight)>();
        var missing = new List<(uint Term, float Weight)>();
        var theirs = other.Terms;
        for (var i = 0; i < article.Terms.Length; i++)
        {
            var (term, _, zones) = article.TermAt(i);
            if (ArticleSums.IsDerived(zones))
            {
                continue;
            }

            if (theirs.BinarySearch(term) >= 0)
            {
                // A shared name tells more than a shared word that is as rare.
                shared.Add((term, statistics.Weight(term) * (ArticleSums.IsName(zones) ? 2 : 1)));
            }
            else if (ArticleSums.IsName(zones) && ArticleSums.IsLead(zones))
            {
                missing.Add((term, statistics.Weight(term)));
            }
        }

        string[] told = [Listed("shares ", own, shared, SharedTold), Listed("not there: ", own, missing, MissingTold)];
        return string.Join("; ", told.Where(part => part.Length > 0));
    }

    private static string Listed(string opening, OwnText own, List<(uint Term, float Weight)> terms, int told)
    {
        var words = terms.OrderByDescending(one => one.Weight).ThenBy(one => one.Term).Take(told)
            .Select(one => Written(own, one.Term)).Where(word => word.Length > 0);
        var listed = string.Join(", ", words);
        return listed.Length > 0 ? opening + listed : "";
    }

    /// <summary>The term as the article first writes it; a pair of ideographs as both.</summary>
    private static string Written(OwnText own, uint term)
    {
        var at = Array.IndexOf(own.Terms.Terms, term);
        if (at < 0)
        {
            return "";
        }

        var isPair = own.Text.Tokens[at].Kind is Monitor.Text.TokenKind.Ideograph && at + 1 < own.Text.Tokens.Length
            && own.Text.Tokens[at + 1].Start == own.Text.Tokens[at].End;
        return own.Text.Value[own.Text.Tokens[at].Start..own.Text.Tokens[isPair ? at + 1 : at].End];
    }
}
