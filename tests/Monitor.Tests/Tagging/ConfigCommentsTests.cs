using Monitor.Config;

namespace Monitor.Tests.Tagging;

/// <summary>An item that is written anew of its fields keeps its comments. "¶" stands for a line end.</summary>
public sealed class ConfigCommentsTests
{
    [Theory]
    [InlineData("id: a¶name: A", "id: a¶name: B", "id: a¶name: B")]
    [InlineData("# for ever¶id: a¶name: A", "id: a¶name: B", "# for ever¶id: a¶name: B")]
    [InlineData("id: a # for ever¶name: A", "id: a¶name: B", "id: a # for ever¶name: B")]
    [InlineData("must-hit:¶  - one # of the wire¶  # since July¶  - two", "must-hit:¶  - one¶  - two", "must-hit:¶  - one # of the wire¶  # since July¶  - two")]
    [InlineData("must-hit:¶  - one # of the wire¶  - two", "must-hit:¶  - two", "# of the wire¶must-hit:¶  - two")]
    [InlineData("id: a¶must-hit:¶  - one # of the wire", "id: a", "id: a¶# of the wire")]
    [InlineData("when: |-¶  #country:CN NEAR/5 hack¶name: A", "when: |-¶  #country:RU¶name: A", "when: |-¶  #country:RU¶name: A")]
    [InlineData("when: |- # see the desk's notes¶  hack", "when: |-¶  cyber", "when: |- # see the desk's notes¶  cyber")]
    [InlineData("name: \"A # B\"¶# last", "name: \"A # B\"", "name: \"A # B\"¶# last")]
    [InlineData("suppress:¶  - \"say: no\" # asked for", "suppress:¶  - \"say: no\"", "suppress:¶  - \"say: no\" # asked for")]
    [InlineData("suppress: [one, two] # asked for", "suppress:¶  - one¶  - two", "suppress: # asked for¶  - one¶  - two")]
    public void Comments_stay_with_the_line_or_the_key_that_they_stood_with(string former, string text, string kept) =>
        Assert.Equal(kept, ConfigComments.Carry(former.Replace('¶', '\n'), text.Replace('¶', '\n')).Replace('\n', '¶'));
}
