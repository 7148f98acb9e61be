using Monitor.Config;

namespace Monitor.Tests.Tagging;

public sealed class ConfigItemsTests
{
    [Fact]
    public void A_file_is_cut_into_items_and_put_together_again()
    {
        const string file =
            """
            # head
            lists:
              words:
                - alpha
                - beta
              others: [gamma]
            topics:
              - id: a
                name: A
                when: >-
                  alpha
                  OR beta

              # about b
              - { id: b, name: B, when: beta }
            plain: 3

            """;

        var items = ConfigItems.Split("topics.yaml", file);
        var again = ConfigItems.Split("topics.yaml", ConfigItems.Join(items));

        Assert.Equal(["lists/words", "lists/others", "topics/a", "topics/b", "plain"], items.Select(item => item.Name));
        Assert.Equal("id: a\nname: A\nwhen: >-\n  alpha\n  OR beta", items[2].Body);
        Assert.Equal("[gamma]", items[1].Body);
        Assert.Equal("{ id: b, name: B, when: beta }", items[3].Body);
        Assert.Equal(items, again);
    }

    [Theory]
    [InlineData("actors.yaml")]
    [InlineData("topics.yaml")]
    public void The_bundled_files_survive_being_cut_and_joined(string name)
    {
        var items = ConfigItems.Split(name, File.ReadAllText(Path.Combine(ConfigFolder.Bundled, name)));

        Assert.DoesNotContain(items, item => item.Body.Length == 0);
        Assert.Equal(items, ConfigItems.Split(name, ConfigItems.Join(items)));
    }
}
