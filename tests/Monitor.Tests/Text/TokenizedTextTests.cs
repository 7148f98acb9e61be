using System.Text.RegularExpressions;
using FsCheck.Fluent;
using Monitor.Text;

namespace Monitor.Tests.Text;

public sealed class TokenizedTextTests
{
    public static TheoryData<string, string> SentenceCases => CaseFile.Read("sentences.cases");

    public static TheoryData<string, string> TokenCases => CaseFile.Read("tokens.cases");

    [Theory, MemberData(nameof(SentenceCases))]
    public void A_text_is_cut_into_its_sentences(string text, string sentences)
    {
        var tokenized = TokenizedText.Of(text);

        Assert.Equal(sentences.Replace("\\n", "\n", StringComparison.Ordinal),
            string.Join('|', tokenized.Sentences.ToArray().Select(sentence => sentence.Span.Of(text))));
    }

    [Theory, MemberData(nameof(TokenCases))]
    public void A_text_is_cut_into_its_folded_tokens(string text, string tokens) =>
        Assert.Equal(tokens, TokenizedText.Of(Regex.Unescape(text)).ToString());

    [Fact]
    public void The_title_is_a_sentence_and_a_paragraph_of_its_own()
    {
        var tokenized = TokenizedText.Of("China denies", "beijing answered. It was brief.");

        Assert.Equal([0, 1, 1], tokenized.Sentences.ToArray().Select(sentence => sentence.Paragraph));
    }

    [Fact]
    public void Tokens_and_sentences_lie_in_order_inside_any_text() =>
        Prop.ForAll((string text) =>
        {
            var tokenized = TokenizedText.Of(text ?? "");
            var end = 0;
            foreach (var token in tokenized.Tokens)
            {
                Assert.True(token.Start >= end && token.End > token.Start && token.End <= tokenized.Value.Length);
                end = token.End;
            }

            var covered = 0;
            var position = 0;
            foreach (var sentence in tokenized.Sentences)
            {
                Assert.Equal(covered, sentence.FirstToken);
                Assert.True(sentence.Start >= position && sentence.End <= tokenized.Value.Length && sentence.TokenCount > 0);
                covered = sentence.EndToken;
                position = sentence.End;
            }

            Assert.Equal(tokenized.Tokens.Length, covered);
        }).Holds();
}
