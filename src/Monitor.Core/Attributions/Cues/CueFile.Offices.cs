using Monitor.Config;

namespace Monitor.Attributions.Cues;

/// <content>Offices, and the words beside them.</content>
internal sealed partial class CueFile
{
    private void ReadOffices(ConfigNode node)
    {
        node.Only("plain", "former", "never", "of", "takes", "replaces", "held");
        foreach (var (key, mark) in new[]
        {
            ("plain", OfficeMark.Plain), ("former", OfficeMark.Former), ("never", OfficeMark.Never), ("of", OfficeMark.Of),
            ("takes", OfficeMark.Takes), ("replaces", OfficeMark.Replaces),
        })
        {
            foreach (var phrase in node.FindItems(key))
            {
                _lexicon.Entry(phrase.Text).OfficeMark = mark;
            }
        }

        ConfigException.ForEach(node.Required("held").Items, ReadOffice);
    }

    private void ReadOffice(ConfigNode node)
    {
        node.Only("id", "words", "of", "only", "many");
        var owners = node.FindItems("of").Aggregate(OfficeOwners.None, (all, item) => all | item.Choice<OfficeOwners>());
        var office = new OfficeClass(
            node.Required("id").Text,
            owners is OfficeOwners.None ? OfficeOwners.State : owners,
            [.. node.FindItems("only").Select(item => item.Text)],
            node.Find("many")?.Truth() ?? false);
        foreach (var phrase in node.Required("words").Items)
        {
            _lexicon.Entry(phrase.Text).Offices.Add(office);
            _lexicon.AddOfficeBeginning(phrase.Text);
        }
    }
}
