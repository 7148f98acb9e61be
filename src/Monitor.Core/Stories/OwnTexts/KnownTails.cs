using System.Collections.Frozen;
using Monitor.Stories.Terms;
using Monitor.Text;

namespace Monitor.Stories.OwnTexts;

/// <summary>
/// Phrases that stand on article pages in many places and are never the report itself. They mark boilerplate before the memory has seen a host
/// often enough. A phrase takes its whole line along when the line is short.
/// </summary>
public static class KnownTails
{
    /// <summary>A line of at most so many words is boilerplate as a whole when it holds a phrase; a longer one from the phrase on.</summary>
    public const int LineWordsMax = 40;

    private static readonly string[] Phrases =
    [
        // English
        "all rights reserved", "copyright 2020", "copyright c 2020", "copyright by", "leave a reply", "leave a comment", "post a comment", "your email address will not be published", "required fields are marked",
        "share this", "share on facebook", "share on twitter", "click to share", "click here to", "click here for", "opens in new window", "follow us on",
        "like us on facebook", "join the conversation", "sign up for our", "sign up for the", "subscribe to our", "get the latest news", "newsletter in your inbox",
        "read more", "read also", "related articles", "related stories", "related coverage", "check also", "see also", "you may also like", "recommended for you",
        "source link", "back to top", "skip to main content", "terms of use", "terms of service", "privacy policy", "cookie policy", "we use cookies",
        "our standards", "advertisement", "story continues below", "continue reading", "article continues", "this is a developing story",
        "this story has been updated", "check back for updates", "stay with us for updates", "may not be published broadcast rewritten", "download the app",
        "news app for", "free apps", "copy this code", "embed this", "print this article", "email this article", "report a typo", "contact us at",
        "send your tips", "watch live", "to the page you were visiting", "about the author", "sponsored content", "log in to comment", "comments are closed",
        "copyright", "trending now", "most read", "most popular", "next article", "previous article", "view comments", "filed under",
        // German
        "alle rechte vorbehalten", "lesen sie auch", "lesen sie mehr", "mehr zum thema", "kommentar hinterlassen", "kommentar schreiben",
        "newsletter abonnieren", "zum newsletter anmelden", "artikel teilen", "ihre e mail adresse wird nicht veröffentlicht", "hier klicken",
        // French
        "tous droits réservés", "lire aussi", "à lire aussi", "lire la suite", "laisser un commentaire", "votre adresse e mail ne sera pas publiée",
        "abonnez vous", "inscrivez vous à notre newsletter", "partager sur", "cliquez ici",
        // Spanish, Portuguese, Italian
        "todos los derechos reservados", "lea también", "leer más", "deja un comentario", "deja una respuesta", "suscríbete a", "compartir en", "haz clic aquí",
        "todos os direitos reservados", "leia também", "leia mais", "deixe um comentário", "compartilhar no", "inscreva se",
        "tutti i diritti riservati", "leggi anche", "lascia un commento", "iscriviti alla newsletter", "riproduzione riservata",
        // Dutch, Swedish, Polish, Turkish
        "alle rechten voorbehouden", "lees ook", "lees meer", "läs också", "läs mer", "wszelkie prawa zastrzeżone", "czytaj także", "czytaj więcej",
        "tüm hakları saklıdır", "ayrıca okuyun",
        // Russian, Ukrainian
        "все права защищены", "читайте также", "подписывайтесь на", "поделиться в", "всі права захищені", "читайте також", "підписуйтесь на",
        // Arabic, Persian
        "جميع الحقوق محفوظة", "اقرأ أيضا", "شارك على", "تمامی حقوق محفوظ",
        // Chinese, Japanese, Korean
        "版权所有", "责任编辑", "相关阅读", "分享到", "未经授权", "関連記事", "無断転載", "続きを読む", "무단 전재", "저작권자", "관련기사",
    ];

    private static readonly FrozenDictionary<uint, uint[][]> ByFirstWord = Build();

    /// <summary>Marks the lines of <paramref name="mask"/> that hold a known phrase. <paramref name="words"/>: one folded word hash for each token.</summary>
    public static void Mark(TokenizedText text, ReadOnlySpan<uint> words, Span<bool> mask)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var sentence in text.Sentences)
        {
            var first = FirstPhrase(words[sentence.FirstToken..sentence.EndToken]);
            if (first >= 0 && sentence.Paragraph > 0)
            {
                var start = sentence.TokenCount <= LineWordsMax ? sentence.FirstToken : sentence.FirstToken + first;
                mask[start..sentence.EndToken].Fill(true);
            }
        }
    }

    private static int FirstPhrase(ReadOnlySpan<uint> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (!ByFirstWord.TryGetValue(words[i], out var phrases))
            {
                continue;
            }

            foreach (var phrase in phrases)
            {
                if (words[i..].StartsWith(phrase) && (phrase.Length > 1 || i == 0))
                {
                    return i;
                }
            }
        }

        return -1;
    }

    private static FrozenDictionary<uint, uint[][]> Build() =>
        Phrases.Select(phrase => ArticleTerms.Of(TokenizedText.Of(phrase)).Words)
            .GroupBy(words => words[0])
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
}
