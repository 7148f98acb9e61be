using Monitor.Attributions;
using Monitor.Attributions.Learnt;
using Monitor.Text;

namespace Monitor.Tests.Attributions;

/// <summary>What one article says of who speaks for whom.</summary>
public sealed class LessonTests
{
    private static readonly DateTimeOffset Published = new(2026, 11, 3, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> English => CaseFile.Read("lessons.cases");

    public static TheoryData<string, string> Others => CaseFile.Read("lessons.other.cases");

    [Theory, MemberData(nameof(English))]
    public void Office_and_name_side_by_side_teach_whose_the_person_is(string text, string lessons) => Assert.Equal(lessons, In(text, "en"));

    [Theory, MemberData(nameof(Others))]
    public void So_they_do_in_other_languages(string text, string lessons) => Assert.Equal(lessons, In(text[5..], text[..2]));

    private static string In(string text, string language)
    {
        var tokenized = TokenizedText.Of(text);
        var tags = Attributed.Tagger.Tag(tokenized, language: language, published: Published);
        var read = Attributed.Detector.ReadArticle(tokenized, tags, OutletVoice.Unknown, Published, language);
        return string.Join("; ", read.Lessons.Select(lesson => $"{lesson.Name}: {lesson.Telling switch { OfficeTelling.Former => "-", OfficeTelling.Unreal => "?", _ => "" }}{lesson.Owner} {lesson.Office}"));
    }
}
